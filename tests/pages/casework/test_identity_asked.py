"""What is asked beside the card: an earlier consent that the registration does not repeat, and a guardian."""

from datetime import date

import pytest
from stdnum.iso7064 import mod_11_2

from jobmatch import clock
from jobmatch.people.queries import find_consent, list_consents
from jobmatch.people.rules import birthday
from jobmatch.people.service import ConsentRefusedError
from jobmatch.people.tables import Capacity, Person, Purpose
from jobmatch.seekers.consenting import IdentityRefusedError
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.rules import Guardian, Said
from jobmatch.seekers.service import record_identity_seen
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import agree, errors, fresh, post
from tests.pages.casework.test_submissions import hand_in
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER

WITHOUT = {"name": "陈示例", "citizen_number": CITIZEN_NUMBER, "consents": ["store"]}


def number_of_age(years, days=0):
    """A number of nobody (330299 was never issued), who turned so old so many days ago."""
    today = clock.today()
    born_on = date.fromordinal(birthday(today, -years).toordinal() - days)
    body = f"330299{born_on:%Y%m%d}004"
    return body + mod_11_2.calc_check_digit(body)


def verify(client, key, **answers):
    path = f"/casework/submissions/{key}"
    return post(client, f"{path}/identity", answers, seen=path)


def in_force(world, purpose=Purpose.RECOMMEND):
    fresh()
    return find_consent(world.seeker, purpose)


def link(world, key):
    fresh()
    return find_submission(world.district, key).link


def test_a_consent_that_is_not_repeated_is_shown_and_asked_about(world, sign_in):
    agree(world)
    key, client = hand_in(world, **WITHOUT), sign_in("caseworker")
    page = client.get(f"/casework/submissions/{key}")
    assert "同意过推荐，这次没有" in page.text
    assert page.tree.xpath("//input[@name='recommend']/@value") == ["keep", "withdraw"]
    assert not page.tree.xpath("//input[@checked]")
    page = verify(client, key, person=world.seeker)
    assert page.status_code == 422
    assert errors(page)[0].endswith("以前的同意继续，还是撤回。")
    assert page.tree.xpath("//input[@name='person'][@checked]/@value") == [world.seeker]
    assert link(world, key) is None
    assert in_force(world) is not None


@pytest.mark.parametrize("said", ["keep", "withdraw"])
def test_what_the_person_says_is_done(world, sign_in, said):
    earlier = agree(world).id
    key = hand_in(world, **WITHOUT)
    assert verify(sign_in("caseworker"), key, person=world.seeker, recommend=said).status_code == 303
    left = in_force(world)
    assert (left.id if left else None) == (earlier if said == "keep" else None)


def test_nothing_is_asked_where_nothing_differs(world, sign_in):
    key, client = hand_in(world, **WITHOUT), sign_in("caseworker")
    assert not client.get(f"/casework/submissions/{key}").tree.xpath("//input[@name='recommend']")
    agree(world)
    repeated = hand_in(world, **{**WITHOUT, "consents": ["store", "recommend"]})
    assert not client.get(f"/casework/submissions/{repeated}").tree.xpath("//input[@name='recommend']")
    assert verify(client, repeated, person=world.seeker).status_code == 303


def test_somebody_new_of_the_same_name_is_not_asked(world, sign_in):
    agree(world)
    key = hand_in(world, **{**WITHOUT, "citizen_number": OTHER_CITIZEN_NUMBER})
    assert verify(sign_in("caseworker"), key, person="new").status_code == 303
    assert in_force(world) is not None


def test_a_consent_given_since_the_page_was_drawn_is_asked_about_too(world, sign_in):
    key, client = hand_in(world, **WITHOUT), sign_in("caseworker")
    token = client.get(f"/casework/submissions/{key}").csrf
    agree(world)
    page = client.post(f"/casework/submissions/{key}/identity", data={"person": world.seeker, "csrf_token": token})
    assert page.status_code == 422
    assert page.tree.xpath("//input[@name='recommend']")
    assert link(world, key) is None


@pytest.mark.parametrize("years", [13, 15])
def test_below_sixteen_the_guardian_is_asked_and_their_consent_kept(world, sign_in, years):
    key, client = hand_in(world, citizen_number=number_of_age(years)), sign_in("caseworker")
    page = verify(client, key, person="new")
    assert page.status_code == 422
    assert f"本人不满 {14 if years == 13 else 16} 周岁" in errors(page)[0]
    page = verify(client, key, person="new", guardian="absent")
    assert (page.status_code, link(world, key)) == (422, None)
    assert verify(client, key, person="new", guardian="agreed").status_code == 303
    kept = list_consents(link(world, key).person_id)
    assert {(one.purpose, one.capacity) for one in kept} == {
        (Purpose.STORE, Capacity.GUARDIAN),
        (Purpose.RECOMMEND, Capacity.GUARDIAN),
    }


def test_from_sixteen_on_nobody_asks_for_a_guardian(world, sign_in):
    key, client = hand_in(world, citizen_number=number_of_age(16)), sign_in("caseworker")
    assert not client.get(f"/casework/submissions/{key}").tree.xpath("//input[@name='guardian']")
    assert verify(client, key, person="new", guardian="agreed").status_code == 303
    assert {one.capacity for one in list_consents(link(world, key).person_id)} == {Capacity.SELF}


def test_where_no_age_is_known_a_guardian_is_heard(world, sign_in):
    key, client = hand_in(world), sign_in("caseworker")
    assert "不知道出生日期" in client.get(f"/casework/submissions/{key}").text
    assert verify(client, key, person="new", guardian="absent").status_code == 422
    assert verify(client, key, person="new", guardian="agreed").status_code == 303
    assert {one.capacity for one in list_consents(link(world, key).person_id)} == {Capacity.GUARDIAN}


def test_a_child_s_own_earlier_consents_become_the_guardian_s(world):
    agree(world)
    agree(world, Purpose.STORE)
    with act(by=MACHINE, action="test"):
        db.session.get(Person, world.seeker).born_on = birthday(clock.today(), -13)
    with pytest.raises(ConsentRefusedError, match="监护人"):
        agree(world, Purpose.DISCLOSE, world.position)
    key = hand_in(world, name="陈示例", consents=["store", "recommend"])
    submission = find_submission(world.district, key)
    with pytest.raises(IdentityRefusedError):
        record_identity_seen(world.actor(), submission, world.seeker)
    record_identity_seen(world.actor(), submission, world.seeker, Said(guardian=Guardian.AGREED))
    assert {in_force(world, one).capacity for one in (Purpose.STORE, Purpose.RECOMMEND)} == {Capacity.GUARDIAN}
    assert len(list_consents(world.seeker)) == 4
