"""When a position of which nothing is heard any more is announced, and when it is closed. Days in, a step out. Pure."""

import enum
from datetime import date, timedelta
from typing import NamedTuple


class Step(enum.StrEnum):
    """What is to be done about a position today."""

    NOTHING = "nothing"
    TELL = "tell"
    CLOSE = "close"


class Patience(NamedTuple):
    """After how many days of silence a position is closed, and for how many of them the notice stands before."""

    days: int
    notice: int


def closes_on(heard_on: date, told_on: date | None, patience: Patience) -> date:
    """Return the first day on which a silent position is closed; the notice always stands in full."""
    silent = heard_on + timedelta(days=patience.days)
    return silent if told_on is None else max(silent, told_on + timedelta(days=patience.notice))


def step(heard_on: date, told_on: date | None, today: date, patience: Patience) -> Step:
    """Return what is to be done on ``today``.

    *Decision:* nobody's position goes without a notice that stood its days, however long the worker did not run.
    """
    if told_on is None:
        due = heard_on + timedelta(days=patience.days - patience.notice)
        return Step.TELL if due <= today else Step.NOTHING
    return Step.CLOSE if closes_on(heard_on, told_on, patience) <= today else Step.NOTHING
