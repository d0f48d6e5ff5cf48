"""What goes on a slip: the booths worth visiting with their reasons. Drawn up by reading only; nothing is kept here."""

from typing import Any, NamedTuple

from jobmatch import logs
from jobmatch.fairs import queries, rules
from jobmatch.fairs.queries import Offered
from jobmatch.matching import service as matching
from jobmatch.matching.base import TableError
from jobmatch.matching.decisions import Suggestion, Suggestions
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival

log = logs.get(__name__)

LOCALES = ("zh_Hans_CN", "en")
REASONS_ON_A_SLIP = 2


class Slip(NamedTuple):
    """The lines of a slip, what they were made of, and the positions as they were when it was drawn up."""

    lines: list[dict[str, Any]]
    shown: Suggestions
    offered: list[Offered]
    is_ranked: bool = True


def draw_up(fair_id: str, arrival: Arrival, answers: Answers) -> Slip:
    """Rank the positions at the fair and explain the best of each booth; an empty slip without the consent to it.

    Without a table of points the slip is empty too: nobody is sent away unregistered for that.
    """
    if "recommend" not in answers.consents:
        return Slip([], Suggestions("position", (), ()), [])
    offered = {one.position.id: one for one in queries.list_offered(fair_id)}
    rows = (one.position for one in offered.values())
    try:
        ranked = {one.id: one for one in matching.rank_for_answers(arrival.key, arrival.district_id, answers, rows)}
    except TableError as error:
        log.error("a slip without suggestions: no base score", failure=str(error))
        return Slip([], Suggestions("position", (), ()), [], is_ranked=False)
    chosen = rules.booths_worth_visiting((key, offered[key].booth) for key in ranked)
    shown = matching.explain_in_short((ranked[key] for key, _booth in chosen), arrival.district_id)
    lines = [_line(one, offered[one.id]) for one in shown.suggestions]
    return Slip(lines, shown, sorted(offered[key] for key, _booth in chosen))


def for_devices(fair_id: str, district_id: str) -> dict[str, Any]:
    """Return what a device draws up a slip with by itself: the positions at the fair, and their lines by position."""
    offered = queries.list_offered(fair_id)
    lines = {
        one.position.id: {"booth": one.booth, "title": one.position.title, "employer": one.position.employer}
        for one in offered
    }
    return {**matching.for_devices(district_id, [one.position for one in offered]), "lines": lines}


def is_still_true(slip: Slip, fair_id: str) -> bool:
    """Tell whether every position on the slip is as it was: open, not full, with the same conditions and booth."""
    return queries.list_offered_among(fair_id, [one.position.id for one in slip.offered]) == slip.offered


def _line(suggestion: Suggestion, offered: Offered) -> dict[str, Any]:
    """One line of the slip, with its reasons in every language, as it was true when it was printed."""
    # The start is the same for every position: it speaks for none of them.
    speaking = [part for part in suggestion.parts if part.points > 0 and part.reason != "start"]
    best = sorted(speaking, key=lambda part: -part.points)
    return {
        "booth": offered.booth,
        "position": suggestion.id,
        "title": offered.position.title,
        "employer": offered.position.employer,
        "score": suggestion.score,
        "reasons": {locale: [p.sentence(locale) for p in best[:REASONS_ON_A_SLIP]] for locale in LOCALES},
    }
