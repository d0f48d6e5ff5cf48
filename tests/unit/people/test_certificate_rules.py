"""How a certificate stands, and when a renewal is booked: every threshold once, every way out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.people.addresses import one_address
from jobmatch.people.certificate_rules import CertificateFacts, Standing, judge, needs_renewal

TODAY = date(2026, 11, 23)


def facts(days, source="register", home_code=None, event="issued"):
    return CertificateFacts(source, home_code, None if days is None else TODAY + timedelta(days=days), event)


@pytest.mark.parametrize(
    ("days", "standing", "within"),
    [
        (None, Standing.NONE, None),
        (91, Standing.VALID, None),
        (90, Standing.EXPIRING, 90),
        (61, Standing.EXPIRING, 90),
        (60, Standing.EXPIRING, 60),
        (30, Standing.EXPIRING, 30),
        (0, Standing.EXPIRING, 30),
        (-1, Standing.EXPIRED, None),
    ],
)
def test_the_days_decide(days, standing, within):
    judged = judge(facts(days), TODAY)
    assert (judged.standing, judged.within) == (standing, within)


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({"source": "roster"}, Standing.NOT_CHECKED),
        ({"source": "registration", "home_code": "330212"}, Standing.NOT_CHECKED),
        ({"event": "cancelled"}, Standing.CANCELLED),
        ({"event": "moved_out"}, Standing.MOVED_OUT),
        ({"event": "frozen"}, Standing.FROZEN),
    ],
)
def test_what_is_not_ours_or_has_ended_is_not_watched(more, standing):
    assert judge(facts(5, **more), TODAY).standing is standing
    assert not needs_renewal(facts(5, **more), TODAY, None)


@pytest.mark.parametrize(
    ("days", "done", "wanted"),
    [
        (91, None, False),
        (90, None, True),
        (60, 31, True),
        (60, 0, False),
        (45, 16, True),
        (45, 10, False),
        (-3, 3, True),
    ],
)
def test_ticked_off_it_comes_again_at_the_next_threshold(days, done, wanted):
    """``done`` so many days ago."""
    done_on = None if done is None else TODAY - timedelta(days=done)
    assert needs_renewal(facts(days), TODAY, done_on) is wanted


@given(st.integers(-4000, 90), st.integers(0, 4000))
def test_nobody_is_reminded_twice_in_one_stage(days, done):
    """What was done today is not booked again today."""
    assert needs_renewal(facts(days), TODAY, None)
    assert not needs_renewal(facts(days), TODAY, TODAY)
    assert done or not needs_renewal(facts(days), TODAY, TODAY - timedelta(days=done))


def test_addresses_meet_whatever_way_they_are_typed():
    assert one_address("示例路 3 号, 1－23 室") == one_address("示例路３号1-23室")
    assert one_address("3号1-23室") != one_address("3号12-3室")
    assert one_address(" ,。") is None
