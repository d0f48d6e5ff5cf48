"""Acts on update rounds: begin one for some villages, mark who was asked, take results in, close it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select

from jobmatch import clock
from jobmatch.people.round_tables import EntryState, UpdateRound, UpdateRoundEntry
from jobmatch.people.situation_tables import SituationKind
from jobmatch.people.village_queries import list_holders_in
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import connection, db, new_id
from jobmatch.wording import SentenceError


class RoundRefusedError(SentenceError):
    """Something cannot be done in a round; its sentence says why."""


@dataclass(frozen=True)
class NewRound:
    """Which villages, for which year, until when."""

    year: int
    due_on: date
    villages: Collection[str]


def begin_round(by: Actor, district_id: str, new: NewRound) -> UpdateRound:
    """Begin a round: every holder of the villages is on its list.

    Raises ``RoundRefusedError`` where nobody would be, ``BrokenRuleError`` where the year has an open round.
    """
    with act(by=by, action="round.begun") as this:
        today = clock.today()
        begun = UpdateRound(
            district_id=district_id, year=new.year, begun_on=today, begun_by=by.human_id, due_on=new.due_on
        )
        db.session.add(begun)
        db.session.flush()
        people = list_holders_in(district_id, new.villages, today)
        if not people:
            raise RoundRefusedError("round.has_nobody")
        of = {"district_id": district_id, "round_id": begun.id, "state": EntryState.OPEN}
        rows = [{"id": new_id(), "person_id": person, "village_id": village, **of} for person, village in people]
        connection().execute(insert(UpdateRoundEntry), rows)
        this.about(begun)
        this.note(people=len(rows))
    return begun


def mark(by: Actor, entry_id: str, state: EntryState, answer: SituationKind | None = None) -> UpdateRoundEntry:
    """Say how far somebody's questions are; ``OPEN`` takes it back. Raises ``RoundRefusedError`` once it is closed."""
    with act(by=by, action="round.marked") as this:
        entry = db.session.get_one(UpdateRoundEntry, entry_id, with_for_update=True)
        this.about(entry)
        if entry.round.closed_at is not None:
            raise RoundRefusedError("round.is_closed")
        if (entry.state, entry.answer) == (state, answer):
            this.cancel()
            return entry
        is_open = state is EntryState.OPEN
        entry.state, entry.answer = state, answer
        entry.done_by, entry.done_at = (None, None) if is_open else (by.human_id, clock.now())
    return entry


def close_round(by: Actor, round_id: str) -> None:
    """End a round; what was not done stays as it is. Raises ``RoundRefusedError`` where it is over already."""
    with act(by=by, action="round.closed") as this:
        one = db.session.scalars(select(UpdateRound).where(UpdateRound.id == round_id).with_for_update()).one()
        this.about(one)
        if one.closed_at is not None:
            raise RoundRefusedError("round.is_closed")
        one.closed_at, one.closed_by = clock.now(), by.human_id
