"""Acts on people: enter one, keep a consent, withdraw it, note who looked."""

from dataclasses import dataclass

from jobmatch import clock
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import citizen_number_index
from jobmatch.people.tables import (
    Capacity,
    Consent,
    ConsentForm,
    Person,
    PersonSource,
    PersonView,
    Purpose,
)
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db

CERTIFICATE_YEARS = 10


@dataclass(frozen=True, repr=False)
class NewPerson:
    """What is known of somebody who is entered; the birth day and sex follow from the citizen number."""

    name: str
    source: PersonSource
    citizen_number: CitizenNumber | None = None
    phone: str | None = None
    town_id: str | None = None


def add_person(by: Actor, district_id: str, new: NewPerson) -> Person:
    """Enter a person. Raises ``BrokenRuleError`` when somebody of that citizen number is entered already."""
    with act(by=by, action="person.added") as this:
        person = Person(district_id=district_id, name=new.name, source=new.source, phone=new.phone, town_id=new.town_id)
        if new.citizen_number is not None:
            _identify(person, new.citizen_number)
        db.session.add(person)
        this.about(person)
    return person


def learn(by: Actor, person: Person, number: CitizenNumber | None, phone: str | None) -> None:
    """Take over what a known person has told: a new telephone number, and a citizen number where there was none.

    A number that differs from the one kept is left alone: which is right is for a person to find out. Raises
    ``BrokenRuleError`` when somebody else of that citizen number is entered already.
    """
    with act(by=by, action="person.told", about=person):
        if phone and phone != person.phone:
            person.phone = phone
        if number is not None and person.citizen_number is None:
            _identify(person, number)


def _identify(person: Person, number: CitizenNumber) -> None:
    person.citizen_number = number.value
    person.citizen_number_index = citizen_number_index(number)
    person.born_on = number.birth_on
    person.sex = "male" if number.is_male else "female"


@dataclass(frozen=True)
class Given:
    """How a consent was given: which text, in which form, by whom."""

    text_version: str
    form: ConsentForm = ConsentForm.FULL
    capacity: Capacity = Capacity.SELF


def give_consent(by: Actor, person: Person, purpose: Purpose, given: Given, position_id: str | None = None) -> Consent:
    """Keep a consent that the person has given. Raises ``BrokenRuleError`` when the same one is in force already."""
    with act(by=by, action="consent.given") as this:
        consent = Consent(
            district_id=person.district_id,
            person_id=person.id,
            purpose=purpose,
            position_id=position_id,
            text_version=given.text_version,
            form=given.form,
            capacity=given.capacity,
            given_at=clock.now(),
            recorded_by=by.user_id,
        )
        db.session.add(consent)
        this.about(consent)
        this.note(person=person.id, purpose=purpose.value)
    return consent


def withdraw_consent(by: Actor, consent: Consent) -> None:
    """Withdraw a consent; what it allowed ends at once (PIPL art. 15)."""
    with act(by=by, action="consent.withdrawn", about=consent) as this:
        this.note(person=consent.person_id)
        if consent.withdrawn_at is None:
            consent.withdrawn_at = clock.now()


def record_view(by: Actor, person_id: str, what: str) -> None:
    """Note that ``by`` looked at a person, for the person to read later ("谁看过我")."""
    with act(by=by, action="person.viewed") as this:
        db.session.add(PersonView(person_id=person_id, user_id=by.human_id, what=what, at=clock.now()))
        this.note(person=person_id, what=what)
