"""What a submission does to the profile once somebody has seen whose it is: it adds, and forgets nothing."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.people.queries import find_person
from jobmatch.seekers.answers import Answers, AnswersError
from jobmatch.seekers.queries import find_seeker, find_submission
from jobmatch.seekers.service import Arrival, record_identity_seen, submit
from jobmatch.seekers.tables import Entrance, Seeker, SeekerState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER


def hand_in(world, **answers):
    given = Answers.read({"name": "李新来", "consents": ["store"], **answers}, clock.today())
    arrival = Arrival(new_id(), world.district, Entrance.KIOSK, "zh_Hans_CN", world.fair)
    submit(MACHINE, arrival, given)
    return arrival.key


def seen(world, submission_id, person_id=None):
    submission = find_submission(world.district, submission_id)
    person = record_identity_seen(world.actor(), submission, person_id)
    return find_seeker(world.district, person.id)


def change(world, **facts):
    with act(by=MACHINE, action="test"):
        seeker = db.session.get(Seeker, world.seeker)
        for name, value in facts.items():
            setattr(seeker, name, value)


def test_somebody_new_who_said_where_they_live(world):
    seeker = seen(world, hand_in(world, town=world.town))
    assert (seeker.state, seeker.town_id, seeker.lat) == (SeekerState.OPEN, world.town, 29.65)
    assert seeker.person.town_id == world.town


def test_a_town_that_is_none_is_refused(world):
    with pytest.raises(AnswersError) as refused:
        hand_in(world, town=new_id())
    assert refused.value.field == "town"
    assert "乡镇" in refused.value.sentence("zh_Hans_CN")


def test_what_was_not_asked_stays(world):
    change(world, text="会用缝纫机", wanted_codes=["6-04-02-01"])
    seeker = seen(world, hand_in(world), world.seeker)
    assert (seeker.text, seeker.wanted, seeker.refusals) == ("会用缝纫机", ["包装工"], ["night_shift"])
    assert seeker.wanted_codes == ["6-04-02-01"]
    assert seeker.person.phone == "13800000000"


def test_new_wishes_leave_no_old_occupation_behind(world):
    change(world, wanted_codes=["6-04-02-01"])
    seeker = seen(world, hand_in(world, wanted=["客服"]), world.seeker)
    assert (seeker.wanted, seeker.wanted_codes) == (["客服"], [])


def test_a_new_phone_replaces_the_old_one(world):
    seeker = seen(world, hand_in(world, phone="13911112222"), world.seeker)
    assert seeker.person.phone == "13911112222"


def test_a_number_is_learned_and_never_exchanged(world):
    newcomer = seen(world, hand_in(world)).id
    seen(world, hand_in(world, citizen_number=OTHER_CITIZEN_NUMBER), newcomer)
    person = find_person(world.district, newcomer)
    assert (person.citizen_number, str(person.born_on)) == (OTHER_CITIZEN_NUMBER, "1985-06-15")
    seen(world, hand_in(world, citizen_number=OTHER_CITIZEN_NUMBER), world.seeker)
    assert find_person(world.district, world.seeker).citizen_number == CITIZEN_NUMBER


def test_who_comes_back_waits_from_today(world):
    change(world, state=SeekerState.CLOSED, since_on=clock.today() - timedelta(days=400))
    seeker = seen(world, hand_in(world), world.seeker)
    assert (seeker.state, seeker.since_on) == (SeekerState.OPEN, clock.today())
