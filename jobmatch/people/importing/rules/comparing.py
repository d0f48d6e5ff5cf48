"""What a row would change in the register, and why some of it only a person can decide.

The national database prevails in what it is the register of: number, kind, grade, validity, events, place. What people
tell the federation themselves (telephone, address) is filled in where it is empty and never overwritten. A person's
name is never changed by a file: two names under one number are two people or a mistake, and either is for the desk.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.people.importing.rules.findings import Finding, Level
from jobmatch.people.importing.rules.rows import Stated
from jobmatch.people.importing.rules.standing import ENTERING_KINDS, Event, Standing, ledger_change
from jobmatch.people.importing.rules.versions import Held, version_change

if TYPE_CHECKING:
    from jobmatch.people.importing.rules.deciding import Decision, Likely


@dataclass(frozen=True, repr=False)
class Known:
    """A person of the district as the register knows them. ``standing`` follows from their events."""

    person_id: str
    version: int
    name: str
    in_register: bool
    has_number: bool
    has_other_home: bool
    town_id: str | None
    village_id: str | None
    phone: str | None
    address: str | None
    held: Held | None
    standing: Standing


@dataclass(frozen=True)
class Match:
    """Whom a row speaks of: by citizen number, and everybody who has that certificate number.

    ``is_same_number``: the newest certificate has exactly this number; else ``held_number`` is what it has.
    """

    by_citizen: Known | None
    by_certificate: tuple[Known, ...]
    is_same_number: bool = False
    held_number: str | None = None


class Result(enum.StrEnum):
    """What becomes of a row that says something."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True, repr=False)
class Outcome:
    """One row's outcome. ``person``: columns to set; ``fields``: which of them differ, for people to read.

    ``asked``: why a person was or is to decide about the row (the code of a sentence); ``candidates``: whom it may be
    about; ``said``: what was decided.
    """

    stated: Stated
    result: Result
    known: Known | None = None
    code: str = ""
    person: Mapping[str, Any] = field(default_factory=dict)
    is_new_version: bool = False
    valid_from: date | None = None
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    asked: str = ""
    candidates: "tuple[Likely, ...]" = ()
    said: "Decision | None" = None


@dataclass(frozen=True)
class Place:
    """Where a row says that somebody lives, as far as the district knows the names."""

    town_id: str | None
    village_id: str | None


def compare(stated: Stated, match: Match, place: Place, today: date) -> Outcome:
    """Return what the row would change. A row that matches several people is a conflict, never the first of them."""
    people = {one.person_id: one for one in (match.by_citizen, *match.by_certificate) if one is not None}
    if len(people) > 1:
        return Outcome(stated, Result.CONFLICT, None, "import.several_people")
    if not people:
        return _new(stated, place, today)
    known = next(iter(people.values()))
    return _refusal(stated, known, match) or _known(stated, known, match, place, today)


def compare_as(stated: Stated, known: Known, match: Match, place: Place, today: date) -> Outcome:
    """Return what the row would change of somebody whom a person has said it is about, whatever the names are."""
    named = replace(known, name=stated.name)
    return _refusal(stated, named, match) or _known(stated, known, match, place, today)


def _refusal(stated: Stated, known: Known, match: Match) -> Outcome | None:
    """Return the conflict where the row cannot be about the person whom its number names."""
    if known.name != stated.name:
        return Outcome(stated, Result.CONFLICT, known, "import.name_differs")
    if known.has_other_home:
        return Outcome(stated, Result.CONFLICT, known, "import.other_register")
    if match.by_citizen is None and known.has_number:
        return Outcome(stated, Result.CONFLICT, known, "import.other_citizen_number")
    return None


def _new(stated: Stated, place: Place, today: date) -> Outcome:
    change = ledger_change(stated, Standing(), today)
    if change.code:
        return Outcome(stated, Result.CONFLICT, None, change.code)
    person = {
        "town_id": place.town_id,
        "village_id": place.village_id,
        "phone": stated.phone or None,
        "address": stated.address or None,
    }
    return Outcome(
        stated,
        Result.NEW,
        person=person,
        is_new_version=True,
        valid_from=stated.valid_from,
        events=change.events,
        findings=change.findings,
    )


def _known(stated: Stated, known: Known, match: Match, place: Place, today: date) -> Outcome:
    version = version_change(stated, known.held, match.is_same_number, match.held_number, today)
    ledger = ledger_change(stated, known.standing, today)
    if code := version.code or ledger.code:
        return Outcome(stated, Result.CONFLICT, known, code)
    person, findings = _person(stated, known, place)
    is_entering = any(one.kind in ENTERING_KINDS for one in ledger.events)
    events = (
        ledger.events if is_entering else tuple(sorted([*version.events, *ledger.events], key=lambda one: one.on_day))
    )
    is_changed = bool(person or events or version.is_new)
    return Outcome(
        stated,
        Result.CHANGED if is_changed else Result.SAME,
        known,
        person=person,
        is_new_version=version.is_new,
        valid_from=version.valid_from,
        events=tuple(known.standing.in_turn(events)),
        findings=(*version.findings, *ledger.findings, *findings),
    )


def _person(stated: Stated, known: Known, place: Place) -> tuple[dict[str, Any], list[Finding]]:
    changes: dict[str, Any] = {}
    findings = []
    if not known.in_register:
        changes["source"] = "register"
    if not known.has_number:
        changes["citizen_number"] = stated.citizen.value
    if place.town_id is not None:
        is_village_known = place.village_id is not None or place.town_id != known.town_id
        village_id = place.village_id if is_village_known else known.village_id
        if (place.town_id, village_id) != (known.town_id, known.village_id):
            changes |= {"town_id": place.town_id, "village_id": village_id}
    for name, said, ours in (("phone", stated.phone, known.phone), ("address", stated.address, known.address)):
        if said and not ours:
            changes[name] = said
        elif said and said != ours:
            findings.append(Finding(stated.row, -1, Level.NOTE, f"import.{name}_kept"))
    return changes, findings
