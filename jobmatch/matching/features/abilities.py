"""Features from functions, needs, refusals and licences: what the person can do against what the work asks."""

from collections.abc import Mapping

from jobmatch.matching.decisions import Value
from jobmatch.matching.features.measure import Measure, share
from jobmatch.matching.sides import PositionSide, SeekerSide
from jobmatch.matching.words_as_bits import words_in
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS, REFUSALS, cleared_by


def demands_met(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the needed functions that the seeker can do outright, in percent."""
    met = (seeker.can_bits & position.needed_bits).bit_count()
    if not met:
        return None
    needed = len(position.needed)
    key = "demands_all_met" if met == needed else "demands_partly_met"
    return ("demands_met", share(met, needed), key, lambda: {"met": met, "needed": needed})


def demands_accommodated(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the needed functions that are met through an offered accommodation, in percent.

    A function of which nothing is known counts too where an offer would meet it either way.
    """
    bits = position.needed_bits & ~seeker.can_bits & position.cleared_bits
    if not bits:
        return None
    count, needed = bits.bit_count(), len(position.needed)

    def tell() -> Mapping[str, Value]:
        words, offers = words_in(bits, FUNCTIONS), position.facts.offers
        used = tuple(dict.fromkeys(offer for word in words for offer in cleared_by(word) if offer in offers))
        return {"functions": words, "accommodations": used, "count": count, "needed": needed}

    return ("demands_accommodated", share(count, needed), "demands_accommodated", tell)


def limits_unclear(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Number of functions that the seeker cannot do, of which the position says nothing and that no offer meets."""
    bits = _unclear_bits(seeker, position)
    if not bits:
        return None
    count = bits.bit_count()
    return (
        "limits_unclear",
        float(count),
        "limits_unclear",
        lambda: {"functions": words_in(bits, FUNCTIONS), "count": count},
    )


def needs_offered(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the accommodations the seeker needs that the position offers, in percent."""
    return _needs("needs_offered", seeker, seeker.needs_bits & position.offers_bits)


def needs_not_offered(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the accommodations the seeker needs that the position does not offer (yet), in percent."""
    return _needs("needs_not_offered", seeker, seeker.needs_bits & ~position.offers_bits)


def refusals_respected(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the seeker's refusals of which the position confirms that there is no such thing, in percent."""
    bits = seeker.refusals_bits & position.denied_bits
    if not bits:
        return None
    percent = share(bits.bit_count(), len(seeker.refusals))
    return ("refusals_respected", percent, "refusals_respected", lambda: {"refusals": words_in(bits, REFUSALS)})


def licences_held(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the required licences that the seeker holds, in percent."""
    if not position.licences or not seeker.licences:
        return None
    held = tuple(name for plain, name in sorted(position.licences.items()) if plain in seeker.licences)
    if not held:
        return None
    return ("licences_held", share(len(held), len(position.licences)), "licences_held", lambda: {"licences": held})


def is_cleared(function: str, offers: frozenset[str]) -> bool:
    """Tell whether one of ``offers`` meets a demand for ``function``."""
    return not offers.isdisjoint(cleared_by(function))


def unclear_limits(seeker: SeekerSide, position: PositionSide) -> tuple[str, ...]:
    """Return what the seeker cannot do, where the position neither says whether it is needed nor offers a way."""
    return words_in(_unclear_bits(seeker, position), FUNCTIONS)


def _unclear_bits(seeker: SeekerSide, position: PositionSide) -> int:
    return seeker.cannot_bits & ~position.said_bits & ~position.cleared_bits


def _needs(name: str, seeker: SeekerSide, bits: int) -> Measure | None:
    if not bits:
        return None
    count, needed = bits.bit_count(), len(seeker.needs)
    return (
        name,
        share(count, needed),
        name,
        lambda: {"accommodations": words_in(bits, ACCOMMODATIONS), "count": count, "needed": needed},
    )
