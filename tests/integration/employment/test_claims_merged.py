"""Two rows turn out to be one person: no month of theirs is credited twice, and an undone merge puts all back."""

import pytest
from sqlalchemy import select

from jobmatch.data_care.merging import merge
from jobmatch.data_care.plan import make_plan
from jobmatch.data_care.tables import Merge, MergeReason, UndoReason
from jobmatch.data_care.undoing import undo
from jobmatch.employment.claim_tables import MonthClaim, MonthContest
from jobmatch.people.queries import find_person
from jobmatch.storage import care
from jobmatch.storage.base import db
from tests.integration.employment.working import add_worker, claim


@pytest.fixture
def double(world):
    """One person in two rows; returns what merges them."""
    keys = add_worker(world), add_worker(world)

    def merged():
        plan = make_plan(*(find_person(world.district, key) for key in keys))
        choices = dict.fromkeys((one.key for one in plan.asked), "kept")
        return merge(world.actor(), *keys, plan.digest, choices, MergeReason.SAME_CARD).id

    return keys, merged


def claims_now():
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.scalars(select(MonthClaim).order_by(MonthClaim.claimed_at, MonthClaim.month)).all()
    return [(row.person_id, row.month, row.state.value) for row in rows]


def test_two_employers_become_a_contest_and_what_does_not_collide_goes_over(world, double):
    (kept, gone), merged = double
    claim(world, world.employer, kept, "2026-02", "2026-03")
    claim(world, world.other_employer, gone, "2026-03", "2026-04")
    before = claims_now()
    made = merged()
    assert [(month, state) for _, month, state in claims_now()] == [
        ("2026-02", "accepted"),
        ("2026-03", "accepted"),
        ("2026-03", "contested"),
        ("2026-04", "accepted"),
    ]
    assert {person for person, _, _ in claims_now()} == {kept}
    contest = db.session.scalars(select(MonthContest)).one()
    assert (contest.person_id, contest.month) == (kept, "2026-03")
    undo(world.actor(), db.session.get_one(Merge, made), UndoReason.TWO_PEOPLE)
    assert claims_now() == before
    assert db.session.scalars(select(MonthContest)).all() == []
    assert care.find_faults() == []


def test_one_employer_that_claimed_both_rows_keeps_one_claim(world, double):
    (kept, gone), merged = double
    claim(world, world.employer, kept, "2026-03")
    claim(world, world.employer, gone, "2026-03", "2026-04")
    before = claims_now()
    made = merged()
    assert sorted(state for _, _, state in claims_now()) == ["accepted", "accepted", "withdrawn"]
    undo(world.actor(), db.session.get_one(Merge, made), UndoReason.TWO_PEOPLE)
    assert claims_now() == before
