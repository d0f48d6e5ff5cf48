"""A position at the desk, in a line and on its page; how many people it may be suggested to is for staff alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch import clock, logs
from jobmatch.employers.tables import Position, PositionState
from jobmatch.employment.queries import count_filled
from jobmatch.matching.base import TableError
from jobmatch.matching.headcounts import count_fitting
from jobmatch.web.facts import hours_a_week, pay_range, place_name
from jobmatch.web.names import name_of
from jobmatch.web.templating import day, word

TONES = {PositionState.OPEN: "because", PositionState.PAUSED: "plain", PositionState.CLOSED: "stop"}

log = logs.get(__name__)


@dataclass(frozen=True)
class PositionRow:
    """A position as a line; ``fitting`` None: it takes nobody now, or nothing can be counted."""

    id: str
    title: str
    facts: tuple[str, ...]
    state: str
    tone: str
    fitting: int | None


@dataclass(frozen=True)
class PositionShown:
    """A position as the desk reads it before looking at people. ``seats_left`` 0: it is filled."""

    id: str
    title: str
    employer_id: str
    employer: str
    facts: tuple[str, ...]
    state: str
    tone: str
    is_taking: bool
    seats_left: int
    text: str
    needed: tuple[str, ...]
    offers: tuple[str, ...]


def position_rows(positions: Sequence[Position]) -> list[PositionRow]:
    """Return the lines of positions of one district, each with how many people it may be suggested to."""
    counts = count_or_none([one for one in positions if is_taking(one)])
    return [
        PositionRow(
            one.id,
            one.title,
            tuple(filter(None, (one.employer.name, *_facts(one)))),
            name_of(one.state),
            TONES[one.state],
            counts.get(one.id),
        )
        for one in positions
    ]


def position_shown(position: Position) -> PositionShown:
    """Return a position as its page at the desk shows it."""
    seats_left = max(0, position.seats - count_filled([position.id]).get(position.id, 0))
    return PositionShown(
        id=position.id,
        title=position.title,
        employer_id=position.employer_id,
        employer=position.employer.name,
        facts=(*_facts(position), _seats(position, seats_left)),
        state=name_of(position.state),
        tone=TONES[position.state],
        is_taking=is_taking(position) and seats_left > 0,
        seats_left=seats_left,
        text=position.text,
        needed=tuple(word(one) for one, said in position.demands.items() if said == "needed"),
        offers=tuple(map(word, position.offers)),
    )


def is_taking(position: Position) -> bool:
    """Tell whether a position takes people today, full or not."""
    in_time = position.closes_on is None or position.closes_on >= clock.today()
    return position.state is PositionState.OPEN and in_time


def _seats(position: Position, seats_left: int) -> str:
    if seats_left == position.seats:
        return _("招 %(seats)s 人", seats=position.seats)
    return _("招 %(seats)s 人，还缺 %(left)s 人", seats=position.seats, left=seats_left)


def _facts(position: Position) -> tuple[str, ...]:
    facts = (
        place_name(position.town),
        pay_range(position.wage_min_fen, position.wage_max_fen),
        hours_a_week(position.hours_week),
        _("%(day)s发布", day=day(position.posted_on)),
        _("%(day)s截止", day=day(position.closes_on)) if position.closes_on else "",
    )
    return tuple(fact for fact in facts if fact)


def count_or_none(positions: Sequence[Position]) -> dict[str, int]:
    """Count for positions of one district whom each may be suggested to; nothing where no table can be used."""
    if not positions:
        return {}
    try:
        return count_fitting(positions[0].district_id, [one.id for one in positions])
    except TableError as error:
        log.error("no base score", failure=str(error))
        return {}
