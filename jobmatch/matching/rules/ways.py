"""What would open an excluded match, and who can do it: one list of ways for each kind of reason.

*Decision:* the easiest way comes first. What the employer or the federation can do goes by effort (1 arrange or find
out, 2 buy, fit or agree, 3 money, building work or months); what asks the person to give up a limit that they set
comes last, whatever its effort: it is their own no, and nobody should be talked out of it.
"""

from collections.abc import Callable, Iterable, Mapping

from jobmatch.matching.decisions import Reason, Value, Way, Who
from jobmatch.wording.vocabulary import EFFORT, cleared_by

_EFFORT_OF_WAY: Mapping[str, int] = {
    "employer_lifts_demand": 1,
    "federation_sees_function_again": 2,
    "seeker_shows_licence": 1,
    "federation_helps_licence": 3,
    "seeker_reaches_age": 3,
    "employer_changes_condition": 2,
    "seeker_accepts_condition": 9,
    "employer_raises_wage": 3,
    "seeker_accepts_wage": 9,
    "employer_offers_home_working": 1,
    "seeker_goes_farther": 9,
    "employer_reopens": 1,
    "employer_extends_closing": 1,
    "employer_adds_seat": 3,
}


def ways_out(because: Iterable[Reason]) -> tuple[Way, ...]:
    """Return every way for every reason, easiest first; equal efforts keep the order of the reasons."""
    ways = [way for reason in because for way in _WAYS[reason.reason](reason.values)]
    return tuple(sorted(ways, key=_effort))


def _effort(way: Way) -> int:
    if way.reason == "employer_offers":
        return EFFORT[str(way.values["accommodation"])]
    return _EFFORT_OF_WAY[way.reason]


def _same_values(opens: str, *ways: tuple[Who, str]) -> Callable[[Mapping[str, Value]], list[Way]]:
    """Make ways that speak of the same values as the reason they would end."""
    return lambda values: [Way(key, values, who, opens) for who, key in ways]


def _demand(values: Mapping[str, Value]) -> list[Way]:
    function = str(values["function"])
    offers = [
        Way("employer_offers", {"accommodation": accommodation, "function": function}, "employer", "demand_not_met")
        for accommodation in cleared_by(function)
    ]
    lifted = Way("employer_lifts_demand", values, "employer", "demand_not_met")
    seen_again = Way("federation_sees_function_again", values, "federation", "demand_not_met")
    return [*offers, lifted, seen_again]


_WAYS: Mapping[str, Callable[[Mapping[str, Value]], list[Way]]] = {
    "demand_not_met": _demand,
    "licence_missing": _same_values(
        "licence_missing", ("seeker", "seeker_shows_licence"), ("federation", "federation_helps_licence")
    ),
    "below_legal_age": _same_values("below_legal_age", ("seeker", "seeker_reaches_age")),
    "refused_condition": _same_values(
        "refused_condition", ("employer", "employer_changes_condition"), ("seeker", "seeker_accepts_condition")
    ),
    "wage_below_floor": _same_values(
        "wage_below_floor", ("employer", "employer_raises_wage"), ("seeker", "seeker_accepts_wage")
    ),
    "too_far": _same_values("too_far", ("employer", "employer_offers_home_working"), ("seeker", "seeker_goes_farther")),
    "position_closed": _same_values("position_closed", ("employer", "employer_reopens")),
    "position_past_closing": _same_values("position_past_closing", ("employer", "employer_extends_closing")),
    "position_full": _same_values("position_full", ("employer", "employer_adds_seat")),
}
