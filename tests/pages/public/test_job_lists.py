"""The job column narrowed and taken away: filters, order, the list to print, the article, the feed."""

import pytest
from lxml import etree

from jobmatch.accounts.tables import Town
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import errors
from tests.pages.public.test_jobs import add, titles

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def column(world):
    """Three positions that differ in place, pay, hours and offers, beside the world's two."""
    with act(by=MACHINE, action="test"):
        db.session.add(town := Town(district_id=world.district, name="远处镇", name_en="Far Town", lat=29.5, lon=121.3))
    world.far = town.id
    add(world, title="盲人按摩师", town_id=town.id, wage_min_fen=600000, wage_max_fen=None, offers=["lodging", "meals"])
    add(world, title="按摩学徒", wage_min_fen=250000, hours_week=24, offers=["meals"])
    add(world, title="面议岗位", wage_min_fen=None, wage_max_fen=None, hours_week=None, offers=[])
    return world


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"town": "far"}, {"盲人按摩师"}),
        ({"pay": "2600"}, {"盲人按摩师", "包装工", "电话客服"}),
        ({"pay": "2,601"}, {"盲人按摩师"}),
        ({"hours": "24"}, {"按摩学徒"}),
        ({"offers": ["meals"]}, {"盲人按摩师", "按摩学徒"}),
        ({"offers": ["meals", "lodging"]}, {"盲人按摩师"}),
        ({"q": "按摩", "offers": ["lodging"]}, {"盲人按摩师"}),
        ({"q": "按摩", "hours": "24"}, {"按摩学徒"}),
        ({"q": "按摩", "pay": "9000"}, set()),
    ],
)
def test_a_column_is_narrowed_by_what_somebody_needs(client, column, query, found):
    query = query | ({"town": column.far} if "town" in query else {})
    page = client.get("/jobs", query_string=query)
    assert set(titles(page)) == found
    assert client.get("/jobs/print", query_string=query).text.count("app-poster__title") == len(found)


@pytest.mark.parametrize(
    ("sort", "first", "last"), [("pay", "盲人按摩师", "面议岗位"), ("hours", "按摩学徒", "面议岗位")]
)
def test_what_is_unknown_stands_last_in_every_order(client, column, sort, first, last):
    found = titles(client.get(f"/jobs?sort={sort}"))
    assert (found[0], found[-1], len(found)) == (first, last, 5)


def test_an_order_holds_for_words_too(client, column):
    assert titles(client.get("/jobs?q=按摩&sort=hours")) == ["按摩学徒", "盲人按摩师"]


@pytest.mark.parametrize("query", [{"pay": "很多"}, {"pay": "0"}, {"town": "x"}, {"hours": "7"}, {"offers": "gold"}])
def test_what_is_no_answer_is_told_and_looked_past(client, column, query):
    page = client.get("/jobs", query_string=query)
    assert (page.status_code, len(errors(page)), len(titles(page))) == (200, 1, 5)


def test_the_wishes_stay_on_the_way_to_paper_article_feed_and_the_next_page(client, column):
    for number in range(21):
        add(column, title=f"包装{number}", offers=["meals"])
    page = client.get("/jobs?q=包装&offers=meals&pay=2000")
    onwards = page.tree.xpath("//a[@rel='next']/@href | //p[contains(@class,'app-takeaway')]/a/@href")
    assert len(onwards) == 4
    for address in onwards:
        assert "offers=meals" in address
        assert "pay=2000" in address
        assert client.get(address).status_code == 200
    assert len(titles(client.get(onwards[0]))) == 1


def test_the_article_is_plain_text_with_addresses(client, column):
    page = client.get("/jobs/article?q=学徒")
    (text,) = page.tree.xpath("//textarea/text()")
    assert "【按摩学徒】示例食品厂" in text
    assert "单位说能提供：包吃" in text or "单位说能提供：" in text
    assert "http://localhost/jobs/" in text


def test_the_feed_is_atom_that_holds_the_newest_positions(client, column):
    key = add(column, title="<b>R&D</b>", text="a < b & c")
    answer = client.get("/jobs/feed")
    assert answer.mimetype == "application/atom+xml"
    feed = etree.fromstring(answer.data)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 6
    (planted,) = [one for one in entries if one.findtext(f"{ATOM}title") == "<b>R&D</b>"]
    assert planted.findtext(f"{ATOM}content") == "a < b & c"
    assert planted.findtext(f"{ATOM}id") == f"urn:uuid:{key}"
    for name in ("id", "title", "updated"):
        assert all(one.findtext(f"{ATOM}{name}") for one in (feed, *entries))


def test_the_lists_stand_before_there_is_a_district_too(client):
    for path in ("/jobs/print", "/jobs/article", "/jobs/feed"):
        assert client.get(path).status_code == 200


def test_what_a_workplace_offers_is_said_to_be_the_employers_word(client, world):
    assert "单位自己说的" in client.get(f"/jobs/{world.position}").text
