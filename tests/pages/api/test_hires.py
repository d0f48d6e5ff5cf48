"""Hires and months: defaults, refusals, the pair instead of the referral."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.employment.tables import Spell
from jobmatch.storage.base import db
from tests.pages.api.conftest import assert_problem


def test_a_hire_has_sensible_defaults(desk, world, refer):
    hired = desk.post("/hires", {"referral": refer()}).json
    spell = db.session.get(Spell, hired["id"])
    assert (spell.started_on, spell.contract_kind, spell.form, spell.wage_fen) == (
        clock.today(),
        "labour_contract",
        1,
        None,
    )
    assert (hired["person"], hired["seeker"], hired["employer"]) == (world.seeker, world.seeker, world.employer)


@pytest.mark.parametrize(("wage", "fen"), [("2600", 260000), (2600, 260000), ("2600.5", 260050), ("0.01", 1)])
def test_a_wage_is_yuan_a_month(desk, refer, wage, fen):
    hired = desk.post("/hires", {"referral": refer(), "wage": wage}).json
    assert db.session.get(Spell, hired["id"]).wage_fen == fen


def test_what_is_no_wage_is_refused(desk, refer):
    referral = refer()
    for wage in (0, -1, "0.00", "1.234", 2600.5, True, "1e3", "٣", "", [], {}, "99999999", 10**30):
        assert_problem(desk.post("/hires", {"referral": referral, "wage": wage}), 422, "wage")


def test_the_pair_will_do_while_one_referral_is_under_way(desk, world, refer):
    pair = {"seeker": world.seeker, "position": world.position}
    assert_problem(desk.post("/hires", pair), 404)
    referral = refer()
    assert_problem(desk.post("/hires", {"referral": referral, "position": world.other_position}), 404)
    assert desk.post("/hires", pair).json["referral"] == referral
    assert_problem(desk.post("/hires", pair), 404)
    assert_problem(desk.post("/hires", {"referral": referral}), 409)


@pytest.mark.parametrize("body", [{}, {"seeker": "00000000-0000-4000-8000-000000000000"}])
def test_a_hire_says_which(desk, body):
    assert_problem(desk.post("/hires", body), 422, "referral")


@pytest.mark.parametrize(
    ("days", "field"), [(-400, "started_on"), (100, "started_on")], ids=["a year and more back", "far ahead"]
)
def test_a_start_has_to_be_likely(desk, refer, days, field):
    started = clock.today() + timedelta(days=days)
    assert_problem(desk.post("/hires", {"referral": refer(), "started_on": str(started)}), 422, field)


def test_a_contract_ends_after_it_begins(desk, refer):
    until = clock.today() - timedelta(days=1)
    assert_problem(desk.post("/hires", {"referral": refer(), "contract_until": str(until)}), 422, "contract_until")


@pytest.mark.parametrize(
    "more", [{"started_on": 20260101}, {"contract_kind": "slavery"}, {"employment_form": 8}, {"employment_form": "1"}]
)
def test_terms_that_do_not_fit_are_named(desk, refer, more):
    assert_problem(desk.post("/hires", {"referral": refer(), **more}), 422, next(iter(more)))


def test_somebody_works_once_for_an_employer(desk, world, refer):
    desk.post("/hires", {"referral": refer()})
    spell = db.session.query(Spell).one()
    assert_problem(desk.post("/referrals", {"seeker": world.seeker, "position": world.other_position}), 409)
    assert db.session.query(Spell).one() is spell


def test_months_are_narrowed_to_a_range(desk, world, refer):
    started = clock.today().replace(day=1) - timedelta(days=70)
    desk.post("/hires", {"referral": refer(), "started_on": str(started)})
    address = f"/people/{world.seeker}/months"
    months = [one["month"] for one in desk.get(address).json["items"]]
    assert len(months) >= 3
    assert [one["month"] for one in desk.get(address, **{"from": months[1]}).json["items"]] == months[1:]
    assert [one["month"] for one in desk.get(address, to=months[0]).json["items"]] == months[:1]
    whole = {one["month"]: one["whole_month"] for one in desk.get(address).json["items"]}
    assert whole[months[1]] is True
    assert whole[months[0]] is (started.day == 1)
    assert_problem(desk.get(address, **{"from": "2026-13"}), 422, "from")


def test_the_months_of_nobody(desk, world):
    assert_problem(desk.get(f"/people/{world.fair}/months"), 404)
    assert desk.get(f"/people/{world.seeker}/months").json == {"items": [], "total": 0}
