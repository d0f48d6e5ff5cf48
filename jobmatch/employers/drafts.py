"""Drafts of positions: kept as they are typed, begun from a position, given up. What they hold is checked elsewhere."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from jobmatch import clock
from jobmatch.employers.draft_tables import PositionDraft
from jobmatch.employers.tables import Position
from jobmatch.storage.act import Act, Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

MOST = 50
"""Drafts of one employer: a form that is sent again and again must not fill the database."""

Answers = Mapping[str, list[str]]
"""What was typed, by the name of the question: lists of texts, as a browser sends them."""


class Owner(NamedTuple):
    """Whose draft it is."""

    district_id: str
    employer_id: str


class TooManyDraftsError(SentenceError):
    """An employer has as many drafts as may be."""


def begin(by: Actor, owner: Owner, typed: Answers) -> PositionDraft:
    """Keep the first answers about a new position. Raises ``TooManyDraftsError``."""
    with act(by=by, action="position_draft.kept") as this:
        return _add(by, this, owner, fields=dict(typed))


def begin_from(by: Actor, position: Position) -> PositionDraft:
    """Return the draft in which a position is being changed, beginning one where there is none.

    Raises ``TooManyDraftsError``.
    """
    owner = Owner(position.district_id, position.employer_id)
    with act(by=by, action="position_draft.kept") as this:
        there = db.session.scalar(select(PositionDraft).where(PositionDraft.position_id == position.id))
        if there is not None:
            this.cancel()
            return there
        now = answers_of(position)
        return _add(by, this, owner, fields=now, seen=now, position_id=position.id)


def keep(by: Actor, draft: PositionDraft, typed: Answers) -> None:
    """Keep what was typed into one section, whatever it is."""
    with act(by=by, action="position_draft.kept", about=draft) as this:
        if all(draft.fields.get(name) == values for name, values in typed.items()):
            this.cancel()
        draft.fields, draft.kept_at = {**draft.fields, **typed}, clock.now()


def discard(by: Actor, draft: PositionDraft) -> None:
    """Give a draft up; a position that it was about stays as it is."""
    with act(by=by, action="position_draft.discarded", about=draft):
        db.session.delete(draft)


def find_draft(owner: Owner, draft_id: str) -> PositionDraft | None:
    """Return the owner's draft of that key, or None."""
    return db.session.scalar(select(PositionDraft).where(*_of(owner), PositionDraft.id == draft_id))


def list_drafts(owner: Owner) -> list[PositionDraft]:
    """List an employer's drafts, the one kept last first."""
    query = select(PositionDraft).where(*_of(owner))
    return list(db.session.scalars(query.order_by(PositionDraft.kept_at.desc(), PositionDraft.id)))


def answers_of(position: Position) -> dict[str, list[str]]:
    """Return a position as the answers that would make it."""
    answers = {
        "title": position.title,
        "text": position.text,
        "seats": str(position.seats),
        "code": position.occupation_code,
        "town": position.town_id,
        "wage_min": _yuan(position.wage_min_fen),
        "wage_max": _yuan(position.wage_max_fen),
        "hours_week": "" if position.hours_week is None else str(position.hours_week),
        "education": position.education,
        "licences": "\n".join(position.licences),
        **{f"condition_{word}": said for word, said in position.conditions.items()},
    }
    lists = {
        "closes_on": [str(part) for part in _parts(position)],
        "needed": [word for word, said in position.demands.items() if said == "needed"],
        "not_needed": [word for word, said in position.demands.items() if said == "not_needed"],
        "offers": list(position.offers),
    }
    return {name: [value] if value else [] for name, value in answers.items()} | lists


def _add(by: Actor, this: Act, owner: Owner, **values: Any) -> PositionDraft:
    if (db.session.scalar(select(func.count()).select_from(PositionDraft).where(*_of(owner))) or 0) >= MOST:
        raise TooManyDraftsError("posting.too_many_drafts", most=MOST)
    made = {"made_by": by.human_id, "kept_at": clock.now()}
    draft = PositionDraft(district_id=owner.district_id, employer_id=owner.employer_id, **made, **values)
    db.session.add(draft)
    db.session.flush()
    this.about(draft)
    return draft


def _of(owner: Owner) -> tuple[ColumnElement[bool], ...]:
    return PositionDraft.district_id == owner.district_id, PositionDraft.employer_id == owner.employer_id


def _yuan(fen: int | None) -> str:
    if fen is None:
        return ""
    return f"{fen // 100}" if fen % 100 == 0 else f"{Decimal(fen) / 100:.2f}"


def _parts(position: Position) -> tuple[int, ...]:
    day = position.closes_on
    return (day.year, day.month, day.day) if day else ()
