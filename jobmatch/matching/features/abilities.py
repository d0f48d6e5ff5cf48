"""Features from functions, needs, refusals and licences: what the person can do against what the work asks."""

from jobmatch.matching.decisions import Value
from jobmatch.matching.features.measure import Measure, share
from jobmatch.matching.sides import PositionSide, SeekerSide
from jobmatch.wording.vocabulary import cleared_by


def demands_met(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the needed functions that the seeker can do outright, in percent."""
    functions = seeker.facts.functions
    met = sum(functions.get(word) == "can" for word in position.needed)
    if not met:
        return None
    needed = len(position.needed)
    key = "demands_all_met" if met == needed else "demands_partly_met"
    return Measure("demands_met", share(met, needed), key, {"met": met, "needed": needed})


def demands_accommodated(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the needed functions that are met through an offered accommodation, in percent.

    A function of which nothing is known counts too where an offer would meet it either way.
    """
    offers, functions = position.facts.offers, seeker.facts.functions
    if not offers:
        return None
    words = tuple(word for word in position.needed if functions.get(word) != "can" and is_cleared(word, offers))
    if not words:
        return None
    used = tuple(dict.fromkeys(offer for word in words for offer in cleared_by(word) if offer in offers))
    values: dict[str, Value] = {
        "functions": words,
        "accommodations": used,
        "count": len(words),
        "needed": len(position.needed),
    }
    return Measure("demands_accommodated", share(len(words), len(position.needed)), "demands_accommodated", values)


def limits_unclear(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Number of functions that the seeker cannot do, of which the position says nothing and that no offer meets."""
    words = unclear_limits(seeker, position)
    if not words:
        return None
    return Measure("limits_unclear", float(len(words)), "limits_unclear", {"functions": words, "count": len(words)})


def needs_offered(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the accommodations the seeker needs that the position offers, in percent."""
    words = tuple(word for word in seeker.needs if word in position.facts.offers)
    if not words:
        return None
    values: dict[str, Value] = {"accommodations": words, "count": len(words), "needed": len(seeker.needs)}
    return Measure("needs_offered", share(len(words), len(seeker.needs)), "needs_offered", values)


def needs_not_offered(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the accommodations the seeker needs that the position does not offer (yet), in percent."""
    words = tuple(word for word in seeker.needs if word not in position.facts.offers)
    if not words:
        return None
    values: dict[str, Value] = {"accommodations": words, "count": len(words), "needed": len(seeker.needs)}
    return Measure("needs_not_offered", share(len(words), len(seeker.needs)), "needs_not_offered", values)


def refusals_respected(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the seeker's refusals of which the position confirms that there is no such thing, in percent."""
    words = tuple(word for word in seeker.refusals if position.facts.conditions.get(word) == "no")
    if not words:
        return None
    return Measure(
        "refusals_respected", share(len(words), len(seeker.refusals)), "refusals_respected", {"refusals": words}
    )


def licences_held(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Share of the required licences that the seeker holds, in percent."""
    if not position.licences or not seeker.licences:
        return None
    held = tuple(name for plain, name in sorted(position.licences.items()) if plain in seeker.licences)
    if not held:
        return None
    return Measure("licences_held", share(len(held), len(position.licences)), "licences_held", {"licences": held})


def is_cleared(function: str, offers: frozenset[str]) -> bool:
    """Tell whether one of ``offers`` meets a demand for ``function``."""
    return not offers.isdisjoint(cleared_by(function))


def unclear_limits(seeker: SeekerSide, position: PositionSide) -> tuple[str, ...]:
    """Return what the seeker cannot do, where the position neither says whether it is needed nor offers a way."""
    demands, offers = position.facts.demands, position.facts.offers
    return tuple(
        word for word in seeker.cannot if demands.get(word) in (None, "unknown") and not is_cleared(word, offers)
    )
