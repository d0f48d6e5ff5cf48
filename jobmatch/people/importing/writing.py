"""The rows that a plan writes: made and sealed before the act begins, written in it by a handful of statements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, update

from jobmatch.people.duplicate_tables import NotSame
from jobmatch.people.importing.plan import Plan, Progress
from jobmatch.people.importing.rules.comparing import Outcome, Result
from jobmatch.people.importing.rules.deciding import Decision
from jobmatch.people.name_rules import columns_of
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.queries import citizen_number_index
from jobmatch.people.register_tables import CertificateComponent, CertificateEvent, EventKind, EventSource
from jobmatch.people.tables import CERTIFICATE_NUMBER_FIELD, Certificate, Person, PersonSource
from jobmatch.storage.base import Base, connection
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.indexes import blind_index, indexes_that_follow
from jobmatch.storage.rows import keep_all
from jobmatch.storage.sealed import Place, seal

_STEP = 500


@dataclass(repr=False)
class Rows:
    """Rows to be added, and columns of people to be changed: (key, version) → column → value."""

    people: list[Base] = field(default_factory=list)
    certificates: list[Base] = field(default_factory=list)
    others: list[Base] = field(default_factory=list)
    changes: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)


def make_rows(plan: Plan, district_id: str, tell: Progress) -> Rows:
    """Make every row that the plan writes."""
    rows, writes = Rows(), plan.writes
    for number, outcome in enumerate(writes, start=1):
        _add(rows, outcome, district_id)
        if number % _STEP == 0:
            tell(number, len(writes))
    return rows


def _add(rows: Rows, outcome: Outcome, district_id: str) -> None:
    stated = outcome.stated
    if outcome.result is Result.NEW:
        person = _person(outcome, district_id)
        rows.people.append(person)
        person_id = person.id
    else:
        assert outcome.known is not None, "only somebody known changes"
        person_id = outcome.known.person_id
        rows.changes[person_id, outcome.known.version] = _columns(person_id, outcome.person, stated.citizen)
    certificate_id = outcome.known.held.certificate_id if outcome.known and outcome.known.held else None
    if outcome.is_new_version:
        certificate = _certificate(outcome, district_id, person_id)
        rows.certificates.append(certificate)
        certificate_id = certificate.id
        for kind, grade in stated.components:
            rows.others.append(
                CertificateComponent(district_id=district_id, certificate_id=certificate_id, kind=kind, grade=grade)
            )
    for event in outcome.events:
        rows.others.append(
            CertificateEvent(
                district_id=district_id,
                person_id=person_id,
                certificate_id=certificate_id,
                kind=EventKind(event.kind),
                on_day=event.on_day,
                turn=event.turn,
                source=EventSource.REGISTER,
            )
        )
    if outcome.result is Result.NEW and outcome.said is not None:
        rows.others += _not_same(outcome, outcome.said, district_id, person_id)


def _not_same(outcome: Outcome, said: Decision, district_id: str, person_id: str) -> Iterator[Base]:
    """Keep that somebody said of the new person: it is none of those who look alike."""
    for other in outcome.candidates:
        first, second = sorted((person_id, other.known.person_id))
        pair = NotSame(district_id=district_id, first_id=first, second_id=second)
        pair.decided_by, pair.decided_at = said.by or "", datetime.fromisoformat(said.at)
        yield pair


def _person(outcome: Outcome, district_id: str) -> Person:
    citizen = outcome.stated.citizen
    return Person(
        district_id=district_id,
        name=outcome.stated.name,
        source=PersonSource.REGISTER,
        citizen_number=citizen.value,
        citizen_number_index=citizen_number_index(citizen),
        born_on=citizen.birth_on,
        sex="male" if citizen.is_male else "female",
        **outcome.person,
    )


def _certificate(outcome: Outcome, district_id: str, person_id: str) -> Certificate:
    number: CertificateNumber = outcome.stated.certificate
    return Certificate(
        district_id=district_id,
        person_id=person_id,
        number=number.value,
        number_index=blind_index(CERTIFICATE_NUMBER_FIELD, number.value),
        kind=int(number.kind),
        grade=number.grade,
        valid_from=outcome.valid_from,
        valid_until=outcome.stated.valid_until,
    )


def _columns(person_id: str, person: Mapping[str, Any], citizen: CitizenNumber) -> dict[str, Any]:
    """Return the table's columns for what changes of a known person."""
    plain = {**person, **({"citizen_number": citizen.value} if "citizen_number" in person else {})}
    columns = dict(person) | indexes_that_follow("people", plain)
    columns |= columns_of(person["name"]) if "name" in person else {}
    for name in ("phone", "address"):
        if name in columns:
            columns[f"{name}_sealed"] = seal(Place("people", person_id, name), columns.pop(name))
    if "citizen_number" in columns:
        columns["citizen_number_sealed"] = seal(Place("people", person_id, "citizen_number"), citizen.value)
        columns["citizen_number_index"] = citizen_number_index(citizen)
        columns |= {"born_on": citizen.birth_on, "sex": "male" if citizen.is_male else "female"}
        del columns["citizen_number"]
    if "source" in columns:
        columns["source"] = PersonSource.REGISTER
    return columns


def write(rows: Rows) -> None:
    """Write the rows; inside the act of the confirmation. Raises ``BrokenRuleError`` where somebody was quicker."""
    _change(rows.changes)
    for some in (rows.people, rows.certificates, rows.others):
        if some:
            keep_all(some)


def _change(changes: Mapping[tuple[str, int], Mapping[str, Any]]) -> None:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for (key, version), columns in changes.items():
        # Every change counts the version up, so that nobody's open form overwrites it; so does a new certificate.
        values = {"key": key, "seen": version, "version": version + 1, **columns}
        groups.setdefault(tuple(sorted(columns)), []).append(values)
    for names, some in groups.items():
        _change_alike(names, some)


def _change_alike(names: Iterable[str], some: list[dict[str, Any]]) -> None:
    table = cast(Table, Person.__table__)
    statement = update(table).where(table.c.id == bindparam("key"), table.c.version == bindparam("seen"))
    done = connection().execute(statement.values({name: bindparam(name) for name in ("version", *names)}), some)
    if done.rowcount != len(some):
        raise BrokenRuleError("changed_by_someone_else")
