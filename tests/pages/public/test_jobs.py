"""The home page and the job column: what is open, found by parts of words, and nothing about any person."""

import json
from datetime import date

import pytest

from jobmatch.employers.tables import Position, PositionState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import counted
from tests.world import make_position


def add(world, **facts):
    with act(by=MACHINE, action="test"):
        position = make_position(world, world.employer, **facts)
        db.session.add(position)
    return position.id


def titles(page):
    return [str(title) for title in page.tree.xpath("//*[@class='app-job__title']/a/text()")]


def test_the_home_page_names_three_ways_in_and_what_is_open(client, world):
    page = client.get("/")
    assert page.heading == "找一份合适的工作"
    assert page.tree.xpath("//ul[@class='app-ways']//a/@href") == ["/jobs", "/kiosk/", "/sign-in"]
    assert "现在有 2 个岗位在招人" in page.text
    assert set(titles(page)) == {"包装工", "电话客服"}


def test_pages_work_before_there_is_a_district(client):
    for path in ("/", "/jobs", "/jobs?q=x", "/accessibility", "/privacy", "/sign-in"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("typed", ["按摩", "盲人按摩", "按摩师 示例街道", "示例食品厂 按摩"])
def test_parts_of_words_find_a_position(client, world, typed):
    add(world, title="盲人按摩师", text="给客人做推拿。")
    page = client.get("/jobs", query_string={"q": typed})
    assert titles(page) == ["盲人按摩师"]
    assert page.tree.xpath("//input[@name='q']/@value") == [typed]


def test_nothing_found_says_what_to_do(client, world):
    page = client.get("/jobs?q=宇航员")
    assert "没有找到这样的岗位" in page.text
    assert page.tree.xpath("//main//a[@href='/jobs']")


def test_twenty_to_a_page_with_the_search_kept(client, world):
    for number in range(23):
        add(world, title=f"缝纫工{number}")
    first = client.get("/jobs?q=缝纫工")
    assert len(titles(first)) == 20
    onwards = first.tree.xpath("//a[@rel='next']/@href")[0]
    second = client.get(onwards)
    assert len(titles(second)) == 3
    assert not set(titles(first)) & set(titles(second))
    assert titles(client.get("/jobs?q=缝纫工&page=99")) == titles(second)


@pytest.mark.parametrize("page", ["0", "-1", "x", "１", "999999999999", "1e3", ""])
def test_a_page_that_is_no_number_is_the_nearest_one(client, world, page):
    assert len(titles(client.get("/jobs", query_string={"page": page}))) == 2


@pytest.mark.parametrize(
    "closed",
    [{"state": PositionState.CLOSED}, {"state": PositionState.PAUSED}, {"closes_on": date(2025, 3, 1)}],
)
def test_a_closed_position_is_not_listed_and_says_so_itself(client, world, closed):
    key = add(world, title="关门岗位", posted_on=date(2024, 3, 1), **closed)
    assert "关门岗位" not in titles(client.get("/jobs?q=关门岗位"))
    page = client.get(f"/jobs/{key}")
    assert page.status_code == 200
    assert "已经停止招聘" in page.text
    assert not page.tree.xpath("//script[@type='application/ld+json']")
    assert page.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_position_says_what_it_asks_and_offers_in_words(client, world):
    page = client.get(f"/jobs/{world.position}")
    assert page.heading == "包装工"
    for said in ("示例食品厂", "2,600–3,200 元/月", "每周 40 小时", "招 2 人", "双手操作", "坐着", "没有：夜班"):
        assert said in page.text, said


def test_the_posting_for_search_engines_says_what_the_page_says(client, world):
    page = client.get(f"/jobs/{world.position}")
    posting = json.loads(page.tree.xpath("//script[@type='application/ld+json']")[0].text)
    assert (posting["@type"], posting["title"], posting["totalJobOpenings"]) == ("JobPosting", "包装工", 2)
    assert posting["hiringOrganization"]["name"] == "示例食品厂"
    assert posting["baseSalary"]["value"]["minValue"] == 2600
    assert posting["url"].endswith(f"/jobs/{world.position}")


def test_what_an_employer_wrote_stays_text(client, world):
    key = add(world, title="<img src=x onerror=alert(1)>", text="</script><script>alert(1)</script>")
    page = client.get(f"/jobs/{key}")
    assert not page.tree.xpath("//img[@onerror]")
    assert len(page.tree.xpath("//script[not(@src)]")) == 1
    posting = json.loads(page.tree.xpath("//script[@type='application/ld+json']")[0].text)
    assert posting["description"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize("key", ["00000000-0000-4000-8000-000000000000", "1", "../x"])
def test_an_unknown_position_is_not_found(client, world, key):
    assert client.get(f"/jobs/{key}").status_code == 404


def test_a_position_without_pay_hours_or_place_is_shown(client, world):
    bare = {
        "wage_min_fen": None,
        "wage_max_fen": None,
        "hours_week": None,
        "town_id": None,
        "demands": {},
        "offers": [],
    }
    page = client.get(f"/jobs/{add(world, title='光秃岗位', **bare, conditions={}, text='')}")
    assert "工资面议" in page.text
    assert "单位还没有写" in page.text


def test_english_pages_speak_english_around_chinese_titles(client, world):
    page = client.get(f"/jobs/{world.position}?lang=en")
    assert page.tree.get("lang") == "en"
    assert page.tree.xpath("//*[@lang='zh-CN']")
    assert "Example Town" in page.text


def test_a_long_list_asks_no_more_than_a_short_one(client, world):
    with counted() as few:
        client.get("/jobs?q=工")
    for number in range(15):
        add(world, title=f"包装工{number}")
    with counted() as many:
        assert len(titles(client.get("/jobs?q=工"))) > 10
    assert len(many) == len(few)


def test_no_seeker_is_on_a_public_page(client, whole_world):
    assert db.session.query(Position).count() == 2
    for path in ("/", "/jobs", f"/jobs/{whole_world.position}"):
        text = client.get(path).text
        assert "陈示例" not in text
        assert "李新来" not in text
