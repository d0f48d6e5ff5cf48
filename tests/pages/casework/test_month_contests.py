"""A month that two employers claim, at the desk: both files side by side, and a decision with ground and reasons."""

import pytest

from jobmatch.employment import claims
from jobmatch.employment.contests import answer_contest
from tests.integration.employment.working import claim, officer
from tests.pages.asking import errors, fresh, links, post
from tests.pages.portal.working import YEAR, add_spell

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def contest(world):
    _spell, person = add_spell(world)
    add_spell(world, world.other_employer, person)
    claim(world, world.employer, person, f"{YEAR}-03")
    claim(world, world.other_employer, person, f"{YEAR}-03", by=officer(world, "other_employer"))
    (found,) = claims.list_contests(world.district, are_open=True)
    return found


def test_both_files_stand_side_by_side_with_what_both_say(contest, world, sign_in):
    answer_contest(officer(world), contest, contest.later, "工资是我们发的。")
    desk, address = sign_in("caseworker"), f"/casework/contests/{contest.id}"
    assert links(desk.get("/casework/contests"), "/casework/contests/") == [address]
    sides = desk.get(address).tree.xpath("//*[@class='app-sides']/section")
    texts = [" ".join(side.text_content().split()) for side in sides]
    assert ["示例食品厂" in texts[0], "另一家公司" in texts[1]] == [True, True]
    assert ["工资是我们发的。" in text for text in texts] == [False, True]
    assert all("5,000 元" in text and "劳动合同" in text for text in texts)


def test_a_decision_needs_whose_why_and_reasons_and_keeps_what_was_typed(contest, world, sign_in):
    desk, address = sign_in("caseworker"), f"/casework/contests/{contest.id}"
    page = post(desk, address, {"note": "看过合同", "kept": "", "ground": "other_withdrew"}, seen=address)
    assert (page.status_code, len(errors(page))) == (422, 2)
    assert "看过合同" in page.tree.xpath("//textarea")[0].text
    fresh()
    assert claims.find_contest(world.district, contest.id).decided_at is None


@pytest.mark.parametrize(("kept", "after"), [("later", ["lost", "accepted"]), ("neither", ["lost", "lost"])])
def test_the_month_follows_the_decision(contest, world, sign_in, kept, after):
    desk, address = sign_in("caseworker"), f"/casework/contests/{contest.id}"
    form = {
        "kept": contest.later_claim_id if kept == "later" else kept,
        "ground": "contract_signer",
        "note": "看过合同",
    }
    assert post(desk, address, form, seen=address).status_code == 303
    fresh()
    found = claims.find_contest(world.district, contest.id)
    assert [found.earlier.state.value, found.later.state.value] == after
    assert post(desk, address, form, seen=address).status_code == 409
    assert links(desk.get("/casework/contests?state=decided"), "/casework/contests/") == [address]
    months = desk.get(f"/casework/people/{found.person_id}/months").text
    assert months.count("核实后不计入") == after.count("lost")


def test_the_desk_reads_who_counts_for_two(world, sign_in):
    _spell, person = add_spell(world)
    claim(world, world.employer, person, f"{YEAR}-03")
    assert "按两人计入" in sign_in("caseworker").get(f"/casework/people/{person}/months").text
