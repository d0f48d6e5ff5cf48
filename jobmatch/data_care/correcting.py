"""Correcting what is known of a person (PIPL art. 46): the new value counts, the old one stays as history, sealed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.queries import find_town
from jobmatch.data_care.merging import hold
from jobmatch.data_care.tables import CorrectedField, Correction, CorrectionReason
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.service import identify
from jobmatch.people.tables import Person
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class CorrectionRefusedError(SentenceError):
    """A correction cannot be taken; its sentence says why."""


@dataclass(frozen=True, repr=False)
class Facts:
    """What can be corrected, as it should be. ``citizen_number`` None = leave it; with one, the birth day follows."""

    name: str
    citizen_number: CitizenNumber | None = None
    born_on: date | None = None
    phone: str | None = None
    town_id: str | None = None


def correct(by: Actor, person_id: str, seen: int, facts: Facts, reason: CorrectionReason) -> list[CorrectedField]:
    """Correct a person and return what changed; ``seen`` is the version that the person's page showed.

    Raises ``LookupError``; ``CorrectionRefusedError`` when somebody changed the person meanwhile; ``BrokenRuleError``
    when the citizen number belongs to somebody else.
    """
    with act(by=by, action="person.corrected") as this:
        (person,) = hold(by, person_id)
        this.about(person)
        if person.version != seen or person.merged_into_id is not None:
            raise CorrectionRefusedError("correction.changed_meanwhile")
        before = _as_words(person)
        _apply(person, facts)
        after = _as_words(person)
        changed = [field for field in CorrectedField if before[field] != after[field]]
        if not changed:
            this.cancel()
            return []
        for field in changed:
            _keep(by, person, field, (before[field], after[field]), reason)
        this.note(fields=len(changed), reason=reason.value)
    return changed


def _apply(person: Person, facts: Facts) -> None:
    person.name, person.phone = facts.name, facts.phone
    if facts.town_id is None or find_town(person.district_id, facts.town_id) is not None:
        if person.town_id != facts.town_id:
            person.village_id = None
        person.town_id = facts.town_id
    if facts.citizen_number is not None:
        identify(person, facts.citizen_number)
    elif person.citizen_number is None:
        person.born_on = facts.born_on
    db.session.flush()
    db.session.refresh(person, ["town"])


def _as_words(person: Person) -> dict[CorrectedField, str]:
    return {field: say(person) or "" for field, say in _WORDS.items()}


_WORDS: Mapping[CorrectedField, Callable[[Person], str | None]] = {
    CorrectedField.NAME: lambda person: person.name,
    CorrectedField.CITIZEN_NUMBER: lambda person: person.citizen_number,
    CorrectedField.BORN_ON: lambda person: person.born_on.isoformat() if person.born_on else None,
    CorrectedField.PHONE: lambda person: person.phone,
    CorrectedField.TOWN: lambda person: person.town.name if person.town else None,
}


def _keep(by: Actor, person: Person, field: CorrectedField, values: tuple[str, str], reason: CorrectionReason) -> None:
    kept = Correction(
        district_id=person.district_id,
        person_id=person.id,
        field=field,
        reason=reason,
        corrected_by=by.human_id,
        corrected_at=clock.now(),
    )
    kept.before, kept.after = values
    db.session.add(kept)


def list_corrections(person_id: str) -> list[Correction]:
    """List what was corrected of a person, newest first."""
    query = select(Correction).where(Correction.person_id == person_id)
    return list(db.session.scalars(query.order_by(Correction.corrected_at.desc(), Correction.field, Correction.id)))
