"""Places asked for, tried, agreed on and left: what is refused, with which sentence, and what the scorecard counts."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.storage.act import Actor
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.workshops import counted, service
from jobmatch.workshops.placement_tables import AgreementKind, EndReason
from jobmatch.workshops.queries import occupancies
from jobmatch.workshops.service import Agreement, PlacingRefusedError
from tests.integration.employment.working import add_certificate
from tests.integration.workshops.working import add_institution, again, ask, place, someone


@pytest.fixture
def institution(world):
    return add_institution(world, places=2)


def agreements(world, on=None):
    return counted.list_agreements(world.district, on or clock.today())


def test_from_asking_to_open_employment(world, institution):
    placement = ask(world, institution, someone(world))
    full = occupancies(world.district)[institution.id]
    assert (full.places, full.taken, full.waiting, full.free) == (2, 0, 1, 2)
    service.start_trial(world.actor(), placement)
    assert agreements(world) == []
    service.agree(world.actor(), placement, Agreement(AgreementKind.FLEXIBLE, clock.today(), hours_week=20))
    service.suspend(world.actor(), placement)
    assert agreements(world) == [placement.id]
    service.resume(world.actor(), placement)
    service.end(world.actor(), placement, EndReason.OPEN_EMPLOYMENT, clock.today())
    assert (again(placement).state, again(placement).end_reason) == ("left", "open_employment")
    assert agreements(world) == [placement.id]
    assert agreements(world, clock.today() + timedelta(days=1)) == []


def test_a_full_institution_says_so_and_nothing_is_kept(world):
    small = add_institution(world)
    place(world, small, someone(world))
    late = ask(world, small, someone(world))
    with pytest.raises(PlacingRefusedError, match="名额已经满了"):
        service.start_trial(world.actor(), late)
    assert (again(late).state, again(late).place_id) == ("waiting", None)


def test_nobody_has_two_places_at_once(world, institution):
    other = add_institution(world, name="另一家车间")
    person = someone(world)
    place(world, institution, person)
    waits = ask(world, other, person)
    with pytest.raises(BrokenRuleError, match="a_person_has_one_placement_at_a_time"):
        service.start_trial(world.actor(), waits)


def test_care_alone_has_no_places(world):
    home = add_institution(world, places=0, name="示例阳光家园", kind="sunshine_home")
    with pytest.raises(PlacingRefusedError, match="只做照料"):
        ask(world, home, someone(world))


def test_who_is_not_eligible_is_refused_with_the_reason(world, institution):
    with pytest.raises(PlacingRefusedError, match="没有残疾人证"):
        ask(world, institution, someone(world, grade=None))


def test_mild_grades_are_served(world, institution):
    person = someone(world, grade=None)
    with service.act(by=world.actor(), action="card.added"):
        add_certificate(world, person, 4)
    assert ask(world, institution, person).state == "waiting"


def test_nobody_waits_twice_at_one_institution(world, institution):
    person = someone(world)
    ask(world, institution, person)
    with pytest.raises(BrokenRuleError, match="a_person_waits_once_at_an_institution"):
        ask(world, institution, person)


def test_agreements_of_one_person_never_overlap(world, institution):
    person = someone(world)
    first = place(world, institution, person, days_ago=30)
    service.end(world.actor(), first, EndReason.FAMILY, clock.today())
    with pytest.raises(PlacingRefusedError, match="要从第二天起"):
        place(world, institution, person)


def test_only_a_labour_contract_names_an_employer(world, institution):
    placement = ask(world, institution, someone(world))
    service.start_trial(world.actor(), placement)
    terms = Agreement(AgreementKind.FLEXIBLE, clock.today(), employer_id=world.employer)
    with pytest.raises(PlacingRefusedError, match="不计入任何单位"):
        service.agree(world.actor(), placement, terms)


@pytest.mark.parametrize("step", [service.suspend, service.resume, service.start_trial])
def test_what_is_over_stays_over(world, institution, step):
    placement = ask(world, institution, someone(world))
    service.end(world.actor(), placement, EndReason.TAKEN_BACK, clock.today())
    with pytest.raises(PlacingRefusedError):
        step(world.actor(), placement)


def test_only_a_person_moves_somebody_on(world, institution):
    placement = ask(world, institution, someone(world))
    with pytest.raises(PermissionError):
        service.start_trial(Actor("machine"), placement)
