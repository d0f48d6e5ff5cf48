"""The features of the base score, in the order of measuring. Each is a function of the two sides and nothing else."""

from collections.abc import Callable, Mapping

from jobmatch.matching.features import abilities, work
from jobmatch.matching.features.measure import Measure
from jobmatch.matching.sides import PositionSide, SeekerSide

__all__ = ["FEATURES", "Measure"]

FEATURES: Mapping[str, Callable[[SeekerSide, PositionSide], Measure | None]] = {
    feature.__name__: feature
    for feature in (
        abilities.demands_met,
        abilities.demands_accommodated,
        abilities.limits_unclear,
        abilities.needs_offered,
        abilities.needs_not_offered,
        abilities.refusals_respected,
        abilities.licences_held,
        work.wish_occupation,
        work.wish_text,
        work.past_work,
        work.skills,
        work.distance,
        work.place,
        work.past_place,
        work.wage,
        work.hours,
        work.schooling,
        work.freshness,
    )
}
