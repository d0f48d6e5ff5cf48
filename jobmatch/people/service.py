"""Acts on people: enter one, keep a consent, withdraw it, note who looked."""

from dataclasses import dataclass

from jobmatch import clock
from jobmatch.law.installed import law_on
from jobmatch.people.disclosure import Field
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import citizen_number_index, find_by_number, list_same_consents
from jobmatch.people.rules import Ages, age_of, find_guardian_reason
from jobmatch.people.tables import (
    Capacity,
    Consent,
    ConsentForm,
    OpenReason,
    Person,
    PersonSource,
    PersonView,
    Purpose,
)
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.indexes import hold_keys_still
from jobmatch.wording import SentenceError

CERTIFICATE_YEARS = 10


@dataclass(frozen=True, repr=False)
class NewPerson:
    """What is known of somebody who is entered; the birth day and sex follow from the citizen number."""

    name: str
    source: PersonSource
    citizen_number: CitizenNumber | None = None
    phone: str | None = None
    town_id: str | None = None
    village_id: str | None = None


def add_person(by: Actor, district_id: str, new: NewPerson) -> Person:
    """Enter a person. Raises ``BrokenRuleError`` when somebody of that citizen number is entered already."""
    with act(by=by, action="person.added") as this:
        person = Person(district_id=district_id, name=new.name, source=new.source, phone=new.phone)
        person.town_id, person.village_id = new.town_id, new.village_id
        if new.citizen_number is not None:
            identify(person, new.citizen_number)
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
            identify(person, number)


def identify(person: Person, number: CitizenNumber) -> None:
    """Give a person that citizen number, with the index, the birth day and the sex that follow from it. In an act."""
    # The database compares indexes of one key; while that is being changed, another row may still have the older one.
    hold_keys_still()
    if find_by_number(person.district_id, number) not in {None, person}:
        raise BrokenRuleError("a_citizen_number_belongs_to_one_person")
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


class ConsentRefusedError(SentenceError):
    """A consent does not count as it was given; its sentence says why."""


def legal_ages() -> Ages:
    """Return the ages of the law of today that consents turn on."""
    law = law_on(clock.today())
    return Ages(law.get("guardian_consent_age").whole, law.get("own_labour_age").whole)


def give_consent(by: Actor, person: Person, purpose: Purpose, given: Given, position_id: str | None = None) -> Consent:
    """Keep a consent that the person has given.

    Raises ``ConsentRefusedError`` where only a guardian can give it (``people/rules.py``) and ``BrokenRuleError`` when
    the same one is in force already.
    """
    with act(by=by, action="consent.given") as this:
        ages = legal_ages()
        reason = find_guardian_reason(person.born_on, clock.today(), ages)
        if reason is not None and given.capacity is not Capacity.GUARDIAN:
            raise ConsentRefusedError(f"consent.refused.{reason}", age=age_of(reason, ages))
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
    """Withdraw a consent; what it allowed ends at once (PIPL art. 15).

    The same consent that a merge has put aside ends too: undone, the merge would otherwise revive it.
    """
    with act(by=by, action="consent.withdrawn", about=consent) as this:
        this.note(person=consent.person_id)
        for one in (consent, *list_same_consents(consent)):
            if one.withdrawn_at is None:
                one.withdrawn_at = clock.now()


def record_view(by: Actor, person_id: str, what: str) -> None:
    """Note that ``by`` looked at a person, for the person to read later ("谁看过我")."""
    with act(by=by, action="person.viewed") as this:
        db.session.add(PersonView(person_id=person_id, user_id=by.human_id, what=what, at=clock.now()))
        this.note(person=person_id, what=what)


@dataclass(frozen=True)
class Request:
    """Which full number somebody asks for, and why; ``key`` is made once a form, so that it opens only once."""

    key: str
    what: Field
    reason: OpenReason
    note: str = ""


def open_number(by: Actor, person: Person, asked: Request) -> str | None:
    """Return a person's full number and keep who asked for it, and why; None where the request came a second time.

    A number that is not known is not opened (``LookupError``). *Decision:* a page with a number that is loaded again
    sends the same request again; it is then hidden, so that nobody who comes to the screen later opens it by that.
    """
    if known_number(person, asked.what) is None:
        raise LookupError(asked.what)
    try:
        with act(by=by, action="number.opened", about=person) as this:
            if db.session.get(PersonView, asked.key) is not None:
                this.cancel()
                return None
            this.note(view=asked.key, what=asked.what.value, reason=asked.reason.value)
            db.session.add(_view_of_a_number(by, person, asked))
            return known_number(person, asked.what)
    except BrokenRuleError as error:
        # PostgreSQL lets two copies of one request run side by side.
        if error.rule != "person_views_pk":
            raise
        return None


def _view_of_a_number(by: Actor, person: Person, asked: Request) -> PersonView:
    why = {"reason": asked.reason, "note": asked.note or None}
    view = PersonView(id=asked.key, person_id=person.id, user_id=by.human_id, what=asked.what.value, **why)
    view.at = clock.now()
    return view


def known_number(person: Person, what: Field) -> str | None:
    """Return a person's citizen number, or the number of the newest certificate; None where none is known."""
    if what is Field.CITIZEN_NUMBER:
        return person.citizen_number
    newest = next(iter(person.certificates), None)
    return newest.number if newest and what is Field.CERTIFICATE_NUMBER else None


def record_views_read(by: Actor, person: Person) -> None:
    """Note that somebody read who has looked at a person. In the audit trail only: the list would never end."""
    with act(by=by, action="views.read", about=person):
        pass
