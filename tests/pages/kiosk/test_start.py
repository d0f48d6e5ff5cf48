"""Before anybody has said anything: which fair, what can be done there, which positions."""

from datetime import date, timedelta

import pytest

from jobmatch import clock
from jobmatch.doors.kiosk.booths import BOOTHS_ON_A_PAGE
from jobmatch.employers.queries import find_position
from jobmatch.employers.tables import Employer, PositionState
from jobmatch.fairs.queries import find_fair
from jobmatch.fairs.tables import Booth, Fair, FairKind
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.kiosk.journey import words


def add_fair(world, name, begins=0, ends=0):
    today = clock.today()
    with act(by=MACHINE, action="fair.added"):
        fair = Fair(
            district_id=world.district,
            name=name,
            name_en="Autumn fair",
            kind=FairKind.ON_SITE,
            venue="体育馆",
            starts_on=today + timedelta(days=begins),
            ends_on=today + timedelta(days=ends),
        )
        db.session.add(fair)
        db.session.flush()
        return fair.id


def add_booths(world, many):
    with act(by=MACHINE, action="booths.added"):
        for number in range(many):
            employer = Employer(district_id=world.district, name=f"第 {number} 家", uscc=f"{number:018d}")
            db.session.add(employer)
            db.session.flush()
            db.session.add(Booth(fair_id=world.fair, number=100 + number, employer_id=employer.id))


def tiles(page):
    return {" ".join(a.text_content().split()): a.get("href") for a in page.tree.xpath("//ul[@class='app-tiles']//a")}


def test_one_fair_is_taken_as_chosen(client, world):
    page = client.get("/kiosk/")
    assert list(tiles(page).values()) == [f"/kiosk/fairs/{world.fair}/register", f"/kiosk/fairs/{world.fair}"]
    assert "2 家单位，2 个岗位" in words(page)


def test_of_several_fairs_one_is_chosen_first(client, world):
    autumn = add_fair(world, "秋季招聘会")
    add_fair(world, "昨天的招聘会", begins=-1, ends=-1)
    page = client.get("/kiosk/?lang=en")
    assert list(tiles(page).values()) == [f"/kiosk/?fair={autumn}&lang=en", f"/kiosk/?fair={world.fair}&lang=en"]
    page = client.get(f"/kiosk/?fair={autumn}")
    assert f"/kiosk/fairs/{autumn}/register" in tiles(page).values()


def test_a_fair_that_is_not_on_cannot_be_chosen(client, world):
    add_fair(world, "秋季招聘会")
    over = add_fair(world, "昨天的招聘会", begins=-1, ends=-1)
    assert client.get(f"/kiosk/?fair={over}").heading == "您好，您来的是哪一场招聘会？"


def test_without_a_fair_the_page_says_so(client, world):
    with act(by=MACHINE, action="fair.ended"):
        fair = find_fair(world.fair)
        fair.is_practice, fair.starts_on, fair.ends_on = False, date(2026, 1, 1), date(2026, 1, 2)
    page = client.get("/kiosk/")
    assert page.heading == "今天没有可以登记的招聘会"
    assert not tiles(page)


def test_an_empty_installation_greets_too(client):
    assert client.get("/kiosk/").heading == "今天没有可以登记的招聘会"


def test_the_fair_shows_booths_and_open_positions(client, world):
    with act(by=MACHINE, action="position.closed"):
        find_position(world.district, world.other_position).state = PositionState.CLOSED
    page = client.get(f"/kiosk/fairs/{world.fair}")
    assert "1 号台 示例食品厂 包装工" in words(page)
    assert "电话客服" not in words(page)
    assert "现在没有空岗" in words(page)


def test_a_fair_that_is_over_can_be_read_but_not_registered_at(client, world):
    over = add_fair(world, "昨天的招聘会", begins=-1, ends=-1)
    page = client.get(f"/kiosk/fairs/{over}")
    assert page.status_code == 200
    assert "现在不接受登记" in words(page)
    assert "还没有单位到场" in words(page)
    assert not page.tree.xpath(f"//a[@href='/kiosk/fairs/{over}/register']")


@pytest.mark.parametrize(("asked", "shown"), [("1", "1"), ("2", "2"), ("99", "2"), ("x", "1")])
def test_many_booths_are_shown_a_few_at_a_time(client, world, asked, shown):
    add_booths(world, BOOTHS_ON_A_PAGE)
    page = client.get(f"/kiosk/fairs/{world.fair}?page={asked}")
    assert f"第 {shown} 页，共 2 页" in words(page)
    assert len(page.tree.xpath("//li[@class='app-booth']")) == (BOOTHS_ON_A_PAGE if shown == "1" else 2)


def test_going_back_from_the_positions_keeps_the_language(client, world):
    client.get("/kiosk/?lang=en")
    page = client.get(f"/kiosk/fairs/{world.fair}")
    assert f"/kiosk/?fair={world.fair}&lang=en" in page.tree.xpath("//main//a/@href")


def test_a_changed_start_page_goes_back_by_itself(client, world):
    assert not client.get("/kiosk/").tree.xpath("//body/@data-restart-url")
    for changed in ("/kiosk/?lang=en", "/kiosk/?large=1", "/kiosk/?speak=1"):
        page = client.get(changed)
        assert page.tree.xpath("//body/@data-restart-url") == [f"/kiosk/?fair={world.fair}"]


def test_every_visit_gets_a_mark_of_its_own(client, world):
    assert client.get("/kiosk/").tree.xpath("//main//img/@src") == ["/kiosk/mark"]
    marks = [client.get("/kiosk/mark") for _ in range(2)]
    assert [(mark.status_code, mark.text) for mark in marks] == [(204, "")] * 2
    cookies = [mark.headers["Set-Cookie"] for mark in marks]
    assert cookies[0] != cookies[1]
    assert all("HttpOnly" in cookie and "Path=/kiosk" in cookie for cookie in cookies)


def test_a_worker_that_was_not_built_is_not_found(app, client, world, monkeypatch, tmp_path):
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    assert client.get("/kiosk/worker.js").status_code == 404


def test_who_waits_is_told_no_cause_that_may_not_be_so(client, world):
    waiting = client.get("/kiosk/").tree.xpath("//*[@data-sentence='waiting']")[0].text_content()
    assert "还没有登记上" in waiting
    assert "没有网络" not in waiting
