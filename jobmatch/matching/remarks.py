"""What to say beside a score: cautions (known, against, yet no exclusion) and missing facts (and who can tell them).

Neither moves the score; what moves it is a part.
"""

from collections.abc import Iterator
from datetime import date

from jobmatch.matching.decisions import Missing, Reason
from jobmatch.matching.features.abilities import is_cleared, unclear_limits
from jobmatch.matching.places import kilometres
from jobmatch.matching.sides import PositionSide, SeekerSide
from jobmatch.wording.vocabulary import EDUCATION, cleared_by

CLOSES_SOON_DAYS = 3
LONG_OPEN_DAYS = 60
HOURS_APART = 4


def cautions(seeker: SeekerSide, position: PositionSide, on: date | None) -> tuple[Reason, ...]:
    """Return what speaks against a pair, or must be asked before a promise, without excluding it."""
    return (
        *_function_cautions(seeker, position),
        *_condition_cautions(seeker, position),
        *_wage_cautions(seeker, position),
        *_place_cautions(seeker, position),
        *_time_cautions(seeker, position, on),
        *_schooling_cautions(seeker, position),
    )


def missing(seeker: SeekerSide, position: PositionSide) -> tuple[Missing, ...]:
    """Return the facts that would make the comparison surer, with the side that can tell each."""
    return (
        *_missing_of_seeker(seeker, position),
        *_missing_of_position(seeker, position),
        *_missing_place(seeker, position),
    )


def _function_cautions(seeker: SeekerSide, position: PositionSide) -> Iterator[Reason]:
    offers, functions = position.facts.offers, seeker.facts.functions
    for word in position.needed:
        if functions.get(word) == "cannot" and is_cleared(word, offers):
            ways = tuple(offer for offer in cleared_by(word) if offer in offers)
            yield Reason("works_through_offer", {"function": word, "accommodations": ways})
    for word in unclear_limits(seeker, position):
        yield Reason("limit_unclear", {"function": word})
    for word in seeker.needs:
        if word not in offers:
            yield Reason("need_not_offered", {"accommodation": word})


def _condition_cautions(seeker: SeekerSide, position: PositionSide) -> Iterator[Reason]:
    for word in seeker.refusals:
        if position.facts.conditions.get(word) in (None, "unknown"):
            yield Reason("condition_unclear", {"refusal": word})


def _wage_cautions(seeker: SeekerSide, position: PositionSide) -> Iterator[Reason]:
    floor, low, high = seeker.facts.wage_floor_fen, position.facts.wage_min_fen, position.facts.wage_max_fen
    if floor is None or low is None or low >= floor:
        return
    if high is None:
        yield Reason("wage_top_unknown", {"wage_min_fen": low, "wage_floor_fen": floor})
    else:
        yield Reason("wage_partly_below", {"wage_min_fen": low, "wage_max_fen": high, "wage_floor_fen": floor})


def _place_cautions(seeker: SeekerSide, position: PositionSide) -> Iterator[Reason]:
    km, limit = kilometres(seeker.facts, position.facts), seeker.facts.distance_km
    if km is not None and limit is not None and km > limit:
        yield Reason("far_but_from_home", {"km": km, "limit_km": limit})


def _time_cautions(seeker: SeekerSide, position: PositionSide, on: date | None) -> Iterator[Reason]:
    offered, wanted = position.facts.hours_week, seeker.facts.hours_week
    if offered is not None and wanted is not None and abs(offered - wanted) > HOURS_APART:
        yield Reason("hours_differ", {"hours": offered, "wanted": wanted})
    if position.days_open is not None and position.days_open > LONG_OPEN_DAYS:
        yield Reason("posted_long_ago", {"days": position.days_open})
    closes_on = position.facts.closes_on
    if on is not None and closes_on is not None and 0 <= (closes_on - on).days <= CLOSES_SOON_DAYS:
        yield Reason("closes_soon", {"closes_on": closes_on})


def _schooling_cautions(seeker: SeekerSide, position: PositionSide) -> Iterator[Reason]:
    has, asked = seeker.schooling, position.schooling
    if has is not None and asked is not None and has < asked:
        yield Reason("schooling_below", {"asked": EDUCATION[asked], "has": EDUCATION[has]})


def _missing_of_seeker(seeker: SeekerSide, position: PositionSide) -> Iterator[Missing]:
    facts = seeker.facts
    for word in position.needed:
        if facts.functions.get(word) in (None, "unknown"):
            yield Missing("function_unknown", {"function": word}, "seeker")
    if facts.licences is None and position.licences:
        names = tuple(name for _, name in sorted(position.licences.items()))
        yield Missing("licences_unknown", {"licences": names}, "seeker")
    if position.schooling is not None and seeker.schooling is None:
        yield Missing("schooling_unknown", {"asked": EDUCATION[position.schooling]}, "seeker")
    if not facts.wanted and not facts.wanted_codes:
        yield Missing("wishes_unknown", {}, "seeker")
    if facts.wage_floor_fen is None:
        yield Missing("wage_floor_unknown", {}, "seeker")
    if facts.hours_week is None and position.facts.hours_week is not None:
        yield Missing("hours_wanted_unknown", {"hours": position.facts.hours_week}, "seeker")


def _missing_of_position(seeker: SeekerSide, position: PositionSide) -> Iterator[Missing]:
    facts = position.facts
    if not any(answer != "unknown" for answer in facts.demands.values()):
        yield Missing("demands_unknown", {}, "employer")
    if facts.wage_min_fen is None and facts.wage_max_fen is None:
        yield Missing("wage_unknown", {}, "employer")
    if facts.hours_week is None and seeker.facts.hours_week is not None:
        yield Missing("hours_unknown", {"wanted": seeker.facts.hours_week}, "employer")


def _missing_place(seeker: SeekerSide, position: PositionSide) -> Iterator[Missing]:
    if "home_working" in position.facts.offers:
        return
    if not seeker.place and (seeker.facts.lat is None or seeker.facts.lon is None):
        yield Missing("home_place_unknown", {}, "seeker")
    if not position.place and (position.facts.lat is None or position.facts.lon is None):
        yield Missing("work_place_unknown", {}, "employer")
