"""Values that several subjects ask for, by name."""

from dataclasses import replace
from functools import lru_cache

from jobmatch.law.values import InForce, LegalValue


def working_age(law: InForce) -> int:
    """Return the age in years from which somebody may be employed (Labour Law art. 15)."""
    return law.get("working_age").whole


@lru_cache(maxsize=1024)
def minimum_wage(law: InForce, per: str = "month") -> LegalValue:
    """Return the minimum wage in force, in 分 a ``month`` or an ``hour``.

    The province sets tiers, the city says which tier a district is in: a new year changes the former file alone. The
    wage is as sure as the less sure of the two.
    """
    tier = law.get("minimum_wage_tier")
    wage = law.get(f"minimum_wage_{per}_tier_{tier.whole}")
    return replace(wage, confidence=tier.confidence) if tier.to_be_confirmed else wage
