"""Two at once: the same registration, the same referral, the same submission verified twice."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.fairs import service as fairs
from jobmatch.fairs.tables import Ticket
from jobmatch.people.tables import Person
from jobmatch.referrals import service as referrals
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.service import Arrival, record_identity_seen
from jobmatch.seekers.tables import Entrance, Submission
from jobmatch.storage import care
from jobmatch.storage.act import Actor
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError

AT_ONCE = 8
ANSWERS = {"name": "李新来", "wanted": ["包装"], "consents": ["store", "recommend"]}


def at_once(app, work):
    """Run ``work(number)`` in threads that all start together; returns what each returned or raised."""
    barrier = Barrier(AT_ONCE)

    def run(number):
        with app.app_context():
            barrier.wait()
            try:
                return work(number)
            except Exception as error:
                return error

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def count(table):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_one_registration_sent_eight_times_at_once_is_one(app, world):
    answers = Answers.read(ANSWERS, clock.today())
    arrival = Arrival(str(uuid.uuid4()), world.district, Entrance.KIOSK, "en", world.fair)

    def register(_):
        registered = fairs.register(Actor("device"), world.fair, arrival, answers)
        return registered.ticket.number, registered.is_new

    assert sorted(at_once(app, register)) == [(1, False)] * (AT_ONCE - 1) + [(1, True)]
    assert (count(Submission), count(Ticket)) == (1, 1)


def test_eight_people_at_once_get_eight_numbers(app, world):
    answers = Answers.read(ANSWERS, clock.today())

    def register(_):
        arrival = Arrival(str(uuid.uuid4()), world.district, Entrance.KIOSK, "en", world.fair)
        return fairs.register(Actor("device"), world.fair, arrival, answers).ticket.number

    assert sorted(at_once(app, register)) == list(range(1, AT_ONCE + 1))
    assert care.find_faults() == []


def test_eight_caseworkers_who_refer_at_once_make_one_referral(app, world):
    results = at_once(app, lambda _: referrals.refer(world.actor(), world.district, world.seeker, world.position))
    assert sum(isinstance(result, Referral) for result in results) == 1
    assert (
        sum(isinstance(result, referrals.ReferralRefusedError | BrokenRuleError) for result in results) == AT_ONCE - 1
    )
    assert count(Referral) == 1


def test_eight_who_verify_at_once_enter_one_person(app, whole_world):
    before = count(Person)

    def verify(_):
        submission = find_submission(whole_world.district, whole_world.submission)
        return record_identity_seen(whole_world.actor(), submission, None)

    results = at_once(app, verify)
    assert sum(isinstance(result, Person) for result in results) == 1
    assert {result.rule for result in results if isinstance(result, BrokenRuleError)} == {
        "submission_links_say_once_whose_submission_it_is"
    }
    assert count(Person) == before + 1
