"""The parameters that an assessment needs, looked up for its day; an unconfirmed one is served, an absent one refused.

*Decision:* the levy's day picks the row, not the year of the wages: the notices say "from 1 April 2018 on", and the
2018 levy on 2017 wages was capped by the new row (财税〔2018〕39号).
"""

from dataclasses import dataclass
from fractions import Fraction

from jobmatch.employment.weights import Weights, weights_in
from jobmatch.law.values import InForce, LegalValue, NoLegalValueError
from jobmatch.wording import SentenceError


class NoTierError(SentenceError):
    """Tier reduction and exemption are not known for that day: the assessment is refused, never extrapolated."""


@dataclass(frozen=True)
class LevyParameters:
    """What is in force on the levy's day. Amounts of heads are persons, factors and ratios exact."""

    ratio: LegalValue | None
    cap_multiple: LegalValue
    tier_edge: LegalValue
    tier_below: LegalValue
    tier_from: LegalValue
    exempt_heads: LegalValue
    exempt_types: LegalValue
    exempt_years: LegalValue
    decimals_headcount: LegalValue
    decimals_wage: LegalValue
    decimals_credit: LegalValue
    weights: Weights

    @property
    def is_capped(self) -> bool:
        """Tell whether the wage was capped at all on that day (before April 2017 it was not)."""
        return self.cap_multiple.whole > 0


def levy_parameters(law: InForce) -> LevyParameters:
    """Return the parameters in force. Raises ``NoTierError`` after the last known day of tiers and exemption, and
    ``NoLegalValueError`` where anything else is absent."""
    try:
        favours = {name: law.get(f"levy_{name}") for name in _FAVOURS}
    except NoLegalValueError as error:
        raise _no_tier(law) from error
    others = {name: law.get(f"levy_{name}") for name in _OTHERS}
    return LevyParameters(ratio=law.find("levy_ratio"), weights=weights_in(law), **favours, **others)


_FAVOURS = ("tier_edge", "tier_below", "tier_from", "exempt_heads", "exempt_types", "exempt_years")
_OTHERS = ("cap_multiple", "decimals_headcount", "decimals_wage", "decimals_credit")


def _no_tier(law: InForce) -> NoTierError:
    """Say until when tiers and exemption are known, and by which document."""
    known = [value for value in law.book.history("levy_tier_below") if value.to_on is not None]
    last = max(known, key=lambda value: value.to_on or law.on)
    return NoTierError("levy.no_tier_known", day=law.on, until=last.to_on, document=last.document)


def ratio_of(value: LegalValue) -> Fraction:
    """Return a ratio or factor as an exact fraction."""
    return Fraction(value.exact)
