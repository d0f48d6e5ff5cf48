"""Suggestions out of the database, and the log of what was shown."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from flask import current_app

from jobmatch import clock, logs
from jobmatch.accounts.queries import find_district, find_town
from jobmatch.employers.tables import Position, PositionState
from jobmatch.law.installed import installed_law
from jobmatch.matching import offline
from jobmatch.matching.base import Table, TableError, base_table, job_facts_only
from jobmatch.matching.decisions import Part, Suggestion
from jobmatch.matching.effects import Effect, find_effect
from jobmatch.matching.facts import Day, PositionFacts, SeekerFacts
from jobmatch.matching.prepared import PositionRow, facts_of, made_ready
from jobmatch.matching.queries import answers_facts, list_outcomes, list_position_rows, seeker_facts
from jobmatch.matching.quickest import rank
from jobmatch.matching.ranking import Ranked, order
from jobmatch.matching.score_tables import raw_in_force, table_in_force
from jobmatch.matching.serving import Past, Serving, find_serving, learned_answer
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.matching.suggest import Suggestions, answer_from, not_asked, suggest_seekers
from jobmatch.matching.tables import ShownList
from jobmatch.people.queries import list_consenting
from jobmatch.people.tables import Purpose
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import find_seeker, list_seekers
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.act import Actor, act
from jobmatch.storage.rows import keep

log = logs.get(__name__)


class Everybody(NamedTuple):
    """Who and what a batch ranks; ``relevant``: the ids of the positions that each seeker is known to have gone for.

    ``without_consent`` and ``by_job_facts`` count who waits besides: who has not agreed to be recommended, and who
    wants no order that turns on them.
    """

    seekers: Sequence[SeekerFacts]
    positions: Sequence[PositionFacts]
    table: Table
    day: Day
    relevant: Sequence[Collection[str]] | None = None
    without_consent: int = 0
    by_job_facts: int = 0


def model_name(district_id: str | None = None) -> str:
    """Return the name of the model that ranks now, as the logs keep it; without a district the shipped one.

    Raises ``TableError`` where there is no table that can be used.
    """
    table = base_table() if district_id is None else table_in_force(district_id)
    return f"base {table.version}"


def suggest_for_seeker(seeker_id: str, limit: int | None = None) -> Suggestions:
    """Rank the district's positions for a seeker. Raises ``LookupError`` for an unknown key."""
    district_id = _district_id()
    seeker = find_seeker(district_id, seeker_id)
    if seeker is None:
        raise LookupError(seeker_id)
    table, day = _table_for(seeker), _today()
    rows = list_position_rows(Position.district_id == district_id, Position.state == PositionState.OPEN)
    facts, serving = seeker_facts(seeker), what_orders(seeker)
    side, ready = seeker_side(facts, table.texts), made_ready(rows, day.on)
    if serving.name is None:
        return answer_from("position", rank(side, ready, table, day, limit), table, day, limit)
    every = list_position_rows(Position.district_id == district_id)
    past, ranking = Past(list_outcomes(district_id)), rank(side, ready, table, day)
    return learned_answer(serving, facts, ranking, every, past, clock.now(), table, day, limit)


def what_orders(seeker: Seeker) -> Serving:
    """Return the released ranker that orders this person's positions, or that there is none, or a damaged one.

    None orders those of a person who wants an order that does not turn on them.
    """
    return Serving() if seeker.job_facts_only else find_serving(current_app.config["JOBMATCH"].model_dir)


def name_of_order(seeker: Seeker) -> str:
    """Return the name of what orders this person's positions, as the logs keep it. Raises ``TableError``."""
    return what_orders(seeker).name or f"base {_table_for(seeker).version}"


def suggest_for_position(position_id: str, limit: int | None = None) -> Suggestions:
    """Rank for a position the waiting seekers who agree to be recommended.

    Who has not agreed is compared with no position and stands among the excluded for that alone (decision 0147); who
    wants no order that turns on them is on no list. Raises ``LookupError`` for an unknown key.
    """
    district_id = _district_id()
    rows = list_position_rows(Position.district_id == district_id, Position.id == position_id)
    if not rows:
        raise LookupError(position_id)
    agreed = list_consenting(district_id, Purpose.RECOMMEND)
    waiting = [one for one in list_seekers(district_id) if not one.job_facts_only]
    willing = [seeker_facts(one) for one in waiting if one.id in agreed]
    found = suggest_seekers(facts_of(rows[0]), willing, table_in_force(district_id), _today(), limit)
    return not_asked(found, [one.id for one in waiting if one.id not in agreed])


def everybody(district_id: str) -> Everybody:
    """Return all that a batch ranks: who waits and agrees to be recommended, the open positions, the table, the day.

    Who wants no order that turns on them is on no list and counted apart from who has not agreed.
    """
    agreed = list_consenting(district_id, Purpose.RECOMMEND)
    waiting = list_seekers(district_id)
    willing = [one for one in waiting if one.id in agreed]
    rows = list_position_rows(Position.district_id == district_id, Position.state == PositionState.OPEN)
    return Everybody(
        seekers=[seeker_facts(one) for one in willing if not one.job_facts_only],
        positions=[facts_of(row) for row in rows],
        table=table_in_force(district_id),
        day=_today(),
        without_consent=len(waiting) - len(willing),
        by_job_facts=sum(one.job_facts_only for one in willing),
    )


def parts_of(seeker: Seeker, position: Position) -> list[Part]:
    """Return every part of the score of one pair, whatever excludes it or has filled the position meanwhile.

    Also of somebody who wants no order that turns on them: what fits is asked here, not in which order, and an employer
    could read the wish from facts that are missing.
    """
    table = table_in_force(seeker.district_id)
    (row,) = list_position_rows(Position.id == position.id)
    side = position_side(facts_of(row), table.texts, clock.today())
    return table.parts(seeker_side(seeker_facts(seeker), table.texts), side)


def rank_for_answers(key: str, district_id: str, answers: Answers, rows: Iterable[PositionRow]) -> list[Ranked]:
    """Rank positions for somebody known by a submission's answers alone, best first; nothing is explained yet."""
    table, day = table_in_force(district_id), _today()
    town = find_town(district_id, answers.town) if answers.town else None
    side = seeker_side(answers_facts(key, answers, town), table.texts)
    return sorted(rank(side, made_ready(rows, day.on), table, day).ranked, key=order)


def for_devices(district_id: str, rows: Iterable[PositionRow]) -> dict[str, Any]:
    """Return what a device ranks those positions with by itself, as JSON values; without a table it ranks nothing."""
    day = _today()
    try:
        table: dict[str, Any] | None = raw_in_force(district_id)
    except TableError as error:
        log.error("devices rank nothing by themselves", failure=str(error))
        table = None
    return {
        "day": {"on": day.on and day.on.isoformat(), "working_age": day.working_age},
        "table": table,
        "words": offline.vocabulary(),
        "positions": [offline.for_browser(one) for one in made_ready(rows, day.on)],
    }


def explain_in_short(chosen: Iterable[Ranked], district_id: str) -> Suggestions:
    """Say why positions that were chosen out of a ranking stand there; a slip has no room for what else to mind."""
    table = table_in_force(district_id)
    return Suggestions(
        "position", tuple(Suggestion(one.id, one.score, tuple(table.parts(*one.pair)), (), ()) for one in chosen), ()
    )


def effect_of(district_id: str, other: Table, people: int) -> Effect:
    """Return what another table would change for so many of those who wait longest. Raises ``TableError``."""
    table, day = table_in_force(district_id), _today()
    rows = list_position_rows(Position.district_id == district_id, Position.state == PositionState.OPEN)
    sides = [seeker_side(seeker_facts(one), table.texts) for one in list_seekers(district_id)[:people]]
    return find_effect(sides, made_ready(rows, day.on), (table, other), day)


def log_shown(
    by: Actor,
    district_id: str,
    suggestions: Suggestions,
    *,
    seeker_id: str | None = None,
    submission_id: str | None = None,
    position_id: str | None = None,
    model: str | None = None,
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
            model=model or model_name(district_id),
            items=items,
            seeker_id=seeker_id,
            submission_id=submission_id,
            position_id=position_id,
        )
        keep(shown)
        this.about(shown)
        this.note(shown=len(items))
    return shown


def _table_for(seeker: Seeker) -> Table:
    table = table_in_force(seeker.district_id)
    return job_facts_only(table) if seeker.job_facts_only else table


def _today() -> Day:
    return Day.under(installed_law(), clock.today())


def _district_id() -> str:
    district = find_district()
    if district is None:
        raise LookupError("district")
    return district.id
