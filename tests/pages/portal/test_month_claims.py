"""Claiming a year: seen before it is sent, nothing typed is lost, taken back again; and what is being checked."""

import pytest

from jobmatch.employment import claims
from jobmatch.employment.claim_tables import ContestGround
from jobmatch.employment.contests import decide_contest
from tests.integration.employment.working import claim, good_month, officer
from tests.pages.asking import errors, fresh
from tests.pages.portal.working import YEAR, add_spell

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

GOOD = {
    "contract_from": [str(YEAR), "3", "1"],
    "contract_until": [str(YEAR + 3), "2", "28"],
    "dispatch": "none",
    "wage": "4,200.50",
    "pension": "yes",
    "medical": "yes",
    "take_03": "y",
    "take_04": "y",
    "medical_04": "no",
}


@pytest.fixture
def mine(world, sign_in):
    """(client, address of the form, world, person)."""
    spell, person = add_spell(world)
    return sign_in("employer"), f"/portal/months/{spell}?year={YEAR}", world, person


def send(client, address, form):
    seen = client.get(address).csrf
    return client.post(address, data={**form, "csrf_token": seen})


def seen_of(page):
    return page.tree.xpath("//input[@name='seen']/@value")[0]


def standing(world, person):
    fresh()
    return {month[-2:]: one.state.value for month, one in claims.standing(world.employer, person).items()}


def test_what_would_count_is_shown_first_and_then_claimed(mine):
    client, address, world, person = mine
    page = send(client, address, GOOD)
    assert page.status_code == 200
    preview = page.tree.xpath("//*[@id='preview']")[0].text_content()
    assert "没有缴纳医疗保险" in preview
    assert standing(world, person) == {}
    done = send(client, address, {**GOOD, "seen": seen_of(page)})
    assert done.status_code == 303
    assert standing(world, person) == {"03": "accepted", "04": "uncounted"}
    assert claims.standing(world.employer, person)[f"{YEAR}-03"].facts["wage_fen"] == 420_050


def test_what_was_changed_after_looking_is_shown_again(mine):
    client, address, world, person = mine
    seen = seen_of(send(client, address, GOOD))
    page = send(client, address, {**GOOD, "wage": "9", "seen": seen})
    assert (page.status_code, standing(world, person)) == (200, {})
    assert "低于当月最低工资" in page.tree.xpath("//*[@id='preview']")[0].text_content()


def test_bad_input_is_said_and_nothing_typed_is_lost(mine):
    client, address, world, person = mine
    wrong = {**GOOD, "wage_03": "三千", "contract_until": ["2000", "1", "1"], "pension_04": "no", "wage": "77"}
    page = send(client, address, wrong)
    assert page.status_code == 422
    assert len(errors(page)) == 2
    shown = dict(zip(page.tree.xpath("//main//input/@name"), page.tree.xpath("//main//input/@value"), strict=False))
    assert page.tree.xpath("//input[@name='wage_03']/@value") == ["三千"]
    assert page.tree.xpath("//input[@name='wage']/@value") == ["77"]
    assert page.tree.xpath("//select[@name='pension_04']/option[@selected]/@value") == ["no"]
    assert shown
    assert standing(world, person) == {}


def test_what_is_not_filled_in_never_counts_as_paid(mine):
    client, address, _world, _person = mine
    preview = send(client, address, {**GOOD, "pension": ""}).tree.xpath("//*[@id='preview']")[0].text_content()
    assert "没有填写这个月是否缴纳养老保险" in preview


def test_months_that_were_not_worked_cannot_be_claimed(mine):
    client, address, world, person = mine
    names = client.get(address).tree.xpath("//input[starts-with(@name, 'take_')]/@name")
    assert names == [f"take_{number:02d}" for number in range(3, 13)]
    page = send(client, address, {**GOOD, "take_02": "y"})
    send(client, address, {**GOOD, "take_02": "y", "seen": seen_of(page)})
    assert set(standing(world, person)) == {"03", "04"}


def test_claims_are_changed_and_taken_back(mine):
    client, address, world, person = mine
    claim(world, world.employer, person, good_month(f"{YEAR}-03", medical_paid=False))
    page = send(client, address, {**GOOD, "medical_03": "yes"})
    send(client, address, {**GOOD, "medical_03": "yes", "seen": seen_of(page)})
    assert standing(world, person)["03"] == "accepted"
    back = address.replace("?", "/withdrawn?")
    csrf = client.get(address).csrf
    assert client.post(back, data={"csrf_token": csrf}).status_code == 422
    assert client.post(back, data={"given": [f"{YEAR}-03"], "csrf_token": csrf}).status_code == 303
    assert set(standing(world, person)) == {"04"}


@pytest.fixture
def checked(world, sign_in):
    """A month that both employers claim; returns ({role: address of the own claim}, contest)."""
    _spell, person = add_spell(world)
    add_spell(world, world.other_employer, person)
    (first,) = claim(world, world.employer, person, f"{YEAR}-03")
    (second,) = claim(world, world.other_employer, person, f"{YEAR}-03", by=officer(world, "other_employer"))
    (contest,) = claims.list_contests(world.district, are_open=True)
    return {"employer": f"/portal/claims/{first.id}", "other_employer": f"/portal/claims/{second.id}"}, contest.id


OTHERS = {"employer": ("另一家", "两家"), "other_employer": ("示例食品厂", "两家", "另一家单位")}


@pytest.mark.parametrize("role", ["employer", "other_employer"])
def test_who_is_checked_may_answer_and_learns_of_nobody(checked, sign_in, role):
    addresses, _contest = checked
    client, address = sign_in(role), addresses[role]
    assert client.post(address, data={"text": " ", "csrf_token": client.get(address).csrf}).status_code == 422
    assert send(client, address, {"text": "合同是我们签的。"}).status_code == 303
    page = client.get(address)
    assert "合同是我们签的。" in page.text
    main = page.tree.xpath("//main")[0].text_content()
    assert "正在核实" in main
    assert not [word for word in OTHERS[role] if word in main]
    assert client.get(addresses["other_employer" if role == "employer" else "employer"]).status_code == 404


@pytest.mark.parametrize("kept", ["employer", "other_employer", None])
def test_the_outcome_is_neutral_and_the_reasons_stay_at_the_desk(checked, sign_in, world, kept):
    addresses, contest = checked
    kept_id = addresses[kept].rsplit("/", 1)[1] if kept else None
    decide_contest(world.actor(), contest, kept_id, ContestGround.CONTRACT_SIGNER, "金丝雀理由：看了另一家的合同。")
    for role, address in addresses.items():
        main = sign_in(role).get(address).tree.xpath("//main")[0].text_content()
        assert ("按劳动合同核实" in main) == (role != kept)
        assert "金丝雀" not in main
        assert not [word for word in OTHERS[role] if word in main]
