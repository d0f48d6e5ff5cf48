"""The nightly look at positions of which nothing is heard: a notice first, then they are closed."""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import select

from jobmatch import clock
from jobmatch.employers.silence_rules import Patience, Step, closes_on, step
from jobmatch.employers.tables import Closing, Position, PositionState
from jobmatch.law.installed import law_on
from jobmatch.law.values import InForce
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db


def patience_of(law: InForce) -> Patience:
    """Return how long silence is borne, by the house rule of this installation."""
    return Patience(law.get("silent_position").whole, law.get("silent_position_notice").whole)


def closes_for_silence_on(position: Position) -> date | None:
    """Return when a position will be closed unless something is heard; None where no notice stands."""
    if position.silence_told_on is None or position.state is not PositionState.OPEN:
        return None
    return closes_on(position.heard_on, position.silence_told_on, patience_of(law_on(clock.today())))


def hear(position: Position) -> None:
    """Note inside an act that the employer has just said something about a position."""
    position.heard_on, position.silence_told_on = clock.today(), None


def look_at_silent_positions() -> Counter[Step]:
    """Tell of the positions that are silent, close those that were told of long enough; returns how many of each."""
    today = clock.today()
    patience, done = patience_of(law_on(today)), Counter[Step]()
    with act(by=MACHINE, action="positions.silence_looked_at") as this:
        for position in _list_silent(today - timedelta(days=patience.days - patience.notice)):
            taken = step(position.heard_on, position.silence_told_on, today, patience)
            if taken is not Step.NOTHING:
                _take(taken, position, today)
                done[taken] += 1
        if not done:
            this.cancel()
        this.note(told=done[Step.TELL], closed=done[Step.CLOSE])
    return done


def _list_silent(heard_before: date) -> list[Position]:
    query = select(Position).where(Position.state == PositionState.OPEN, Position.heard_on <= heard_before)
    return list(db.session.scalars(query.order_by(Position.heard_on, Position.id)))


def _take(taken: Step, position: Position, today: date) -> None:
    action = "position.silence_told" if taken is Step.TELL else "position.closed_for_silence"
    with act(by=MACHINE, action=action, about=position):
        if taken is Step.TELL:
            position.silence_told_on = today
        else:
            position.state, position.closed_why = PositionState.CLOSED, Closing.SILENCE
