"""Correcting what is known of a person (PIPL art. 46): the new value counts, the old one stays as history, sealed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.queries import find_town
from jobmatch.data_care.merging import hold
from jobmatch.data_care.tables import CorrectedField, Correction, CorrectionReason
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import find_survivor
from jobmatch.people.service import identify
from jobmatch.people.situation_tables import Outcome, PersonSituation
from jobmatch.people.situations import Settling, settle
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
        with keeping_history(by, person, reason) as changed:
            _apply(person, facts)
        if not changed:
            this.cancel()
            return []
        this.note(fields=len(changed), reason=reason.value)
    return changed


def settle_report(by: Actor, said: PersonSituation, settling: Settling) -> None:
    """Say what an officer's report came to. Where somebody moved to, the place before stays as history.

    Raises as ``people.situations.settle`` does.
    """
    person = find_survivor(said.district_id, said.person_id)
    if person is None or settling.outcome is not Outcome.MOVED_WITHIN:
        settle(by, said.id, settling)
        return
    with act(by=by, action="person.corrected") as this:
        (held,) = hold(by, person.id)
        this.about(held)
        with keeping_history(by, held, CorrectionReason.CHANGED) as changed:
            settle(by, said.id, settling)
        this.note(fields=len(changed), reason=CorrectionReason.CHANGED.value)


@contextmanager
def keeping_history(by: Actor, person: Person, reason: CorrectionReason) -> Iterator[list[CorrectedField]]:
    """Keep what of a person is changed within: each value before and after it. Inside an act; yields what changed."""
    before, changed = _as_words(person), list[CorrectedField]()
    yield changed
    db.session.flush()
    db.session.refresh(person, ["town", "village"])
    after = _as_words(person)
    changed += [field for field in CorrectedField if before[field] != after[field]]
    for field in changed:
        _keep(by, person, field, (before[field], after[field]), reason)


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


def _as_words(person: Person) -> dict[CorrectedField, str]:
    return {field: say(person) or "" for field, say in _WORDS.items()}


_WORDS: Mapping[CorrectedField, Callable[[Person], str | None]] = {
    CorrectedField.NAME: lambda person: person.name,
    CorrectedField.CITIZEN_NUMBER: lambda person: person.citizen_number,
    CorrectedField.BORN_ON: lambda person: person.born_on.isoformat() if person.born_on else None,
    CorrectedField.PHONE: lambda person: person.phone,
    CorrectedField.TOWN: lambda person: " ".join(one.name for one in (person.town, person.village) if one),
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
