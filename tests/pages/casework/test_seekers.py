"""The list of those who wait, and one person's page: reasons, ways in, what is logged."""

from sqlalchemy import func, select

from jobmatch.matching.tables import ShownList
from jobmatch.people.service import withdraw_consent
from jobmatch.people.tables import Person, PersonView
from jobmatch.referrals import service as referrals
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.crawl import without_chance
from tests.pages.asking import agree, counted, fresh, links
from tests.pages.casework.places import add_seeker
from tests.world import CITIZEN_NUMBER, make_position


def count(table):
    fresh()
    return db.session.scalar(select(func.count()).select_from(table))


def add_position(world, **facts):
    with act(by=MACHINE, action="test"):
        position = make_position(world, world.employer, **facts)
        db.session.add(position)
    return position.id


def test_who_waits_longest_comes_first(world, sign_in):
    keys = [add_seeker(world, f"等{days}", days) for days in (5, 50, 20)]
    page = sign_in("caseworker").get("/casework/seekers")
    assert links(page, "/casework/seekers/") == [
        f"/casework/seekers/{key}" for key in (keys[1], keys[2], keys[0], world.seeker)
    ]
    assert "4 人在等工作" in page.text
    assert "等了 50 天" in page.text


def test_pages_of_twenty(world, sign_in):
    for number in range(22):
        add_seeker(world, f"张{number}")
    client = sign_in("caseworker")
    first = client.get("/casework/seekers")
    second = client.get(first.tree.xpath("//a[@rel='next']/@href")[0])
    assert [len(links(page, "/casework/seekers/")) for page in (first, second)] == [20, 3]


def test_no_name_is_taken_in_the_address(world, sign_in):
    assert sign_in("caseworker").get("/casework/seekers?q=陈").status_code == 400


def test_a_long_list_asks_no_more_than_a_short_one(world, sign_in):
    client = sign_in("caseworker")
    with counted() as few:
        client.get("/casework/seekers")
    for number in range(15):
        add_seeker(world, f"张{number}", wanted=["包装工"])
    with counted() as many:
        assert len(links(client.get("/casework/seekers"), "/casework/seekers/")) == 16
    assert len(many) == len(few) <= 8


def test_one_glance(world, sign_in):
    agree(world)
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    assert page.heading == "陈示例"
    for said in (
        "示例街道",
        "想做：包装工",
        "长时间站立",
        "坐着工作",
        "夜班",
        "2,500 元/月起",
        "路上最多 10 公里",
        "13800000000",
    ):
        assert said in page.text, said
    for hidden in (CITIZEN_NUMBER, "002X", "1990", "女"):
        assert hidden not in without_chance(page.text), hidden


def test_suggestions_come_with_reasons_and_points_that_add_up(world, sign_in):
    agree(world)
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    first = page.tree.xpath("//li[@class='app-match']")[0]
    assert first.xpath(".//h3/a/text()") == ["包装工"]
    assert first.xpath(".//li[contains(@class, 'app-pill--because')]")
    assert first.xpath(".//li[contains(@class, 'app-pill--missing')]")
    points = [float(text.replace("\u2212", "-")) for text in first.xpath(".//*[@class='app-points__number']/text()")]
    score = int(first.xpath(".//*[@class='app-ring__number']/text()")[0])
    assert abs(sum(points) - score) < 0.5 + 0.05 * len(points)
    assert first.xpath(".//form//input[@name='position']/@value") == [world.position]


def test_what_is_left_out_says_what_would_open_it(world, sign_in):
    agree(world)
    key = add_position(world, title="保安", demands={"stand_long": "needed"}, offers=[])
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    assert "有 1 个岗位暂时不合适" in page.text
    block = page.tree.xpath("//*[@class='app-opened']")[0]
    assert f"/jobs/{key}" in block.xpath(".//a/@href")
    assert "长时间站立" in block.xpath(".//*[@class='app-opened__because']")[0].text_content()
    assert "最容易的办法" in block.xpath(".//*[@class='app-opened__way']")[0].text_content()
    assert not page.tree.xpath(f"//input[@value='{key}']")


def test_opening_the_page_keeps_who_looked_and_what_was_shown_in_one_act(world, sign_in):
    agree(world)
    client = sign_in("caseworker")
    views, lists, entries = count(PersonView), count(ShownList), count(AuditEntry)
    client.get(f"/casework/seekers/{world.seeker}")
    assert (count(PersonView), count(ShownList)) == (views + 1, lists + 1)
    shown = db.session.scalars(select(ShownList).order_by(ShownList.at.desc())).first()
    assert [item["position"] for item in shown.items][:1] == [world.position]
    assert shown.viewer_id == world.users["caseworker"]
    added = db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()[entries:]
    assert {entry.action for entry in added} == {"suggestions.read", "suggestions.shown", "person.viewed"}
    assert "陈示例" not in repr([entry.details for entry in added])


def test_without_consent_nothing_is_suggested_and_the_way_on_is_there(world, sign_in):
    client = sign_in("caseworker")
    lists = count(ShownList)
    page = client.get(f"/casework/seekers/{world.seeker}")
    assert "本人还没有同意向单位推荐" in page.text
    assert not page.tree.xpath("//li[@class='app-match']")
    assert not page.tree.xpath("//input[@name='position']")
    assert (count(ShownList), count(PersonView)) == (lists, 1)


def test_a_withdrawn_consent_ends_the_suggestions(world, sign_in):
    withdraw_consent(world.actor(), agree(world))
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    assert not page.tree.xpath("//li[@class='app-match']")


def test_somebody_who_has_work_gets_no_suggestions(world, sign_in):
    agree(world)
    with act(by=MACHINE, action="test"):
        db.session.get(Seeker, world.seeker).state = SeekerState.CLOSED
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    assert "本人目前不在找工作" in page.text


def test_a_position_referred_to_already_shows_where_that_stands(world, sign_in):
    agree(world)
    referral = referrals.refer(world.actor(), world.district, world.seeker, world.position)
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    assert world.position not in page.tree.xpath("//input[@name='position']/@value")
    match = page.tree.xpath("//li[@class='app-match'][.//h3//a[contains(@href, '" + world.position + "')]]")[0]
    assert match.xpath(f".//a[@href='/casework/referrals/{referral.id}']")
    assert "等单位答复" in match.text_content()


def test_what_a_person_wrote_stays_text(world, sign_in):
    agree(world)
    with act(by=MACHINE, action="test"):
        db.session.get(Seeker, world.seeker).text = "<script>alert(1)</script>"
        db.session.get(Person, world.seeker).name = "<b>陈</b>"
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    assert page.heading == "<b>陈</b>"
    assert not page.tree.xpath("//script[not(@src)]")


def test_the_page_asks_a_bounded_number_of_questions(world, sign_in):
    agree(world)
    client = sign_in("caseworker")
    client.get(f"/casework/seekers/{world.seeker}")
    with counted() as few:
        client.get(f"/casework/seekers/{world.seeker}")
    for number in range(12):
        add_position(world, title=f"包装工{number}")
        add_position(world, title=f"保安{number}", demands={"stand_long": "needed"}, offers=[])
    with counted() as many:
        client.get(f"/casework/seekers/{world.seeker}")
    assert len(many) == len(few)
