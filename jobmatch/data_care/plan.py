"""What a merge would do, row by row, before anybody does it. The preview shows it, the act does exactly it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from jobmatch.data_care import rules
from jobmatch.data_care.references import MOVES, Reference
from jobmatch.data_care.rules import ConsentFact, Found, SpellFact, Wins
from jobmatch.data_care.tables import MergeContestKind
from jobmatch.employment.tables import MonthState, PersonMonth, Spell
from jobmatch.people.companion_tables import Task
from jobmatch.people.tables import Consent, Person
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.tables import Registration, Seeker
from jobmatch.storage.base import Base, db


@dataclass(frozen=True)
class Difference:
    """A field in which two rows differ, and whose value stands. ``of`` is people or seekers."""

    of: str
    field: str
    kept: Any
    gone: Any
    wins: Wins

    @property
    def key(self) -> str:
        """Return the name of the choice."""
        return f"{self.of}_{self.field}"


@dataclass(frozen=True)
class Plan:
    """A merge that has not happened. ``moves`` lists the rows that go over, by the column that names the person."""

    kept: Person
    gone: Person
    profiles: tuple[Seeker | None, Seeker | None]
    differences: tuple[Difference, ...]
    moves: Mapping[Reference, tuple[str, ...]]
    contests: Mapping[MergeContestKind, tuple[Found, ...]]

    @property
    def asked(self) -> tuple[Difference, ...]:
        """Return the fields in which somebody has to choose."""
        return tuple(one for one in self.differences if one.wins is Wins.ASK)

    @property
    def digest(self) -> str:
        """Return the SHA-256 (hex) of what was looked at: it changes as soon as anything in it does."""
        versions = [self.kept.version, self.gone.version, *(one.version if one else 0 for one in self.profiles)]
        keys = [self.kept.id, self.gone.id]
        moves = [[*reference[:2], *rows] for reference, rows in self.moves.items()]
        contests = [[kind, [list(one) for one in found]] for kind, found in self.contests.items()]
        seen = json.dumps([keys, versions, moves, contests], sort_keys=True)
        return hashlib.sha256(seen.encode()).hexdigest()


def make_plan(kept: Person, gone: Person) -> Plan:
    """Work out what merging ``gone`` into ``kept`` would do. Changes nothing."""
    contests = {kind: tuple(found(kept.id, gone.id)) for kind, found in _CONTESTS.items()}
    left = {one.row_id for found in contests.values() for one in found if not one.is_survivors}
    left |= _doubled_tasks(kept.id, gone.id)
    profiles = db.session.get(Seeker, kept.id), db.session.get(Seeker, gone.id)
    return Plan(
        kept=kept,
        gone=gone,
        profiles=profiles,
        differences=(*_differing("people", kept, gone, rules.PERSON_FIELDS), *_profiles_differing(*profiles)),
        moves={reference: _going_over(reference, gone.id, left) for reference in MOVES},
        contests=contests,
    )


def _differing(of: str, kept: Base, gone: Base, fields: Mapping[str, tuple[str, ...]]) -> list[Difference]:
    found = []
    for field, columns in fields.items():
        ours, theirs = getattr(kept, columns[0]), getattr(gone, columns[0])
        if ours != theirs:
            found.append(Difference(of, field, ours, theirs, rules.winner(ours, theirs)))
    return found


def _profiles_differing(kept: Seeker | None, gone: Seeker | None) -> list[Difference]:
    return [] if kept is None or gone is None else _differing("seekers", kept, gone, rules.PROFILE_FIELDS)


def _going_over(reference: Reference, gone_id: str, left: set[str]) -> tuple[str, ...]:
    """Return the keys of the rows that go over; a month goes where its spell goes."""
    table = Base.metadata.tables[reference.table]
    query = select(table.c.id).where(table.c[reference.column] == gone_id)
    if reference.table == PersonMonth.__tablename__:
        query = query.where(table.c.spell_id.not_in(left))
    return tuple(row for row in db.session.scalars(query.order_by(table.c.id)) if row not in left)


def _doubled_tasks(kept_id: str, gone_id: str) -> set[str]:
    """Return what is open for the one merged away and for the survivor too: it stays, for it has to be done once."""
    ours = select(Task.kind).where(Task.person_id == kept_id, Task.done_at.is_(None))
    theirs = select(Task.id).where(Task.person_id == gone_id, Task.done_at.is_(None), Task.kind.in_(ours))
    return set(db.session.scalars(theirs))


def _consents(kept_id: str, gone_id: str) -> list[Found]:
    columns = (Consent.id, Consent.purpose, Consent.position_id, Consent.given_at, Consent.withdrawn_at)
    query = select(*columns).order_by(Consent.id)
    kept, gone = (
        [ConsentFact(*row) for row in db.session.execute(query.where(Consent.person_id == key))]
        for key in (kept_id, gone_id)
    )
    return rules.contested_consents(kept, gone)


def _registrations(kept_id: str, gone_id: str) -> list[Found]:
    query = select(Registration.id, Registration.fair_id).order_by(Registration.id)
    kept, gone = (
        [(key, fair) for key, fair in db.session.execute(query.where(Registration.person_id == person))]
        for person in (kept_id, gone_id)
    )
    return rules.contested_registrations(kept, gone)


def _referrals(kept_id: str, gone_id: str) -> list[Found]:
    query = select(Referral.id, Referral.position_id, Referral.state).order_by(Referral.id)
    kept, gone = (
        [
            (key, position, state.value)
            for key, position, state in db.session.execute(query.where(Referral.seeker_id == one))
        ]
        for one in (kept_id, gone_id)
    )
    return rules.contested_referrals(kept, gone)


def _spells(kept_id: str, gone_id: str) -> list[Found]:
    return rules.contested_spells(_spell_facts(kept_id), _spell_facts(gone_id))


def _spell_facts(person_id: str) -> list[SpellFact]:
    worked = select(PersonMonth.spell_id, PersonMonth.month).join(Spell)
    worked = worked.where(Spell.person_id == person_id, PersonMonth.state == MonthState.WORKED)
    months: dict[str, set[str]] = {}
    for spell_id, month in db.session.execute(worked.order_by(PersonMonth.month)):
        months.setdefault(spell_id, set()).add(month)
    query = select(Spell.id, Spell.employer_id, Spell.ended_on).where(Spell.person_id == person_id).order_by(Spell.id)
    return [
        SpellFact(key, employer, ended_on is None, frozenset(months.get(key, ())))
        for key, employer, ended_on in db.session.execute(query)
    ]


_CONTESTS = {
    MergeContestKind.CONSENT: _consents,
    MergeContestKind.REGISTRATION: _registrations,
    MergeContestKind.REFERRAL: _referrals,
    MergeContestKind.SPELL: _spells,
}
