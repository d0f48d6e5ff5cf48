"""Acts on submissions and seekers: take a submission in, say whose it is."""

import json
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.queries import find_town
from jobmatch.accounts.villages import find_village
from jobmatch.people import queries as people
from jobmatch.people import service as people_service
from jobmatch.people.service import NewPerson
from jobmatch.people.tables import Person, PersonSource
from jobmatch.seekers.answers import Answers, AnswersError
from jobmatch.seekers.consenting import asked_of, keep_consents, refuse_what_is_open
from jobmatch.seekers.rules import Said
from jobmatch.seekers.tables import Entrance, Registration, Seeker, SeekerState, Submission, SubmissionLink
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.idempotency import body_hash
from jobmatch.storage.rows import keep


@dataclass(frozen=True)
class Source:
    """What handed a submission in, as far as it is counted: a paired ``device`` or a staff ``account`` by its id, or
    whoever comes from an ``address`` by its keyed index."""

    kind: Literal["device", "account", "address"]
    key: str


@dataclass(frozen=True)
class Arrival:
    """How a submission came in. ``key`` is the UUID that the entrance's own device made for it."""

    key: str
    district_id: str
    entrance: Entrance
    locale: str
    fair_id: str | None = None
    source: Source | None = None


def submit(by: Actor, arrival: Arrival, answers: Answers) -> Submission:
    """Keep a submission as it came; it changes nobody's profile until staff record *identity seen*.

    Raises ``AnswersError`` for a town, or a village of it, that the district does not have.
    """
    if answers.town and find_town(arrival.district_id, answers.town) is None:
        raise AnswersError("town", "answers.unknown_town")
    village = find_village(arrival.district_id, answers.village) if answers.village else None
    if answers.village and (village is None or village.town_id != answers.town):
        raise AnswersError("village", "answers.unknown_village")
    if answers.person and not _may_name(arrival, answers.person):
        raise AnswersError("person", "answers.unknown_field")
    with act(by=by, action="submission.received") as this:
        number = answers.identity
        kept = answers.as_json()
        submission = Submission(
            id=arrival.key,
            district_id=arrival.district_id,
            fair_id=arrival.fair_id,
            entrance=arrival.entrance,
            locale=arrival.locale,
            answers=json.dumps(kept, ensure_ascii=False),
            body_hash=body_hash(kept),
            citizen_number_index=people.citizen_number_index(number) if number else None,
            received_at=clock.now(),
            source=arrival.source.key if arrival.source else None,
        )
        keep(submission)
        this.about(submission)
    return submission


def set_order(by: Actor, seeker: Seeker, job_facts_only: bool) -> None:
    """Note whether the person wants positions in an order that does not turn on them (《个人信息保护法》 art. 24)."""
    with act(by=by, action="seeker.order_set", about=seeker) as this:
        if seeker.job_facts_only == job_facts_only:
            this.cancel()
        seeker.job_facts_only = job_facts_only


def _may_name(arrival: Arrival, person_id: str) -> bool:
    """Tell whether a submission may say whom it is about: only an officer knows, who has the list of the village."""
    is_officer = arrival.entrance in {Entrance.VILLAGE, Entrance.PHONE} and arrival.source is not None
    return is_officer and people.find_person(arrival.district_id, person_id) is not None


def answers_of(submission: Submission) -> Answers:
    """Open the sealed answers of a submission."""
    return Answers.from_kept(json.loads(submission.answers or "{}"))


def record_read(by: Actor, submission: Submission) -> None:
    """Note that ``by`` opened the sealed answers of a submission; it has no person yet who could read of it."""
    with act(by=by, action="submission.read", about=submission):
        pass


_NOTHING_ASKED = Said()


def record_identity_seen(
    by: Actor, submission: Submission, person_id: str | None, said: Said = _NOTHING_ASKED
) -> Person:
    """Say that ``by`` has seen who handed ``submission`` in: that person, or (None) somebody not entered yet.

    The profile takes over the answers; the registration at the fair and the consents follow, with what was ``said`` at
    the desk. Raises ``IdentityRefusedError`` when something has to be asked first (``seekers/rules.py``) and
    ``BrokenRuleError`` when the submission was linked before.
    """
    with act(by=by, action="submission.identity_seen", about=submission) as this:
        answers = answers_of(submission)
        known = people.find_survivor(submission.district_id, person_id) if person_id else None
        asked = asked_of(answers, known)
        refuse_what_is_open(asked, said)
        person = _learn(by, known, answers) if known else _enter(by, submission, answers)
        registration = _register(submission, person)
        link = SubmissionLink(
            submission_id=submission.id,
            person_id=person.id,
            seen_by=by.human_id,
            seen_at=clock.now(),
            registration_id=registration.id,
        )
        db.session.add(link)
        db.session.flush()
        keep_consents(by, person, answers, asked, said)
        _update_profile(person, answers)
        this.note(person=person.id, earlier_consent=said.recommend, guardian=said.guardian)
    return person


def _learn(by: Actor, person: Person, answers: Answers) -> Person:
    people_service.learn(by, person, answers.identity, answers.phone)
    return person


def _enter(by: Actor, submission: Submission, answers: Answers) -> Person:
    """Enter somebody new. *Decision:* a certificate number given here stays in the sealed submission: its dates are
    not on the form, and a certificate version with invented dates would be worse than none."""
    town = find_town(submission.district_id, answers.town) if answers.town else None
    new = NewPerson(
        name=answers.name,
        source=PersonSource.REGISTRATION,
        citizen_number=answers.identity,
        phone=answers.phone or None,
        town_id=town.id if town else None,
        village_id=answers.village if town else None,
    )
    return people_service.add_person(by, submission.district_id, new)


def _register(submission: Submission, person: Person) -> Registration:
    """Return the person's registration at that fair, or outside fairs on that Beijing day; there is one from now on."""
    fair_id, at = submission.fair_id, submission.received_at
    query = select(Registration).where(Registration.fair_id == fair_id, Registration.person_id == person.id)
    for earlier in db.session.scalars(query.order_by(Registration.registered_at, Registration.id)):
        if fair_id or clock.day_of(earlier.registered_at) == clock.day_of(at):
            return earlier
    of = {"district_id": submission.district_id, "fair_id": fair_id, "person_id": person.id}
    db.session.add(registration := Registration(**of, registered_at=at))
    return registration


def _update_profile(person: Person, answers: Answers) -> None:
    """What was answered replaces what was known; what was not answered, or never asked, is left as it was."""
    town = find_town(person.district_id, answers.town) if answers.town else None
    seeker = _open_profile(person)
    if answers.wanted and list(answers.wanted) != seeker.wanted:
        # The occupations belong to the old wishes.
        seeker.wanted, seeker.wanted_codes = list(answers.wanted), []
    seeker.text = answers.text or seeker.text or ""
    seeker.functions = {**(seeker.functions or {}), **answers.functions}
    seeker.needs = list(answers.needs) or seeker.needs or []
    seeker.shown_needs = [need for need in answers.shown_needs if need in seeker.needs]
    seeker.refusals = list(answers.refusals) or seeker.refusals or []
    seeker.wage_floor_fen = answers.wage_floor_fen or seeker.wage_floor_fen
    seeker.hours_week = answers.hours_week or seeker.hours_week
    seeker.distance_km = answers.distance_km or seeker.distance_km
    seeker.education = answers.education or seeker.education
    if town is not None:
        seeker.town_id, seeker.lat, seeker.lon = town.id, town.lat, town.lon


def _open_profile(person: Person) -> Seeker:
    """Return the person's profile, open; who had found work, or is new, waits from today."""
    seeker = db.session.get(Seeker, person.id)
    if seeker is None:
        seeker = Seeker(id=person.id, district_id=person.district_id, since_on=clock.today(), state=SeekerState.OPEN)
        db.session.add(seeker)
    elif seeker.state is SeekerState.CLOSED:
        seeker.since_on = clock.today()
    seeker.state = SeekerState.OPEN
    return seeker
