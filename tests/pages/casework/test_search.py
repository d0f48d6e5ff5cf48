"""One field for everything: who is found and how, that no address holds it, and that Back and paging work."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, text

from jobmatch import clock
from jobmatch.finding.queries import Scope, find_employers, find_people, find_positions, find_referrals
from jobmatch.finding.rules import read
from jobmatch.finding.service import look_for as keep
from jobmatch.finding.tables import Search
from jobmatch.people.service import NewPerson, add_person
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import fresh, links, look_for, post
from tests.world import CITIZEN_NUMBER


def add(world, name, **more):
    return add_person(world.actor(), world.district, NewPerson(name, PersonSource.REGISTRATION, **more)).id


def people(page):
    return [one for one in links(page, "/casework/people/") if one.count("/") == 3]


@pytest.mark.parametrize(
    "words",
    ["陈示", "示例", "陳示例", "csl", "chenshi", "ＣＳＬ", "002x", "13800000000", "138-0000-0000", CITIZEN_NUMBER],
)
def test_a_person_is_found_in_every_way(world, sign_in, words):
    assert people(look_for(sign_in("caseworker"), words)) == [f"/casework/people/{world.seeker}"]


@pytest.mark.parametrize("words", ["sxx", "单雄", "shanxiong", "單雄信"])
def test_a_surname_is_read_as_one(world, sign_in, words):
    key = add(world, "单雄信")
    assert people(look_for(sign_in("caseworker"), words)) == [f"/casework/people/{key}"]


@pytest.mark.parametrize("words", ["没有这人", "%", "_", "陈%", "' OR 1=1 --", "0045", "zz"])
def test_who_is_not_there_is_not_found(world, sign_in, words):
    page = look_for(sign_in("caseworker"), words)
    assert "没有找到" in page.text
    assert page.tree.xpath("//input[@name='q']/@value") == [words]


def test_employers_positions_and_referrals_are_found_too(two_districts, sign_in):
    page = look_for(sign_in("caseworker"), "包装工")
    assert links(page, "/casework/positions/") == [f"/casework/positions/{two_districts.position}"]
    assert f"/casework/referrals/{two_districts.referral}" in links(page, "/casework/referrals/")
    page = look_for(sign_in("caseworker"), "食品厂")
    assert links(page, "/casework/employers/") == [f"/casework/employers/{two_districts.employer}"]
    assert not look_for(sign_in("caseworker"), "邻区").tree.xpath("//ol[contains(@class, 'app-lines')]")


def test_no_address_holds_what_was_looked_for(world, sign_in):
    client = sign_in("caseworker")
    sent = post(client, "/casework/search", {"q": "陈示例"})
    assert (sent.status_code, "陈" in sent.headers["Location"], "%E9" in sent.headers["Location"]) == (
        303,
        False,
        False,
    )
    page = client.get(sent.headers["Location"])
    assert not [href for href in page.tree.xpath("//a/@href | //form/@action") if "陈" in href or "%E9%99%88" in href]
    rows = db.session.execute(text("SELECT * FROM searches")).all()
    assert not [value for row in rows for value in row if "陈" in str(value)]


def test_the_next_page_and_back_work(world, sign_in):
    for number in range(27):
        add(world, f"张三{number}")
    client = sign_in("caseworker")
    first = look_for(client, "张三")
    (more,) = [href for href in links(first, "/casework/search/") if "kind=people" in href]
    one = client.get(more)
    two = client.get(one.tree.xpath("//a[@rel='next']/@href")[0])
    assert [len(people(page)) for page in (first, one, two, client.get(f"{more}&page=99"))] == [5, 20, 7, 7]
    assert people(client.get(more)) == people(one)
    assert client.get(more.replace("people", "nothing")).status_code == 404


def test_a_search_opens_for_its_own_account_and_for_some_hours(world, sign_in):
    key = keep(world.actor(), "陈").id
    assert sign_in("head").get(f"/casework/search/{key}").status_code == 404
    client = sign_in("caseworker")
    assert client.get(f"/casework/search/{key}").status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=13), tick=False):
        keep(world.actor(), "李")
    fresh()
    assert [one.words for one in db.session.scalars(select(Search))] == ["李"]


def test_a_role_finds_what_it_may_see(two_districts):
    world, other = two_districts, Scope(two_districts.neighbours["person_id"])
    desk, village = Scope(world.district), Scope(world.district, frozenset({"some village"}))
    employer = Scope(world.district, employer_id=world.employer)
    assert [len(find_people(scope, read("陈示例")).rows) for scope in (desk, village, employer, other)] == [1, 0, 0, 0]
    assert [find_employers(scope, read("公司")).total for scope in (desk, employer)] == [1, 0]
    assert [find_positions(scope, read("客服")).total for scope in (desk, employer)] == [1, 0]
    assert [find_referrals(scope, read("陈示例")).total for scope in (desk, employer)] == [2, 0]
    assert [find_referrals(scope, read("包装")).total for scope in (desk, employer, village)] == [1, 1, 0]


def test_what_a_person_is_found_by_goes_with_them(world):
    person = db.session.get(Person, world.seeker)
    assert (person.name_folded, person.citizen_ending_index is not None) == ("陈示例", True)
    with act(by=MACHINE, action="test"):
        person.name, person.citizen_number = "李四", None
    assert (person.name_folded, person.name_pinyin, person.citizen_ending_index) == ("李四", "lisi", None)
