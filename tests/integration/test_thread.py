"""The chain through the services alone: submission, identity seen, suggestion, referral, answer, hire, months."""

import uuid
from datetime import timedelta

from jobmatch import clock
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.queries import list_months
from jobmatch.employment.service import Terms
from jobmatch.fairs import service as fairs
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import find_by_number
from jobmatch.referrals import service as referrals
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.service import Step
from jobmatch.referrals.tables import ReferralState
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.service import Arrival, record_identity_seen
from jobmatch.seekers.tables import Entrance
from jobmatch.storage import care
from jobmatch.storage.act import Actor
from jobmatch.storage.base import db
from tests.world import OTHER_CITIZEN_NUMBER

ANSWERS = {
    "name": "李新来",
    "citizen_number": OTHER_CITIZEN_NUMBER,
    "wanted": ["包装"],
    "functions": {"stand_long": "cannot"},
    "needs": ["seated_work"],
    "consents": ["store", "recommend"],
    "consent_version": "2026-11",
}


def test_the_thread_from_kiosk_to_month(world):
    answers = Answers.read(ANSWERS, clock.today())
    arrival = Arrival(str(uuid.uuid4()), world.district, Entrance.KIOSK, "zh_Hans_CN", world.fair)
    registered = fairs.register(Actor("device"), world.fair, arrival, answers)
    assert fairs.slip_of(registered.ticket)[0]["booth"] == 1
    again = fairs.register(Actor("device"), world.fair, arrival, answers)
    assert (again.ticket.number, again.is_new) == (registered.ticket.number, False)

    person = record_identity_seen(world.actor(), find_submission(world.district, arrival.key), None)
    assert find_by_number(world.district, CitizenNumber(OTHER_CITIZEN_NUMBER)).id == person.id

    referral = referrals.refer(world.actor(), world.district, person.id, world.position)
    referrals.take_answer(world.actor("employer"), referral, Step(ReferralState.INTERVIEW))
    started = clock.today().replace(day=1) - timedelta(days=40)
    referrals.record_hire(world.actor(), referral, Terms(started, ContractKind.LABOUR_CONTRACT, None, 260000))

    months = [row.month for row in list_months(person.id)]
    assert months == clock.months_between(clock.month_of(started), clock.month_of(clock.today()))
    assert find_referral(world.district, referral.id).state is ReferralState.HIRED
    db.session.rollback()
    assert care.find_faults() == []
