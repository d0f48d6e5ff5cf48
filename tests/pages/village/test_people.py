"""An officer finds the people of the own villages, and nothing that is nobody's business there."""

import re
from datetime import date

import pytest

from jobmatch.accounts.tables import User
from jobmatch.accounts.villages import set_further_villages
from jobmatch.people.queries import list_views
from jobmatch.people.register_tables import CertificateEvent, EventKind, EventSource
from jobmatch.people.tables import Certificate
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import fresh, post
from tests.world import CITIZEN_NUMBER

NUMBERS = (CITIZEN_NUMBER, CITIZEN_NUMBER[-4:], CITIZEN_NUMBER[:6])


def names(page):
    return [" ".join(one.text_content().split()) for one in page.tree.xpath("//*[@class='app-who__name']")]


def event(world, kind, day, turn=0):
    of = {"district_id": world.district, "person_id": world.villager, "source": EventSource.REGISTER}
    return CertificateEvent(kind=kind, on_day=day, turn=turn, **of)


def test_the_people_of_the_own_villages_are_listed_and_no_others(two_districts, sign_in):
    page = sign_in("village_officer").get("/village/people")
    assert names(page) == ["本村持证人", "陈示例"]
    home = sign_in("village_officer").get("/village/")
    assert "示例村" in home.text
    assert "隔壁村" not in home.text


def test_a_further_village_s_people_are_listed_too(two_districts, sign_in):
    with act(by=MACHINE, action="test"):
        user = db.session.get(User, two_districts.users["village_officer"])
        set_further_villages(user, [two_districts.next_village])
    client = sign_in("village_officer")
    assert "隔壁持证人" in names(client.get("/village/people"))
    assert names(client.get(f"/village/villages/{two_districts.next_village}")) == ["隔壁持证人"]


def test_somebody_is_found_by_part_of_a_name_that_stands_in_no_address(two_districts, sign_in):
    client = sign_in("village_officer")
    answer = post(client, "/village/people", {"name": "持证"}, seen="/village/")
    assert names(answer) == ["本村持证人"]
    assert answer.request.query_string == b""
    none = post(client, "/village/people", {"name": "隔壁"}, seen="/village/")
    assert (names(none), "本村没有姓名里有“隔壁”的人" in none.text) == ([], True)


@pytest.mark.parametrize("typed", ["bccz", "bencun", "czr"])
def test_somebody_is_found_by_how_the_name_is_read(two_districts, sign_in, typed):
    found = names(post(sign_in("village_officer"), "/village/people", {"name": typed}, seen="/village/"))
    assert found == (["本村持证人"] if typed.startswith("b") else [])


def test_whoever_left_the_register_is_listed_no_more_until_a_card_is_issued_again(two_districts, sign_in):
    client, day = sign_in("village_officer"), date(2026, 1, 5)
    with act(by=MACHINE, action="test"):
        db.session.add_all([event(two_districts, EventKind.ISSUED, date(2020, 1, 1))])
        db.session.add_all([event(two_districts, EventKind.CANCELLED, day)])
    assert names(client.get("/village/people")) == ["陈示例"]
    with act(by=MACHINE, action="test"):
        db.session.add_all([event(two_districts, EventKind.ISSUED, day, turn=1)])
    assert names(client.get("/village/people")) == ["本村持证人", "陈示例"]


def test_a_person_s_page_says_who_it_is_and_nothing_of_cards_or_kinds(two_districts, sign_in):
    with act(by=MACHINE, action="test"):
        facts = {"number": CITIZEN_NUMBER + "43", "number_index": "i", "kind": 4, "grade": 3}
        days = {"valid_from": date(2020, 1, 1), "valid_until": date(2029, 1, 1)}
        db.session.add(Certificate(district_id=two_districts.district, person_id=two_districts.seeker, **facts, **days))
    page = sign_in("village_officer").get(f"/village/people/{two_districts.seeker}")
    assert page.heading == "陈示例"
    assert "30–39 岁" in page.text
    assert "13800000000" in page.text
    assert not [one for one in NUMBERS if one in re.sub(r"[0-9a-f-]{36}", "", page.text)]
    for word in ("肢体", "三级", "包装工", "1990"):
        assert word not in page.tree.find(".//main").text_content()
    fresh()
    assert [view.what for view in list_views(two_districts.seeker)] == ["village"]


def packed_size(client, path):
    with client.get(path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.status_code == 200
        return len(answer.data)


@pytest.mark.parametrize("lang", ["zh_Hans_CN", "en"])
def test_every_page_of_the_door_is_at_most_60_kb_with_styles_and_scripts(two_districts, sign_in, lang):
    client = sign_in("village_officer")
    client.get(f"/village/?lang={lang}")
    paths = ["/village/", "/village/people", "/village/round", "/village/register", "/village/registered"]
    for path in (*paths, f"/village/people/{two_districts.seeker}"):
        page = client.get(path)
        parts = page.tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
        assert len(parts) >= 3
        total = len(page.data) + sum(packed_size(client, part) for part in parts)
        assert total <= 60 * 1024, f"{path}: {total} bytes"
