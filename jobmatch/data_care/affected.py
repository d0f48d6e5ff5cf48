"""Whom an account saw or changed in a period, from the audit trail: keys, kinds of act and counts, never a name.

After a breach the people concerned have to be told (PIPL art. 57). *Decision:* the trail is asked and not the tables:
its rows cannot be changed, and they are there when a view has been deleted with its term or a person has been erased.
What the trail names directly (``person``, ``seeker`` …) counts, and so does what hangs on a person: a referral, a
submission, a list of suggestions. What no row leads to any more is listed by itself, never left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from jobmatch.data_care.holdings import HELD
from jobmatch.data_care.moves import ROWS_AT_ONCE, class_of
from jobmatch.data_care.references import PEOPLE, naming
from jobmatch.matching.tables import ShownList
from jobmatch.people.tables import Person
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db

SEEING = frozenset(
    {
        "number.opened",
        "person.copied",
        "person.exported",
        "person.viewed",
        "submission.read",
        "suggestions.read",
        "suggestions.shown",
        "views.read",
    }
)
"""Acts that show something and change nothing; everything else counts as a change."""

NAMED_IN_DETAILS = {
    "person": "people",
    "seeker": "people",
    "kept": "people",
    "gone": "people",
    "submission": "submissions",
    "spell": "spells",
    "first": "people",
    "second": "people",
    "situation": "person_situations",
    "claim": "month_claims",
}
"""What an act may note beside its subject, and the table whose key it is."""

Thing = tuple[str, str]
"""A row: table and key."""


@dataclass
class Touched:
    """What an account did to one person, or to one row that leads to nobody. ``what``: which page or which number."""

    saw: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    what: Counter[str] = field(default_factory=Counter)
    first_at: datetime | None = None
    last_at: datetime | None = None

    def add(self, entry: AuditEntry) -> None:
        """Count an entry; they come oldest first."""
        (self.saw if entry.action in SEEING else self.changed)[entry.action] += 1
        if entry.details.get("what"):
            self.what[entry.details["what"]] += 1
        self.first_at, self.last_at = self.first_at or entry.at, entry.at


@dataclass
class Affected:
    """``people`` by key; ``nobody``: rows that were touched and lead to no person (yet, or any more)."""

    entries: int = 0
    people: dict[str, Touched] = field(default_factory=dict)
    nobody: dict[Thing, Touched] = field(default_factory=dict)
    merged_into: dict[str, str] = field(default_factory=dict)


def find_affected(user_id: str, since: datetime, until: datetime) -> Affected:
    """Find whom an account saw or changed from ``since`` on and before ``until``."""
    found = Affected()
    for entries in _in_order(user_id, since, until):
        found.entries += len(entries)
        named = [set(_things(entry)) for entry in entries]
        leads = _people_behind(set().union(*named))
        for entry, things in zip(entries, named, strict=True):
            for key in set().union(*(leads.get(thing, set()) for thing in things)):
                found.people.setdefault(key, Touched()).add(entry)
            for thing in sorted(things - leads.keys()):
                found.nobody.setdefault(thing, Touched()).add(entry)
    found.merged_into = _survivors(found.people)
    return found


def _in_order(user_id: str, since: datetime, until: datetime) -> Iterator[list[AuditEntry]]:
    """Go through the account's entries, oldest first, some at once."""
    last = 0
    while True:
        rules = (AuditEntry.user_id == user_id, AuditEntry.at >= since, AuditEntry.at < until, AuditEntry.seq > last)
        query = select(AuditEntry).where(*rules).order_by(AuditEntry.seq).limit(ROWS_AT_ONCE)
        some = list(db.session.scalars(query))
        if not some:
            return
        yield some
        last = some[-1].seq
        db.session.expunge_all()


def _things(entry: AuditEntry) -> Iterator[Thing]:
    """Name the rows that an entry speaks of and that can lead to a person."""
    if entry.subject_table and entry.subject_id and entry.subject_table in HELD:
        yield _thing(entry.subject_table, entry.subject_id)
    for word, table in NAMED_IN_DETAILS.items():
        if isinstance(key := entry.details.get(word), str):
            yield table, key


def _thing(table: str, key: str) -> Thing:
    return "people" if table in PEOPLE else table, key


def _people_behind(things: set[Thing]) -> dict[Thing, set[str]]:
    """Say to which people each row leads; a row that leads to nobody is not in the answer."""
    found: dict[Thing, set[str]] = {}
    for table in sorted({table for table, _ in things}):
        keys = {key for one, key in things if one == table}
        for key, people in _behind(table, keys).items():
            found[(table, key)] = people
    return found


def _behind(table: str, keys: set[str]) -> dict[str, set[str]]:
    if table in PEOPLE:
        return {key: {key} for key in keys}
    found: dict[str, set[str]] = {}
    for column in [column for one, column in naming() if one == table]:
        for key, person in _pairs(table, "id", column, keys):
            found.setdefault(key, set()).add(person)
    if table == ShownList.__tablename__:
        _add(found, _listed(keys))
    held = HELD[table]
    if held.through:
        _add(found, _further(_pairs(held.of, held.through, "id", keys), held.of))
    elif held.of not in PEOPLE:
        _add(found, _further(_pairs(table, "id", held.names, keys), held.of))
    if held.also[0]:
        _add(found, _further(_pairs(table, "id", held.also[0], keys), held.also[1]))
    return found


def _pairs(table: str, of: str, column: str, keys: Iterable[str]) -> list[Thing]:
    kind: Any = class_of(table)
    of_column, to = getattr(kind, of), getattr(kind, column)
    rows = db.session.execute(select(of_column, to).where(of_column.in_(sorted(keys)), to.is_not(None)))
    return [(key, other) for key, other in rows]


def _further(pairs: list[Thing], table: str) -> dict[str, set[str]]:
    """Follow rows that name a row of another table to the people behind that one."""
    behind = _behind(table, {other for _, other in pairs}) if pairs else {}
    found: dict[str, set[str]] = {}
    for key, other in pairs:
        if people := behind.get(other):
            found.setdefault(key, set()).update(people)
    return found


def _listed(keys: set[str]) -> dict[str, set[str]]:
    """Return who stands in lists of people that were suggested for a position."""
    lists = db.session.execute(select(ShownList.id, ShownList.items).where(ShownList.id.in_(sorted(keys))))
    listed = {key: {item["seeker"] for item in items if "seeker" in item} for key, items in lists}
    return {key: people for key, people in listed.items() if people}


def _add(found: dict[str, set[str]], more: Mapping[str, set[str]]) -> None:
    for key, people in more.items():
        found.setdefault(key, set()).update(people)


def _survivors(people: Iterable[str]) -> dict[str, str]:
    """Say who of them has been merged into whom since: that person has to be told."""
    keys, found = sorted(people), {}
    for start in range(0, len(keys), ROWS_AT_ONCE):
        some = Person.id.in_(keys[start : start + ROWS_AT_ONCE])
        query = select(Person.id, Person.merged_into_id).where(some, Person.merged_into_id.is_not(None))
        found.update({gone: kept for gone, kept in db.session.execute(query) if kept is not None})
    return found
