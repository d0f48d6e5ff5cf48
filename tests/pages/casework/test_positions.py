"""Positions at the desk: who suits one and why, who is counted, who is never compared, recommending from there."""

import pytest

from jobmatch.employers.tables import PositionState
from jobmatch.matching.headcounts import count_fitting
from jobmatch.matching.service import suggest_for_position
from jobmatch.people.queries import find_consent
from jobmatch.people.service import withdraw_consent
from jobmatch.people.tables import PersonView, Purpose
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import agree, counted, fresh, links, post
from tests.pages.casework.places import add_seeker
from tests.pages.casework.test_seekers import add_position
from tests.pages.portal.test_levy import GOOD

# What is asked here does not turn on the database, but for the counting.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def crowd(world):
    """The world's seeker agrees; so does somebody whom the position bars; others do not, or want no such order."""
    agree(world)
    barred = add_seeker(world, "王不便", functions={"use_both_hands": "cannot"})
    silent = add_seeker(world, "周未问")
    turned_off = add_seeker(world, "吴不排", job_facts_only=True)
    resting = add_seeker(world, "郑在岗", state=SeekerState.CLOSED)
    for key in (barred, turned_off, resting):
        agree(world, person_id=key)
    return {"barred": barred, "silent": silent, "turned_off": turned_off, "resting": resting}


def seen_at(world):
    return f"/casework/positions/{world.position}"


def test_who_suits_comes_with_reasons_points_and_a_way_to_recommend(world, crowd, sign_in):
    page = sign_in("caseworker").get(seen_at(world))
    (one,) = page.tree.xpath("//li[@class='app-match']")
    assert one.xpath(".//h3/a/@href") == [f"/casework/seekers/{world.seeker}"]
    assert one.xpath(".//h3/a/text()") == ["陈示例"]
    assert one.xpath(".//li[contains(@class, 'app-pill--because')]")
    assert one.xpath(".//*[@class='app-points__number']")
    assert one.xpath(".//form//input[@name='seeker']/@value") == [world.seeker]
    assert "1 人合适" in page.text
    assert "另有 1 人在等工作，还没有同意向单位推荐" in page.text


def test_who_is_barred_stands_below_with_what_would_open_it_and_nobody_else(world, crowd, sign_in):
    page = sign_in("caseworker").get(seen_at(world))
    block = page.tree.xpath("//*[@class='app-opened']")[0]
    assert block.xpath(".//h3/a/@href") == [f"/casework/seekers/{crowd['barred']}"]
    assert "最容易的办法" in block.text_content()
    for name in ("周未问", "吴不排", "郑在岗"):
        assert name not in page.text


def test_who_has_not_agreed_is_compared_with_nothing(world, crowd):
    found = suggest_for_position(world.position)
    assert {one.id for one in found.suggestions} == {world.seeker}
    because = {one.id: [reason.reason for reason in one.because] for one in found.excluded}
    assert because == {crowd["barred"]: ["demand_not_met"], crowd["silent"]: ["recommending_not_agreed"]}
    withdraw_consent(world.actor(), find_consent(world.seeker, Purpose.RECOMMEND))
    fresh()
    assert not suggest_for_position(world.position).suggestions


def test_the_number_in_a_list_is_the_number_on_the_page(world, crowd, sign_in):
    shut = add_position(world, title="保安", state=PositionState.PAUSED)
    assert count_fitting(world.district, [world.position, world.other_position, shut]) == {
        world.position: suggest_for_position(world.position).fitting,
        world.other_position: suggest_for_position(world.other_position).fitting,
        shut: 0,
    }
    assert suggest_for_position(world.position).fitting == 1
    client = sign_in("caseworker")
    for path in ("/casework/positions", f"/casework/employers/{world.employer}"):
        line = client.get(path).tree.xpath(f"//li[.//a[@href='{seen_at(world)}']]")[0]
        assert "1 人合适" in line.text_content(), path


def test_recommending_from_the_position_leads_back_to_it(world, crowd, sign_in):
    client = sign_in("caseworker")
    answer = post(client, f"{seen_at(world)}/referrals", {"seeker": world.seeker}, seen=seen_at(world))
    assert (answer.status_code, answer.headers["Location"]) == (303, seen_at(world))
    referral = db.session.query(Referral).filter_by(seeker_id=world.seeker, position_id=world.position).one()
    page = client.get(seen_at(world))
    assert len(links(page, f"/casework/referrals/{referral.id}")) == 2
    assert not page.tree.xpath("//input[@name='seeker']")


@pytest.mark.parametrize("who", ["silent", "resting"])
def test_who_cannot_be_recommended_is_not_and_the_page_says_why(world, crowd, sign_in, who):
    client = sign_in("caseworker")
    answer = post(client, f"{seen_at(world)}/referrals", {"seeker": crowd[who]}, seen=seen_at(world))
    assert answer.status_code == 409
    assert ("还没有同意向单位推荐。请先问本人" in answer.text) == (who == "silent")
    assert db.session.query(Referral).filter_by(position_id=world.position, seeker_id=crowd[who]).count() == 0


def test_looking_is_kept_for_those_who_were_shown_alone(world, crowd, sign_in):
    sign_in("caseworker").get(seen_at(world))
    assert {view.person_id for view in db.session.query(PersonView)} == {world.seeker, crowd["barred"]}


def test_a_position_that_takes_nobody_ranks_nobody(world, crowd, sign_in):
    shut = add_position(world, title="保安", state=PositionState.CLOSED)
    page = sign_in("caseworker").get(f"/casework/positions/{shut}")
    assert "这个岗位现在不招人" in page.text
    assert not page.tree.xpath("//li[@class='app-match']")
    assert db.session.query(PersonView).count() == 0


def test_the_list_is_narrowed_by_words_and_state(world, sign_in):
    shut = add_position(world, title="保安", state=PositionState.CLOSED)
    client = sign_in("caseworker")
    assert links(client.get("/casework/positions?state=closed"), "/casework/positions/") == [
        f"/casework/positions/{shut}"
    ]
    assert links(client.get("/casework/positions?q=包装"), "/casework/positions/") == [seen_at(world)]
    assert client.get("/casework/positions?state=x").status_code == 200
    assert client.get("/casework/positions?kind=1").status_code == 400


def test_more_people_and_positions_ask_no_more(world, crowd, sign_in):
    client = sign_in("caseworker")
    with counted() as few:
        client.get("/casework/positions")
    for number in range(5):
        agree(world, person_id=add_seeker(world, f"张{number}"))
        add_position(world, title=f"岗位{number}")
    with counted() as more:
        client.get("/casework/positions")
    assert len(more) == len(few) <= 13


def test_no_employer_reads_how_many_suit(world, crowd, sign_in):
    client = sign_in("employer")
    for path in ("/portal/", "/portal/positions", f"/portal/positions/{world.position}", "/portal/levy"):
        assert "人合适" not in client.get(path).text, path
    assert client.get(seen_at(world)).status_code == 403


def test_a_seeker_of_a_moment_ago_is_counted_now(world, crowd):
    with act(by=MACHINE, action="test"):
        db.session.get(Seeker, crowd["resting"]).state = SeekerState.OPEN
    assert count_fitting(world.district, [world.position]) == {world.position: 2}


def test_the_what_if_at_the_desk_is_the_employers_own_with_a_number_beside_each_position(world, crowd, sign_in):
    desk, path = sign_in("caseworker"), f"/casework/employers/{world.employer}/levy"
    answer = post(desk, path, GOOD, seen=path)
    theirs = post(sign_in("employer"), "/portal/levy", GOOD, seen="/portal/levy")
    assert answer.status_code == theirs.status_code == 200
    assert answer.heading == theirs.heading
    assert "1 人合适" in answer.text
    assert "人合适" not in theirs.text
    counted_beside = answer.tree.xpath(f"//li[a[@href='{seen_at(world)}']]/*[@class='app-no-print']")
    assert [one.text_content().strip() for one in counted_beside] == ["1 人合适"]
