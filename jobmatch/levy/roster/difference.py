"""What a roster would change of what the same employer stated before: nothing else is compared. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jobmatch.employment.said import stated_facts
from jobmatch.levy.roster.stated import Stated


@dataclass(frozen=True, repr=False)
class Known:
    """Somebody whose months the employer claims already. ``months``: what it stated of each, as JSON knows it.

    ``number`` is their citizen number, None where none is known.
    """

    person_id: str
    number: str | None
    months: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, repr=False)
class Change:
    """What becomes of one person: months claimed for the first time, stated otherwise, taken back."""

    stated: Stated
    known: Known | None
    added: tuple[str, ...]
    restated: tuple[str, ...]
    taken_back: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Tell whether the employer claims no month of theirs yet."""
        return self.known is None

    @property
    def changes(self) -> bool:
        """Tell whether anything changes."""
        return bool(self.added or self.restated or self.taken_back)


@dataclass(frozen=True, repr=False)
class Difference:
    """A whole roster beside what was claimed. ``gone``: claimed, and not in the file; they stay unless it is said."""

    changes: tuple[Change, ...]
    gone: tuple[Known, ...]

    @property
    def new(self) -> list[Change]:
        """List who comes in; somebody without a month is nobody yet."""
        return [one for one in self.changes if one.is_new and one.changes]

    @property
    def changed(self) -> list[Change]:
        """List whose months change."""
        return [one for one in self.changes if not one.is_new and one.changes]

    @property
    def unchanged(self) -> list[Change]:
        """List of whom everything is claimed as it stands in the file."""
        return [one for one in self.changes if not one.changes]

    def is_nothing(self, *, drops_gone: bool) -> bool:
        """Tell whether nothing is to be done: everything in the file is claimed, and who is gone stays or nobody is."""
        return not (self.new or self.changed or (self.gone and drops_gone))

    @property
    def digest(self) -> str:
        """A digest of all that would change: what was shown is what is confirmed."""
        said = [
            [
                one.stated.citizen.value,
                one.stated.name,
                [stated_facts(facts) for facts in one.stated.months],
                *_moves(one),
            ]
            for one in (*self.new, *self.changed)
        ]
        gone = [[one.person_id, sorted(one.months)] for one in self.gone]
        return hashlib.sha256(json.dumps([said, gone]).encode()).hexdigest()


def _moves(one: Change) -> tuple[tuple[str, ...], ...]:
    return one.added, one.restated, one.taken_back


def compare(stated: Iterable[Stated], known: Iterable[Known]) -> Difference:
    """Return what ``stated`` changes of ``known``, in the order of the file."""
    held = list(known)
    by_number = {one.number: one for one in held if one.number}
    changes = tuple(_change(one, by_number.get(one.citizen.value)) for one in stated)
    found = {one.known.person_id for one in changes if one.known}
    return Difference(changes, tuple(one for one in held if one.person_id not in found))


def _change(stated: Stated, known: Known | None) -> Change:
    before: Mapping[str, Mapping[str, Any]] = known.months if known else {}
    now = {one.month: stated_facts(one) for one in stated.months}
    return Change(
        stated,
        known,
        added=tuple(month for month in now if month not in before),
        restated=tuple(month for month in now if month in before and before[month] != now[month]),
        taken_back=tuple(sorted(month for month in before if month not in now)),
    )
