"""Acts by which an employer's members put positions before the public, take them off for a while, and close them."""

from dataclasses import asdict, dataclass
from datetime import date

from jobmatch import clock
from jobmatch.accounts.queries import find_town
from jobmatch.employers.draft_tables import PositionDraft
from jobmatch.employers.drafts import answers_of
from jobmatch.employers.posting_rules import Finding, Posting, check
from jobmatch.employers.queries import find_employer
from jobmatch.employers.silence import hear
from jobmatch.employers.tables import Closing, Position, PositionState
from jobmatch.law.installed import law_on
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class PostingRefusedError(SentenceError):
    """A position cannot be put, or put back, before the public; its sentence says what to do."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that an employer says of a position; wages in 分 a month. ``demands`` and ``conditions`` hold no unknowns."""

    title: str
    text: str
    seats: int
    occupation_code: str | None
    town_id: str | None
    wage_min_fen: int
    wage_max_fen: int | None
    hours_week: int
    conditions: dict[str, str]
    closes_on: date | None
    demands: dict[str, str]
    education: str | None
    licences: list[str]
    offers: list[str]


def find_faults(posting: Posting) -> list[Finding]:
    """Return what today's law finds in a posting."""
    return check(posting, law_on(clock.today()))


def posting_of(said: Content | Position) -> Posting:
    """Return what is checked of a position, or of what one is to say."""
    return Posting(
        title=said.title,
        text=said.text,
        licences="\n".join(said.licences),
        wage_min_fen=said.wage_min_fen,
        wage_max_fen=said.wage_max_fen,
        hours_week=said.hours_week,
    )


def publish(by: Actor, draft: PositionDraft, content: Content) -> Position:
    """Put a draft before the public: a new position, or the changed one. The draft is gone with it.

    Raises ``PostingRefusedError`` for what the law forbids, or where somebody changed the position meanwhile: the
    draft then knows what it is now, and the next press of the button is a decision about that.
    """
    if any(one.blocks for one in find_faults(posting_of(content))):
        raise PostingRefusedError("posting.refused")
    with act(by=by, action="position.posted") as this:
        position = db.session.get(Position, draft.position_id) if draft.position_id else None
        changed_meanwhile = position is not None and answers_of(position) != draft.seen
        if changed_meanwhile and position is not None:
            draft.seen = answers_of(position)
        else:
            this.note(fields=_written(position, content))
            position = _write(draft, content, position)
            this.about(position)
            db.session.delete(draft)
    if changed_meanwhile:
        raise PostingRefusedError("posting.changed_meanwhile")
    assert position is not None, "a draft makes a position or changes one"
    return position


def _written(position: Position | None, content: Content) -> str:
    """Name the facts that are not what they were."""
    if position is None:
        return "new"
    return ",".join(name for name, value in asdict(content).items() if getattr(position, name) != value)


def _write(draft: PositionDraft, content: Content, position: Position | None) -> Position:
    lat, lon = _point(draft, content.town_id)
    if position is None:
        position = Position(
            district_id=draft.district_id,
            employer_id=draft.employer_id,
            state=PositionState.OPEN,
            posted_on=clock.today(),
        )
        db.session.add(position)
    for name, value in {**asdict(content), "lat": lat, "lon": lon}.items():
        setattr(position, name, value)
    hear(position)
    db.session.flush()
    return position


def _point(draft: PositionDraft, town_id: str | None) -> tuple[float | None, float | None]:
    """Where the work is when it is not at the employer's own address: the middle of the town that was named."""
    employer = find_employer(draft.district_id, draft.employer_id)
    if town_id is None or (employer is not None and employer.town_id == town_id):
        return None, None
    town = find_town(draft.district_id, town_id)
    return (town.lat, town.lon) if town else (None, None)


def pause(by: Actor, position: Position) -> None:
    """Take an open position off the lists for a while."""
    _turn(by, position, "position.paused", PositionState.OPEN, PositionState.PAUSED)


def close(by: Actor, position: Position) -> None:
    """Close a position: it is no longer looked for anybody."""
    with act(by=by, action="position.closed", about=position) as this:
        if position.state is PositionState.CLOSED:
            this.cancel()
        position.state, position.closed_why = PositionState.CLOSED, Closing.EMPLOYER


def reopen(by: Actor, position: Position) -> None:
    """Put a paused or closed position before the public again, if today's law lets it be published.

    Raises ``PostingRefusedError``.
    """
    if any(one.blocks for one in find_faults(posting_of(position))):
        raise PostingRefusedError("posting.refused_again")
    if position.closes_on is not None and position.closes_on < clock.today():
        raise PostingRefusedError("posting.day_is_past", day=position.closes_on)
    with act(by=by, action="position.reopened", about=position) as this:
        if position.state is PositionState.OPEN:
            this.cancel()
        if position.state is PositionState.CLOSED:
            position.posted_on = clock.today()
        position.state, position.closed_why = PositionState.OPEN, None
        hear(position)


def confirm(by: Actor, position: Position) -> None:
    """Take the employer's word that a position is still there."""
    with act(by=by, action="position.confirmed", about=position) as this:
        if position.heard_on == clock.today() and position.silence_told_on is None:
            this.cancel()
        hear(position)


def _turn(by: Actor, position: Position, action: str, before: PositionState, after: PositionState) -> None:
    with act(by=by, action=action, about=position) as this:
        if position.state is not before:
            this.cancel()
        else:
            position.state = after
            hear(position)
