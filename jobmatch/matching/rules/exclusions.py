"""What excludes a match: one list, everywhere. Facts in, a decision with every reason out; unknown never excludes.

Kind, grade, certificate, sex and age (beyond the legal minimum) are not facts here and so cannot exclude.
"""

from collections.abc import Iterator
from datetime import date

from jobmatch.matching.decisions import Exclusion, Reason
from jobmatch.matching.facts import Day, PositionFacts, SeekerFacts
from jobmatch.matching.places import kilometres
from jobmatch.matching.rules.licences import plain_licences
from jobmatch.matching.rules.ways import ways_out
from jobmatch.wording.vocabulary import CONDITION_ANSWERS, FUNCTIONS, REFUSALS, cleared_by

_YES = CONDITION_ANSWERS[0]


def exclusion(seeker: SeekerFacts, position: PositionFacts, day: Day) -> Exclusion | None:
    """Return why the pair must not be suggested on that day, or None. Without a day no date is judged."""
    because = tuple(_reasons(seeker, position, day))
    return Exclusion(because, ways_out(because)) if because else None


def _reasons(seeker: SeekerFacts, position: PositionFacts, day: Day) -> Iterator[Reason]:
    """Yield every failing reason, in the order in which a caseworker would name them."""
    yield from unmet_demands(seeker, position)
    yield from missing_licences(seeker, position)
    yield from below_legal_age(seeker, day)
    yield from refused_conditions(seeker, position)
    yield from wage_below_floor(seeker, position)
    yield from too_far(seeker, position)
    yield from not_available(position, day.on)


def unmet_demands(seeker: SeekerFacts, position: PositionFacts) -> Iterator[Reason]:
    """Yield each function that is *needed*, that the seeker *cannot* do, and that no offered accommodation meets."""
    if not position.demands or not seeker.functions:
        return
    for function in FUNCTIONS:
        is_barred = position.demands.get(function) == "needed" and seeker.functions.get(function) == "cannot"
        if is_barred and position.offers.isdisjoint(cleared_by(function)):
            yield Reason("demand_not_met", {"function": function})


def missing_licences(seeker: SeekerFacts, position: PositionFacts) -> Iterator[Reason]:
    """Yield each statutory licence that the position requires and the seeker does not hold.

    *Decision:* only when the seeker's licences were asked for. Licences that nobody asked about are unknown, and
    unknown never excludes; the missing answer is then listed as a missing fact.
    """
    if seeker.licences is None or not position.licences:
        return
    held = plain_licences(seeker.licences)
    for plain, licence in sorted(plain_licences(position.licences).items()):
        if plain not in held:
            yield Reason("licence_missing", {"licence": licence})


def below_legal_age(seeker: SeekerFacts, day: Day) -> Iterator[Reason]:
    """Yield a reason where the seeker is below the day's working age (Labour Law art. 15). No birth date: none."""
    if seeker.born_on is None or day.on is None:
        return
    turns_on = _birthday(seeker.born_on, day.working_age)
    if day.on < turns_on:
        yield Reason("below_legal_age", {"age": day.working_age, "turns_on": turns_on})


def refused_conditions(seeker: SeekerFacts, position: PositionFacts) -> Iterator[Reason]:
    """Yield each condition that the seeker refuses and the position says yes to. Unknown conditions exclude nobody.

    An offer is not a condition: a position that offers ``lodging`` does not by that ask anybody to live away.
    """
    for refusal in REFUSALS:
        if refusal in seeker.refusals and position.conditions.get(refusal) == _YES:
            yield Reason("refused_condition", {"refusal": refusal})


def wage_below_floor(seeker: SeekerFacts, position: PositionFacts) -> Iterator[Reason]:
    """Yield a reason where even the highest monthly wage (分) is below the seeker's floor. Highest unknown: none."""
    if seeker.wage_floor_fen is None or position.wage_max_fen is None:
        return
    gap = seeker.wage_floor_fen - position.wage_max_fen
    if gap > 0:
        values = {"wage_max_fen": position.wage_max_fen, "wage_floor_fen": seeker.wage_floor_fen, "gap_fen": gap}
        yield Reason("wage_below_floor", values)


def too_far(seeker: SeekerFacts, position: PositionFacts) -> Iterator[Reason]:
    """Yield a reason where the work is farther (km, straight line) than the seeker goes; home working clears it."""
    if seeker.distance_km is None or "home_working" in position.offers:
        return
    km = kilometres(seeker, position)
    if km is not None and km > seeker.distance_km:
        yield Reason("too_far", {"km": km, "limit_km": seeker.distance_km})


def not_available(position: PositionFacts, on: date | None) -> Iterator[Reason]:
    """Yield the reasons for which a position takes nobody: closed or paused, past its last day, full."""
    if not position.is_open:
        yield Reason("position_closed")
    if on is not None and position.closes_on is not None and position.closes_on < on:
        yield Reason("position_past_closing", {"closes_on": position.closes_on})
    if position.seats_left is not None and position.seats_left <= 0:
        yield Reason("position_full")


def _birthday(born_on: date, age: int) -> date:
    """Return the day on which somebody reaches ``age``; born on 29 February, 1 March where the year has none."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)
