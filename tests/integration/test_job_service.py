"""Special support and results of e-commerce fairs: noted once, voided with a reason, counted by people."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.fairs import results
from jobmatch.fairs.registered import Where, list_registered
from jobmatch.fairs.result_tables import ResultKind
from jobmatch.fairs.results import ResultRefusedError
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.people.tables import Person
from jobmatch.referrals import support
from jobmatch.referrals.support import NewSupport, SupportRefusedError
from jobmatch.referrals.support_tables import SupportKind
from jobmatch.reports.job_service import list_became, list_demand, list_employed, list_specially_supported
from jobmatch.seekers import service as seekers
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.tables import Registration
from jobmatch.storage.act import act
from jobmatch.storage.base import db


@pytest.fixture
def person(world):
    return db.session.get(Person, world.seeker)


@pytest.fixture
def fair(world):
    """An e-commerce fair of today, at which the seeker is registered."""
    day = clock.today()
    about = {"name": "电商招聘会", "name_en": "E-commerce fair", "kind": FairKind.ECOMMERCE, "venue": ""}
    with act(by=world.actor(), action="fair.made"):
        db.session.add(made := Fair(district_id=world.district, starts_on=day, ends_on=day, last_ticket=0, **about))
        db.session.flush()
        of = {"district_id": world.district, "person_id": world.seeker}
        db.session.add(Registration(fair_id=made.id, registered_at=clock.now(), **of))
    return made


def registration_at(fair):
    return db.session.query(Registration).filter_by(fair_id=fair.id).one()


def period():
    return clock.today() - timedelta(days=30), clock.today()


def register_outside(world):
    """Let somebody who came to no fair be verified, and return their registration."""
    submission = find_submission(world.district, world.submission)
    with act(by=world.actor(), action="submission.moved"):
        submission.fair_id = None
    person = seekers.record_identity_seen(world.actor(), submission, None)
    return db.session.query(Registration).filter_by(person_id=person.id).one()


def test_support_is_noted_once_and_counts_for_who_registered(whole_world, world, person):
    registered = register_outside(world)
    own = db.session.get(Person, registered.person_id)
    noted = support.record_support(world.actor(), own, NewSupport(SupportKind.GRANT, clock.today(), 300_000))
    support.record_support(world.actor(), own, NewSupport(SupportKind.AID, clock.today()))
    support.record_support(world.actor(), person, NewSupport(SupportKind.AID, clock.today()))
    (counted,) = list_specially_supported(world.district, *period())
    with pytest.raises(SupportRefusedError) as raised:
        support.record_support(world.actor(), own, NewSupport(SupportKind.GRANT, clock.today(), 1))
    assert raised.value.key == "support.noted_before"
    assert counted in {one.id for one in support.list_supports(own.id)}
    support.void_support(world.actor(), noted, "记错了人")
    assert noted.id not in {one.id for one in support.list_supports(own.id)}


def test_support_of_a_day_to_come_is_refused(world, person):
    with pytest.raises(SupportRefusedError) as raised:
        support.record_support(world.actor(), person, NewSupport(SupportKind.GRANT, clock.today() + timedelta(days=1)))
    assert raised.value.key == "support.not_yet"


def test_a_verified_registration_outside_fairs_counts_once_a_day(whole_world, world):
    registered = register_outside(world)
    assert registered.fair_id is None
    assert registered.id in list_demand(world.district, *period())
    assert list_employed(world.district, *period()) == []


def test_registrations_count_by_beijing_days(whole_world, world):
    registered = register_outside(world)
    late = clock.today() - timedelta(days=2)
    with act(by=world.actor(), action="registration.moved"):
        # Half past midnight in Beijing is still the day before in UTC.
        registered.registered_at = registered.registered_at.replace(
            year=late.year, month=late.month, day=late.day, hour=16, minute=30
        )
    day = late + timedelta(days=1)
    assert [one.id for one in list_registered(world.district, day, day)] == [registered.id]
    assert list_registered(world.district, late, late) == []


def test_results_are_counted_by_people_and_voided_with_a_reason(world, fair):
    row = results.record_result(world.actor(), fair, registration_at(fair), ResultKind.SHOP, clock.today())
    assert list_became(ResultKind.SHOP)(world.district, *period()) == [row.id]
    assert list_became(ResultKind.PARTNER)(world.district, *period()) == []
    with pytest.raises(ResultRefusedError) as raised:
        results.record_result(world.actor(), fair, registration_at(fair), ResultKind.SHOP, clock.today())
    assert raised.value.key == "fair_result.noted_before"
    results.void_result(world.actor(), row, "记错了人")
    assert list_became(ResultKind.SHOP)(world.district, *period()) == []


@pytest.mark.parametrize(("days", "reason"), [(-1, "fair_result.day"), (1, "fair_result.day")])
def test_results_before_the_fair_or_to_come_are_refused(world, fair, days, reason):
    with pytest.raises(ResultRefusedError) as raised:
        day = clock.today() + timedelta(days=days)
        results.record_result(world.actor(), fair, registration_at(fair), ResultKind.SHOP, day)
    assert raised.value.key == reason


def test_who_came_to_an_e_commerce_fair_is_not_counted_with_the_others(world, fair):
    assert registration_at(fair).id not in list_demand(world.district, *period())
    assert [one.id for one in list_registered(world.district, *period(), where=Where.AT_ECOMMERCE)] == [
        registration_at(fair).id
    ]
