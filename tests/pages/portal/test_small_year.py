"""A small employer's year on one page: filled with last year's, checked as a roster is, nothing typed is lost."""

import pytest

from jobmatch.employment.claims import list_claims_of_year
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.service import identify
from jobmatch.people.tables import Person
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.integration.employment.working import add_worker, claim
from tests.pages.asking import errors, fresh
from tests.pages.portal.working import YEAR, add_spell
from tests.unit.levy.roster.made import citizen

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ADDRESS = f"/portal/declaration/people?year={YEAR}"
ALL = [str(number) for number in range(1, 13)]


def new(turn, **changes):
    number = citizen()
    person = {"name": "张三", "citizen": number, "certificate": f"{number}43", "wage": "3500", "insured": "yes"}
    days = {"begin": [str(YEAR - 1), "1", "1"], "until": [str(YEAR + 1), "12", "31"], "left": ["", "", ""]}
    return {f"{name}_{turn}": value for name, value in {**person, **days, "months": ALL, **changes}.items()}


def send(client, form):
    return client.post(ADDRESS, data={**form, "csrf_token": client.get(ADDRESS).csrf})


def confirm(client, page, **more):
    carried = {one.name: one.value for one in page.tree.xpath("//form[contains(@action, 'confirmed')]//input")}
    return client.post("/portal/roster/confirmed", data={**carried, **more})


def test_somebody_new_is_typed_shown_and_claimed(world, sign_in):
    client = sign_in("employer")
    page = send(client, new(0, left=["", "", ""]))
    assert page.status_code == 200
    assert "新增" in page.text
    assert confirm(client, page).status_code == 303
    fresh()
    assert [one.facts["wage_fen"] for one in list_claims_of_year(world.employer, YEAR)] == [350_000] * 12
    again = client.get(ADDRESS)
    assert [one.value for one in again.tree.xpath("//input[@name='wage_0']")] == ["3500"]
    assert len(again.tree.xpath("//input[@name='months_0' and @checked]")) == 12
    assert citizen() not in again.text


def test_bad_input_says_where_and_loses_nothing(sign_in):
    client = sign_in("employer")
    page = send(client, new(0, citizen="123", certificate="", wage="三千", months=["1", "2"]))
    assert page.status_code == 422
    assert "应是一个数" in " ".join(errors(page))
    page = send(client, new(0, citizen="123", months=["1", "2"], insured=""))
    assert "养老和医疗保险" in " ".join(errors(page))
    page = send(client, new(0, citizen="123", months=["1", "2"]))
    assert page.status_code == 422
    assert page.tree.xpath("//input[@name='citizen_0']")[0].value == "123"
    assert len(page.tree.xpath("//input[@name='months_0' and @checked]")) == 2
    assert page.tree.xpath("//form[contains(@action, 'confirmed')]") == []


def test_who_works_here_is_filled_in_and_unticked_months_are_taken_back(world, sign_in):
    _spell, key = add_spell(world)
    with act(by=MACHINE, action="test"):
        identify(db.session.get(Person, key), CitizenNumber(citizen()))
    claim(world, world.employer, key, f"{YEAR}-03", f"{YEAR}-04")
    other = add_worker(world, name="没有号码的人")
    add_spell(world, person=other)
    client = sign_in("employer")
    page = client.get(ADDRESS)
    assert "金月明" in page.text
    assert "没有号码的人：各月情况不一样" in page.text
    assert page.tree.xpath("//input[@name='citizen_0']") == []
    kept = {name: value for name, value in new(0, months=["4"]).items() if not name.startswith(("name", "cit", "cert"))}
    shown = send(client, kept)
    assert "收回 3月" in shown.text
    assert confirm(client, shown).status_code == 303
    fresh()
    assert [one.month for one in list_claims_of_year(world.employer, YEAR)] == [f"{YEAR}-04"]


def test_a_page_of_some_never_takes_back_the_claims_to_others(world, sign_in):
    """The tick belongs to a roster of everybody: neither forged nor after a refusal is it there for a page of some."""
    _spell, key = add_spell(world)
    claim(world, world.employer, key, f"{YEAR}-03")
    client = sign_in("employer")
    page = send(client, new(0))
    claim(world, world.employer, key, f"{YEAR}-04")
    refused = confirm(client, page, drops_gone="y")
    assert refused.status_code == 409
    assert "收回名单以外" not in refused.text
    assert "不在名单里" not in " ".join(refused.tree.xpath("//td/text()"))
    assert confirm(client, refused, drops_gone="y").status_code == 303
    fresh()
    kept = [one.month for one in list_claims_of_year(world.employer, YEAR) if one.person_id == key]
    assert kept == [f"{YEAR}-03", f"{YEAR}-04"]
