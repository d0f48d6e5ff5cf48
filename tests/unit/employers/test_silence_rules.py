"""Silent positions: the notice first, always its full days, then closed."""

from datetime import date, timedelta

import pytest

from jobmatch.employers.silence_rules import Patience, Step, closes_on, step

HEARD = date(2026, 1, 1)
PATIENCE = Patience(90, 14)


def on(day):
    return HEARD + timedelta(days=day)


@pytest.mark.parametrize(
    ("told", "today", "taken"),
    [
        (None, 75, Step.NOTHING),
        (None, 76, Step.TELL),
        (None, 400, Step.TELL),
        (76, 89, Step.NOTHING),
        (76, 90, Step.CLOSE),
        (400, 413, Step.NOTHING),
        (400, 414, Step.CLOSE),
    ],
)
def test_a_notice_stands_in_full_however_late_it_came(told, today, taken):
    told_on = None if told is None else on(told)
    assert step(HEARD, told_on, on(today), PATIENCE) is taken


def test_the_day_that_is_told_is_the_day_of_the_closing():
    for told in (76, 80, 400):
        day = closes_on(HEARD, on(told), PATIENCE)
        assert step(HEARD, on(told), day, PATIENCE) is Step.CLOSE
        assert step(HEARD, on(told), day - timedelta(days=1), PATIENCE) is Step.NOTHING
