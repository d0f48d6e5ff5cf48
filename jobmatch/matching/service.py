"""Suggestions out of the database, and the log of what was shown."""

from collections.abc import Sequence
from functools import cache

from jobmatch import clock
from jobmatch.accounts.queries import find_district, find_town
from jobmatch.employers.queries import find_position, list_positions
from jobmatch.employers.tables import Position
from jobmatch.law.installed import installed_law
from jobmatch.matching.base import Table, load_table
from jobmatch.matching.decisions import Part
from jobmatch.matching.facts import Day
from jobmatch.matching.queries import answers_facts, position_facts, seeker_facts
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.matching.suggest import Suggestions, suggest, suggest_seekers
from jobmatch.matching.tables import ShownList
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import find_seeker, list_seekers
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db


@cache
def base_table() -> Table:
    """Return the base score's table, read once."""
    return load_table()


def model_name() -> str:
    """Return the name of the model that ranks now, as the logs keep it."""
    return f"base {base_table().version}"


def suggest_for_seeker(seeker_id: str, limit: int | None = None) -> Suggestions:
    """Rank the district's positions for a seeker. Raises ``LookupError`` for an unknown key."""
    district_id = _district_id()
    seeker = find_seeker(district_id, seeker_id)
    if seeker is None:
        raise LookupError(seeker_id)
    positions = position_facts(list_positions(district_id, open_only=True))
    return suggest(seeker_facts(seeker), positions, base_table(), _today(), limit)


def suggest_for_position(position_id: str, limit: int | None = None) -> Suggestions:
    """Rank the waiting seekers for a position. Raises ``LookupError`` for an unknown key."""
    district_id = _district_id()
    position = find_position(district_id, position_id)
    if position is None:
        raise LookupError(position_id)
    seekers = [seeker_facts(seeker) for seeker in list_seekers(district_id)]
    return suggest_seekers(position_facts([position])[0], seekers, base_table(), _today(), limit)


def parts_of(seeker: Seeker, position: Position) -> list[Part]:
    """Return every part of the score of one pair, whatever excludes it or has filled the position meanwhile."""
    table = base_table()
    one, other = seeker_facts(seeker), position_facts([position])[0]
    return table.parts(seeker_side(one, table.texts), position_side(other, table.texts, clock.today()))


def suggest_for_answers(
    key: str, district_id: str, answers: Answers, positions: Sequence[Position], limit: int | None
) -> Suggestions:
    """Rank ``positions`` for somebody known by a submission's answers alone."""
    town = find_town(district_id, answers.town) if answers.town else None
    facts = answers_facts(key, answers, town)
    return suggest(facts, position_facts(positions), base_table(), _today(), limit)


def log_shown(
    by: Actor,
    district_id: str,
    suggestions: Suggestions,
    *,
    seeker_id: str | None = None,
    submission_id: str | None = None,
    position_id: str | None = None,
) -> ShownList:
    """Keep the list as it is shown now: model, order, scores."""
    with act(by=by, action="suggestions.shown") as this:
        items = [
            {suggestions.about: one.id, "rank": rank, "score": round(one.score, 6)}
            for rank, one in enumerate(suggestions.suggestions, start=1)
        ]
        shown = ShownList(
            district_id=district_id,
            at=clock.now(),
            viewer_id=by.user_id,
            model=model_name(),
            items=items,
            seeker_id=seeker_id,
            submission_id=submission_id,
            position_id=position_id,
        )
        db.session.add(shown)
        this.about(shown)
        this.note(shown=len(items))
    return shown


def _today() -> Day:
    return Day.under(installed_law(), clock.today())


def _district_id() -> str:
    district = find_district()
    if district is None:
        raise LookupError("district")
    return district.id
