"""The queue of submissions and the moment in which somebody says whose one is."""

import pytest
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.fairs import service as fairs
from jobmatch.people.queries import list_consents
from jobmatch.people.tables import Person
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import count_unseen, find_seeker, find_submission
from jobmatch.seekers.service import Arrival, record_identity_seen
from jobmatch.seekers.tables import Entrance
from jobmatch.storage.act import Actor
from jobmatch.storage.base import db, new_id
from tests.crawl import without_chance
from tests.neighbours import neighbour
from tests.pages.asking import errors, fresh, links, post
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER

CARD = OTHER_CITIZEN_NUMBER + "43"
PHONE = "13912345678"


def hand_in(world, **answers):
    """Register at the fair as a kiosk does; returns the submission's key."""
    given = {"name": "李新来", "consents": ["store", "recommend"], "consent_version": "2026-11", "wanted": ["包装"]}
    key = new_id()
    arrival = Arrival(key, world.district, Entrance.KIOSK, "zh_Hans_CN", world.fair)
    fairs.register(Actor("device"), world.fair, arrival, Answers.read({**given, **answers}, clock.today()))
    return key


def verify(client, key, person):
    path = f"/casework/submissions/{key}"
    return post(client, f"{path}/identity", {"person": person} if person else {}, seen=path)


def people():
    fresh()
    return db.session.scalar(select(func.count()).select_from(Person))


def test_the_queue_is_oldest_first_with_the_ticket_that_people_hold(world, sign_in):
    keys = [hand_in(world, name=f"来人{number}") for number in range(3)]
    page = sign_in("caseworker").get("/casework/submissions")
    assert links(page, "/casework/submissions/") == [f"/casework/submissions/{key}" for key in keys]
    assert "1 号" in page.text
    assert "共 3 份" in page.text


def test_twenty_to_a_page(world, sign_in):
    for number in range(21):
        hand_in(world, name=f"来人{number}")
    client = sign_in("caseworker")
    assert len(links(client.get("/casework/submissions"), "/casework/submissions/")) == 20
    assert len(links(client.get("/casework/submissions?page=2"), "/casework/submissions/")) == 1


def test_answers_are_words_and_numbers_only_endings(world, sign_in):
    key = hand_in(
        world,
        citizen_number=OTHER_CITIZEN_NUMBER,
        certificate_number=CARD,
        phone=PHONE,
        town=world.town,
        functions={"stand_long": "cannot", "see_screen": "can"},
        needs=["seated_work"],
        shown_needs=["seated_work"],
        refusals=["night_shift"],
        wage_floor_fen=280000,
        hours_week=40,
        distance_km=8,
        education="junior",
    )
    page = sign_in("caseworker").get(f"/casework/submissions/{key}")
    for said in (
        "长时间站立",
        "看屏幕",
        "坐着工作",
        "夜班",
        "2,800 元",
        "每周 40 小时",
        "最多 8 公里",
        "初中",
        "示例街道",
        "尾号 5678",
    ):
        assert said in page.text, said
    assert page.text.count("尾号 0045") == 2
    for hidden in (OTHER_CITIZEN_NUMBER, CARD, CARD[-6:], PHONE, "1985", "0615", "女", "岁"):
        assert hidden not in without_chance(page.text), hidden


def test_somebody_new_is_entered_with_profile_and_consents(world, sign_in):
    key = hand_in(world, citizen_number=OTHER_CITIZEN_NUMBER, functions={"stand_long": "cannot"})
    client = sign_in("caseworker")
    answer = verify(client, key, "new")
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"])
    assert page.heading == "李新来"
    assert "已核实" in page.text
    fresh()
    link = find_submission(world.district, key).link
    assert (link.seen_by, answer.headers["Location"]) == (
        world.users["caseworker"],
        f"/casework/seekers/{link.person_id}",
    )
    assert {consent.purpose.value for consent in list_consents(link.person_id)} == {"store", "recommend"}
    assert count_unseen(world.district) == 0


def test_every_answer_reaches_the_profile(world, sign_in):
    given = {
        "town": world.town,
        "functions": {"see_screen": "can"},
        "needs": ["seated_work", "shuttle"],
        "shown_needs": ["shuttle"],
        "refusals": ["overtime"],
        "wage_floor_fen": 300000,
        "hours_week": 20,
        "distance_km": 5,
        "education": "senior",
        "text": "会缝纫",
    }
    key = hand_in(world, citizen_number=OTHER_CITIZEN_NUMBER, certificate_number=CARD, phone=PHONE, **given)
    verify(sign_in("caseworker"), key, "new")
    fresh()
    seeker = find_seeker(world.district, find_submission(world.district, key).link.person_id)
    assert {name: getattr(seeker, "town_id" if name == "town" else name) for name in given} == given
    assert (seeker.person.phone, seeker.lat, seeker.state) == (PHONE, 29.65, "open")


def test_who_is_known_by_number_is_offered_first_and_becomes_the_same_person(world, sign_in):
    key = hand_in(world, name="陈示例", citizen_number=CITIZEN_NUMBER, wanted=["装配工"])
    client, before = sign_in("caseworker"), people()
    page = client.get(f"/casework/submissions/{key}")
    assert page.tree.xpath("//input[@name='person']/@value") == [world.seeker, "new"]
    assert not page.tree.xpath("//input[@name='person'][@checked]")
    assert "身份证号一致" in page.text
    assert verify(client, key, world.seeker).headers["Location"] == f"/casework/seekers/{world.seeker}"
    assert people() == before
    assert find_seeker(world.district, world.seeker).wanted == ["装配工"]


def test_a_namesake_is_offered_with_what_speaks_against(world, sign_in):
    key = hand_in(world, name="陈示例", citizen_number=OTHER_CITIZEN_NUMBER)
    page = sign_in("caseworker").get(f"/casework/submissions/{key}")
    assert "同名，要看身份证才能确定" in page.text
    assert "身份证号不一样" in page.text
    assert "身份证尾号 002X" in page.text
    assert CITIZEN_NUMBER not in page.text


def test_choosing_nobody_is_refused(world, sign_in):
    key = hand_in(world)
    client = sign_in("caseworker")
    page = verify(client, key, None)
    assert page.status_code == 422
    assert errors(page) == ["请选择这份登记是谁的"]
    assert verify(client, key, "").status_code == 422
    fresh()
    assert find_submission(world.district, key).link is None


def test_somebody_who_was_not_offered_is_refused(world, sign_in):
    key, theirs = hand_in(world), neighbour(world)["person_id"]
    client, before = sign_in("caseworker"), people()
    for person in (world.seeker, theirs, new_id(), "new "):
        assert verify(client, key, person).status_code == 422
    assert people() == before


def test_a_known_number_cannot_become_somebody_new(world, sign_in):
    key = hand_in(world, citizen_number=CITIZEN_NUMBER)
    page = verify(sign_in("caseworker"), key, "new")
    assert page.status_code == 409
    assert "已经登记在另一个人名下" in errors(page)[0]


@pytest.mark.parametrize("number", [None, OTHER_CITIZEN_NUMBER])
def test_the_second_colleague_is_told(world, sign_in, number):
    key = hand_in(world, citizen_number=number)
    client = sign_in("head")
    token = client.get(f"/casework/submissions/{key}").csrf
    record_identity_seen(world.actor(), find_submission(world.district, key), None)
    before = people()
    page = client.post(f"/casework/submissions/{key}/identity", data={"person": "new", "csrf_token": token})
    assert page.status_code == 409
    assert errors(page) == ["这份登记已经核实过身份了。"]
    assert links(page, "/casework/seekers/")
    assert people() == before


def test_a_verified_submission_leads_to_the_person_and_has_no_form(world, sign_in):
    key = hand_in(world)
    person = record_identity_seen(world.actor(), find_submission(world.district, key), None).id
    page = sign_in("caseworker").get(f"/casework/submissions/{key}")
    assert links(page, "/casework/seekers/") == [f"/casework/seekers/{person}"]
    assert not page.tree.xpath("//main//form")
