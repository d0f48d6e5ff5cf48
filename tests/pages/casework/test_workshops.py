"""Assisted employment at the desk: how full institutions are, the way from asking to leaving, what is refused."""

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.people.tables import PersonView
from jobmatch.storage.base import db
from jobmatch.workshops import service
from jobmatch.workshops.placement_tables import AgreementKind, Placement
from jobmatch.workshops.service import Agreement
from tests.integration.workshops.working import add_institution, ask, place, someone

TODAY = clock.today()
DAY = [str(TODAY.year), str(TODAY.month), str(TODAY.day)]


@pytest.fixture
def desk(sign_in):
    return sign_in("caseworker")


@pytest.fixture
def institution(world):
    return add_institution(world)


def post(desk, path, **fields):
    fields["csrf_token"] = desk.get("/casework/institutions").csrf
    return desk.post(path, data=fields, follow_redirects=True)


def state_of(placement_id):
    db.session.rollback()
    return db.session.scalar(select(Placement.state).where(Placement.id == placement_id))


def test_the_list_says_how_full_each_is(desk, world, institution):
    place(world, institution, someone(world))
    ask(world, institution, someone(world))
    add_institution(world, places=0, name="示例阳光家园", kind="sunshine_home")
    page = desk.get("/casework/institutions").text
    assert "1/1 个名额" in page
    assert "已满，1 人轮候" in page
    assert "只做照料" in page


def test_a_waiting_list_explains_each_position(desk, world, institution):
    for _ in range(2):
        ask(world, institution, someone(world))
    page = desk.get(f"/casework/institutions/{institution.id}").text
    assert "有 1 个空位，轮到了" in page
    assert "前面有 1 人，其中 1 人也是" in page


def test_asking_shows_reasons_and_puts_on_the_list(desk, world, institution):
    person = someone(world)
    page = desk.get(f"/casework/people/{person}/place")
    assert "重度肢体残疾，可以安置" in page.text
    fields = {"institution": institution.id, "asked_by": "family", "asked_on": DAY}
    page = post(desk, f"/casework/people/{person}/place", **fields)
    assert "已经排进轮候" in page.text
    db.session.rollback()
    placement = db.session.scalar(select(Placement).where(Placement.person_id == person))
    assert (placement.state, placement.asked_by, placement.asked_on) == ("waiting", "family", TODAY)
    seen = select(PersonView.what).where(PersonView.person_id == person)
    assert set(db.session.scalars(seen)) == {"placement"}


def test_who_is_not_eligible_reads_why_and_gets_no_form(desk, world, institution):
    page = desk.get(f"/casework/people/{someone(world, grade=None)}/place").text
    assert "登记里没有残疾人证" in page
    assert "谁提出的" not in page


def test_from_the_list_to_open_employment(desk, world, institution):
    path = f"/casework/placements/{(placement := ask(world, institution, someone(world))).id}"
    assert "试工从今天开始" in post(desk, f"{path}/trial").text
    page = post(desk, f"{path}/agreement", kind="flexible", began_on=DAY, hours_week="20", employer="")
    assert "协议记好了" in page.text
    assert "从今天起暂停，名额还在" in post(desk, f"{path}/suspended").text
    assert "已经恢复" in post(desk, f"{path}/resumed").text
    page = post(desk, f"{path}/end", reason="open_employment", ended_on=DAY, note="")
    assert "到一般单位就业" in page.text
    assert state_of(placement.id) == "left"


def test_a_full_institution_gives_no_trial_and_says_so(desk, world, institution):
    late = ask(world, institution, someone(world))
    page = desk.get(f"/casework/placements/{late.id}")
    place(world, institution, someone(world))
    assert "今天开始试工" in page.text
    assert "名额已经满了，没有保存" in post(desk, f"/casework/placements/{late.id}/trial").text
    assert state_of(late.id) == "waiting"


def test_a_flexible_agreement_names_no_employer_and_keeps_what_was_typed(desk, world, institution):
    placement = ask(world, institution, someone(world))
    service.start_trial(world.actor(), placement)
    fields = {"kind": "flexible", "began_on": DAY, "hours_week": "21", "employer": "91350100M000100Y43"}
    page = post(desk, f"/casework/placements/{placement.id}/agreement", **fields)
    assert page.status_code == 422
    assert "请把这一项空着" in page.text
    assert 'value="21"' in page.text
    assert state_of(placement.id) == "trial"


def test_a_labour_contract_may_name_the_employer_that_signed(desk, world, institution):
    placement = ask(world, institution, someone(world))
    service.start_trial(world.actor(), placement)
    fields = {"kind": "labour", "began_on": DAY, "hours_week": "", "employer": "91350100M000100Y43"}
    assert "示例食品厂" in post(desk, f"/casework/placements/{placement.id}/agreement", **fields).text


def test_an_agreement_is_refused_in_words_where_it_overlaps(desk, world, institution):
    person = someone(world)
    first = place(world, institution, person)
    service.end(world.actor(), first, service.EndReason.FAMILY, TODAY)
    again = ask(world, institution, person)
    service.start_trial(world.actor(), again)
    page = post(desk, f"/casework/placements/{again.id}/agreement", kind="flexible", began_on=DAY, employer="")
    assert (page.status_code, "要从第二天起" in page.text) == (409, True)
    with pytest.raises(service.PlacingRefusedError):
        service.agree(world.actor(), again, Agreement(AgreementKind.FLEXIBLE, TODAY))


def test_the_person_s_page_leads_to_the_place(desk, world, institution):
    placement = ask(world, institution, someone(world))
    page = desk.get(f"/casework/people/{placement.person_id}").text
    assert f"/casework/placements/{placement.id}" in page
