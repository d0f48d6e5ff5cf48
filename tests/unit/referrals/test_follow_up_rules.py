"""When somebody who was hired is asked how it goes, and what an answer leads to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.people.found_at_work import Found
from jobmatch.referrals.follow_up_rules import (
    Answer,
    LeaveReason,
    find_answer_fault,
    find_following,
    has_stayed,
    list_due,
)
from tests.lengths import examples

BEGAN, TODAY = date(2026, 8, 31), date(2026, 11, 28)
LEFT = Answer(Found.LEFT, date(2026, 10, 1), LeaveReason.RESIGNED)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_seven_days_one_three_six_and_twelve_months_and_short_months_end_early():
    assert [day.isoformat() for day in list_due(BEGAN)] == [
        "2026-09-07",
        "2026-09-30",
        "2026-11-30",
        "2027-02-28",
        "2027-08-31",
    ]


@pytest.mark.parametrize(
    ("found", "today", "then"),
    [
        (Found.STILL, "2026-09-01", "2026-09-07"),
        (Found.STILL, "2026-09-07", "2026-09-30"),
        (Found.STILL, "2027-08-31", None),
        (Found.UNREACHED, "2026-09-07", "2026-09-14"),
        (Found.UNREACHED, "2027-08-31", None),
        (Found.LEFT, "2026-09-07", None),
    ],
)
def test_what_an_answer_leads_to(found, today, then):
    following = find_following(Answer(found), BEGAN, date.fromisoformat(today))
    assert (following.isoformat() if following else None) == then


@examples(100, 2_000)
@given(days, st.integers(0, 500), st.sampled_from(list(Found)))
def test_the_next_day_is_always_ahead_and_asking_ends_after_a_year(began, after, found):
    today = began + timedelta(days=after)
    following = find_following(Answer(found), began, today)
    if following is not None:
        assert today < following <= max(list_due(began)[-1], today + timedelta(days=7))
    if today >= list_due(began)[-1] or found is Found.LEFT:
        assert following is None


def test_who_is_still_there_after_six_months_has_stayed():
    assert has_stayed(Answer(Found.STILL), BEGAN, date(2027, 2, 28))
    assert not has_stayed(Answer(Found.STILL), BEGAN, date(2027, 2, 27))
    assert not has_stayed(Answer(Found.UNREACHED), BEGAN, date(2027, 8, 31))


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (Answer(Found.STILL), None),
        (LEFT, None),
        (LEFT._replace(left_on=BEGAN), None),
        (LEFT._replace(left_on=TODAY), None),
        (Answer(Found.STILL, left_on=TODAY), "follow_up.not_gone"),
        (Answer(Found.UNREACHED, reason=LeaveReason.OTHER), "follow_up.not_gone"),
        (LEFT._replace(left_on=None), "follow_up.gone_when_and_why"),
        (LEFT._replace(reason=None), "follow_up.gone_when_and_why"),
        (LEFT._replace(left_on=BEGAN - timedelta(days=1)), "follow_up.gone_on_another_day"),
        (LEFT._replace(left_on=TODAY + timedelta(days=1)), "follow_up.gone_on_another_day"),
    ],
)
def test_what_fits_together(answer, key):
    fault = find_answer_fault(answer, BEGAN, TODAY)
    assert (fault.key if fault else None) == key
