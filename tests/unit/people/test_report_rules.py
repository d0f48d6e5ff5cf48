"""What officers report: what may be undone, what may be made of it, what is the same thing said twice."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from jobmatch.people.report_rules import OUTCOMES, age_group, find_settle_fault, find_undo_fault, is_again
from jobmatch.people.situation_tables import ASKING, Outcome, SituationKind

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
SOON, LATE = timedelta(minutes=60), timedelta(minutes=61)


@pytest.mark.parametrize(
    ("mine", "settled", "undone", "age", "fault"),
    [
        (True, False, False, SOON, None),
        (True, False, False, LATE, "situation.is_too_old"),
        (False, False, False, SOON, "situation.is_another_s"),
        (True, True, False, SOON, "situation.is_settled"),
        (True, False, True, SOON, "situation.is_undone"),
    ],
)
def test_a_wrong_tap_is_undone_by_its_author_for_an_hour(mine, settled, undone, age, fault):
    assert find_undo_fault(is_mine=mine, is_settled=settled, is_undone=undone, age=age) == fault


def test_what_asks_the_desk_has_outcomes_and_nothing_else_has():
    assert set(OUTCOMES) == {kind.value for kind in ASKING}
    assert {one for some in OUTCOMES.values() for one in some} == {one.value for one in Outcome}


@pytest.mark.parametrize(("kind", "outcome"), list(product(SituationKind, Outcome)))
def test_each_report_is_settled_in_its_own_ways(kind, outcome):
    fault = find_settle_fault(kind, outcome, is_settled=False, is_undone=False, has_village=True)
    assert fault == (None if outcome in OUTCOMES.get(kind, ()) else "situation.has_no_such_outcome")


def test_a_report_is_settled_once_and_a_move_within_needs_its_village():
    told = {"is_undone": False, "has_village": False}
    assert find_settle_fault("died", "cancelled", is_settled=True, **told) == "situation.is_settled"
    assert find_settle_fault("moved", "moved_within", is_settled=False, **told) == "situation.needs_a_village"
    assert find_settle_fault("moved", "moved_out", is_settled=False, **told) is None


@pytest.mark.parametrize(
    ("kind", "newest", "is_open", "age", "again"),
    [
        ("away", "away", True, SOON, True),
        ("away", "away", True, LATE, False),
        ("away", "at_home", True, SOON, False),
        ("died", "died", True, timedelta(days=9), True),
        ("died", "died", False, timedelta(days=9), False),
        ("away", None, False, None, False),
    ],
)
def test_the_same_button_pressed_again_says_nothing_new(kind, newest, is_open, age, again):
    said_at = NOW - age if age is not None else None
    assert is_again(kind, newest, is_open=is_open, said_at=said_at, now=NOW) is again


@pytest.mark.parametrize(("age", "group"), [(0, (0, 9)), (39, (30, 39)), (40, (40, 49)), (None, None), (-1, None)])
def test_ages_are_told_in_tens(age, group):
    assert age_group(age) == group
