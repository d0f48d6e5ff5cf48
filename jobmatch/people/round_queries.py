"""Questions about update rounds: how far each village is, and who is still to be asked."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import joinedload

from jobmatch.accounts.tables import Town, Village
from jobmatch.people.round_tables import EntryState, UpdateRound, UpdateRoundEntry
from jobmatch.people.tables import Person
from jobmatch.storage.base import db

Villages = Collection[str]


class Progress(NamedTuple):
    """How far a village is: how many are to be asked in all, and how many of them are done."""

    village: Village
    total: int
    done: int

    @property
    def left(self) -> int:
        """How many are still to be asked."""
        return self.total - self.done


def list_rounds(district_id: str) -> list[UpdateRound]:
    """List the rounds of a district, the open ones first, then the newest."""
    query = select(UpdateRound).where(UpdateRound.district_id == district_id)
    order = (UpdateRound.closed_at.is_not(None), UpdateRound.begun_on.desc(), UpdateRound.id)
    return list(db.session.scalars(query.order_by(*order)))


def find_round(district_id: str, round_id: str) -> UpdateRound | None:
    """Return the round of that key in that district, or None."""
    return db.session.scalar(
        select(UpdateRound).where(UpdateRound.district_id == district_id, UpdateRound.id == round_id)
    )


def find_open_round(district_id: str, village_ids: Collection[str] | None = None) -> UpdateRound | None:
    """Return the open round, the newest year's where there are several, or None.

    With ``village_ids`` a round that asks somebody there comes first: another village's newer one is not theirs.
    """
    query = select(UpdateRound).where(UpdateRound.district_id == district_id, UpdateRound.closed_at.is_(None))
    asks = UpdateRoundEntry.round_id == UpdateRound.id, UpdateRoundEntry.village_id.in_(village_ids or ())
    order = (UpdateRound.year.desc(), UpdateRound.id)
    return db.session.scalar(query.order_by(exists().where(*asks).desc(), *order).limit(1))


def find_entry(round_id: str, villages: Villages, entry_id: str) -> UpdateRoundEntry | None:
    """Return the entry of that key in that round and one of the villages, or None."""
    query = select(UpdateRoundEntry).where(UpdateRoundEntry.id == entry_id, *_in(round_id, villages))
    return db.session.scalar(query.join(Person).options(joinedload(UpdateRoundEntry.person)))


def find_entry_of(round_id: str, person_id: str) -> UpdateRoundEntry | None:
    """Return somebody's entry in a round, or None."""
    query = select(UpdateRoundEntry).where(
        UpdateRoundEntry.round_id == round_id, UpdateRoundEntry.person_id == person_id
    )
    return db.session.scalar(query)


def list_entries(
    round_id: str, villages: Villages, *, is_open: bool, limit: int | None = None, offset: int = 0
) -> list[UpdateRoundEntry]:
    """List who is still to be asked (``is_open``), by name, or who is done, the latest first."""
    query = select(UpdateRoundEntry).join(Person).where(*_in(round_id, villages), _state(is_open))
    order = (Person.name,) if is_open else (UpdateRoundEntry.done_at.desc(),)
    query = query.options(joinedload(UpdateRoundEntry.person), joinedload(UpdateRoundEntry.village))
    return list(db.session.scalars(query.order_by(*order, UpdateRoundEntry.id).limit(limit).offset(offset)))


def list_entries_of_round(round_id: str) -> list[UpdateRoundEntry]:
    """List everybody of a round, with person, village and town, by their keys."""
    query = select(UpdateRoundEntry).join(Person)
    query = query.where(UpdateRoundEntry.round_id == round_id, Person.merged_into_id.is_(None))
    query = query.options(
        joinedload(UpdateRoundEntry.person), joinedload(UpdateRoundEntry.village).joinedload(Village.town)
    )
    return list(db.session.scalars(query.order_by(UpdateRoundEntry.id)))


def count_entries(round_id: str, villages: Villages, *, is_open: bool) -> int:
    """Count whom ``list_entries`` would list without a limit."""
    query = select(func.count()).select_from(UpdateRoundEntry).join(Person)
    return db.session.scalar(query.where(*_in(round_id, villages), _state(is_open))) or 0


def count_states(round_id: str) -> dict[EntryState, int]:
    """Count the entries of a round by their state."""
    query = select(UpdateRoundEntry.state, func.count()).join(Person)
    query = query.where(UpdateRoundEntry.round_id == round_id, Person.merged_into_id.is_(None))
    return {row[0]: int(row[1]) for row in db.session.execute(query.group_by(UpdateRoundEntry.state))}


def list_progress(round_id: str) -> list[Progress]:
    """List how far each village of a round is, town by town."""
    done = func.sum(case((UpdateRoundEntry.state == EntryState.OPEN, 0), else_=1))
    counted = select(UpdateRoundEntry.village_id, func.count(), done).join(Person)
    counted = counted.where(UpdateRoundEntry.round_id == round_id, Person.merged_into_id.is_(None))
    counts = {row[0]: row for row in db.session.execute(counted.group_by(UpdateRoundEntry.village_id))}
    query = select(Village).join(Town).where(Village.id.in_(list(counts))).options(joinedload(Village.town))
    villages = db.session.scalars(query.order_by(Town.name, Village.name, Village.id))
    return [Progress(one, int(counts[one.id][1]), int(counts[one.id][2])) for one in villages]


def _in(round_id: str, villages: Villages) -> list[ColumnElement[bool]]:
    return [
        UpdateRoundEntry.round_id == round_id,
        UpdateRoundEntry.village_id.in_(list(villages)),
        Person.merged_into_id.is_(None),
    ]


def _state(is_open: bool) -> ColumnElement[bool]:
    return UpdateRoundEntry.state == EntryState.OPEN if is_open else UpdateRoundEntry.state != EntryState.OPEN
