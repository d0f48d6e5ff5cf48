"""Guessing is slow: misses of one address are counted for a while, hits never."""

from datetime import UTC, datetime, timedelta

import time_machine

from jobmatch.web.pace import MOST_ADDRESSES, MOST_MISSES, WINDOW_SECONDS, Misses

BEGIN = datetime(2026, 4, 20, 2, tzinfo=UTC)


def test_too_many_misses_wait_until_the_window_is_over_and_others_do_not():
    misses = Misses()
    with time_machine.travel(BEGIN, tick=False) as clock:
        for _ in range(MOST_MISSES):
            assert not misses.must_wait("a")
            misses.add("a")
        assert misses.must_wait("a")
        assert not misses.must_wait("b")
        clock.shift(timedelta(seconds=WINDOW_SECONDS))
        assert not misses.must_wait("a")


def test_what_is_kept_in_memory_has_an_end():
    misses = Misses()
    for number in range(MOST_ADDRESSES + 5):
        misses.add(str(number))
    assert len(misses._counts) == MOST_ADDRESSES
