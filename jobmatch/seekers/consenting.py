"""Consents at the moment of *identity seen*: what differs from before, what is asked, and what is then in force."""

from collections.abc import Sequence

from jobmatch import clock
from jobmatch.people import queries as people
from jobmatch.people.service import Given, give_consent, legal_ages, withdraw_consent
from jobmatch.people.tables import Capacity, Consent, ConsentForm, Person, Purpose
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.rules import Asked, Earlier, Fault, Guardian, Said, asks, find_faults
from jobmatch.storage.act import Actor
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class IdentityRefusedError(SentenceError):
    """A submission cannot become somebody's yet; ``faults`` has every reason, the sentence is the first one's."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].key, **faults[0].values)
        self.faults = tuple(faults)


def asked_of(answers: Answers, person: Person | None) -> Asked:
    """Return what the desk has to ask if ``answers`` are that person's (None: somebody who is not entered yet)."""
    born_on = person.born_on if person else None
    if born_on is None and answers.identity is not None:
        born_on = answers.identity.birth_on
    earlier = people.find_consent(person.id, Purpose.RECOMMEND) if person else None
    since = clock.day_of(earlier.given_at) if earlier else None
    return asks(since, "recommend" in answers.consents, born_on, clock.today(), legal_ages())


def refuse_what_is_open(asked: Asked, said: Said) -> None:
    """Raise ``IdentityRefusedError`` where something has to be asked first."""
    if faults := find_faults(asked, said, legal_ages()):
        raise IdentityRefusedError(faults)


def keep_consents(by: Actor, person: Person, answers: Answers, asked: Asked, said: Said) -> None:
    """Let be in force what was agreed to now, and of what was agreed to earlier what the person said. Inside an act.

    Whose guardian agreed has the guardian's consent afterwards, also where their own was there: alone it does not
    count (``people/rules.py``).
    """
    by_guardian = asked.hears_a_guardian and said.guardian is Guardian.AGREED
    capacity = Capacity.GUARDIAN if by_guardian else Capacity(answers.capacity)
    given = Given(answers.consent_version, ConsentForm(answers.consent_form), capacity)
    for purpose in (Purpose.STORE, Purpose.RECOMMEND):
        earlier = people.find_consent(person.id, purpose)
        if purpose in answers.consents:
            if earlier is None:
                give_consent(by, person, purpose, given)
            elif by_guardian and earlier.capacity is Capacity.SELF:
                _replace(by, person, earlier, given)
        elif earlier is not None and said.recommend is Earlier.WITHDRAW:
            withdraw_consent(by, earlier)
        elif earlier is not None and by_guardian and earlier.capacity is Capacity.SELF:
            _replace(by, person, earlier, Given(earlier.text_version, earlier.form, capacity))


def _replace(by: Actor, person: Person, earlier: Consent, given: Given) -> None:
    withdraw_consent(by, earlier)
    # The database takes one consent for each purpose: the one that ended goes first.
    db.session.flush()
    give_consent(by, person, earlier.purpose, given)
