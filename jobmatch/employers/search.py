"""Finding positions by words and wishes, a page at a time; how well one answers words is judged in ``relevance``."""

import enum
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, cast, func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.accounts.tables import Town
from jobmatch.employers.relevance import Searched, rank, words_of
from jobmatch.employers.tables import Employer, Position, PositionState
from jobmatch.storage.base import db


class Order(enum.StrEnum):
    """What stands first: what was posted last, what pays best, what takes the fewest hours a week."""

    NEWEST = "newest"
    PAY = "pay"
    HOURS = "hours"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a position has to be like, besides the words; None or empty = all the same.

    ``pay_fen``: pays at least so many 分 a month for certain. ``hours_week``: at most so many hours. ``offers``: the
    employer says that each of these accommodations is there. ``order`` None: with words the best answer first, else the
    newest. ``state``: stands there; the public's list asks with ``open_on`` instead.
    """

    town_id: str | None = None
    pay_fen: int | None = None
    hours_week: int | None = None
    offers: tuple[str, ...] = ()
    order: Order | None = None
    state: PositionState | None = None


ANYTHING = Wish()


class Found(NamedTuple):
    """One page of what was found, and how many there are in all."""

    positions: list[Position]
    total: int


def search_positions(
    district_id: str,
    words: str = "",
    wish: Wish = ANYTHING,
    *,
    open_on: date | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """Find positions of a district that are as wished: newest first, or with ``words`` the best answers first.

    With ``open_on`` only those that take people on that day.
    """
    rules = [*_rules(district_id, open_on), *_wished(wish)]
    if not words_of(words):
        total = db.session.scalar(select(func.count()).select_from(Position).where(*rules)) or 0
        page = select(Position.id).where(*rules).order_by(*_in_order(wish.order)).limit(limit).offset(offset)
        return Found(_by_ids(list(db.session.scalars(page))), total)
    searched = _list_searched(rules, wish.order)
    keys = rank(words, searched)
    if wish.order is not None:
        answering = set(keys)
        keys = [one.id for one in searched if one.id in answering]
    return Found(_by_ids(keys[offset : offset + limit]), len(keys))


def _rules(district_id: str, open_on: date | None) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [Position.district_id == district_id]
    if open_on is not None:
        rules.append(Position.state == PositionState.OPEN)
        rules.append(or_(Position.closes_on.is_(None), Position.closes_on >= open_on))
    return rules


def _wished(wish: Wish) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = []
    if wish.town_id is not None:
        rules.append(Position.town_id == wish.town_id)
    if wish.state is not None:
        rules.append(Position.state == wish.state)
    if wish.pay_fen is not None:
        rules.append(Position.wage_min_fen >= wish.pay_fen)
    if wish.hours_week is not None:
        rules.append(Position.hours_week <= wish.hours_week)
    # Words of a closed list: in the JSON text each stands between its quotation marks, on both databases.
    rules += [cast(Position.offers, Text).contains(f'"{word}"', autoescape=True) for word in wish.offers]
    return rules


def _in_order(order: Order | None) -> list[ColumnElement[Any]]:
    """What is unknown stands last; equals stand the newest first."""
    newest: list[ColumnElement[Any]] = [Position.posted_on.desc(), Position.id.asc()]
    if order is Order.PAY:
        return [Position.wage_min_fen.is_(None), Position.wage_min_fen.desc(), *newest]
    if order is Order.HOURS:
        return [Position.hours_week.is_(None), Position.hours_week.asc(), *newest]
    return newest


def _list_searched(rules: list[ColumnElement[bool]], order: Order | None) -> list[Searched]:
    query = (
        select(Position.id, Position.title, Employer.name, Town.name, Town.name_en, Position.text)
        .join(Position.employer)
        .outerjoin(Position.town)
        .where(*rules)
        .order_by(*_in_order(order))
    )
    return [
        Searched(key, title, employer, f"{town or ''} {town_en or ''}", text)
        for key, title, employer, town, town_en, text in db.session.execute(query)
    ]


def _by_ids(keys: list[str]) -> list[Position]:
    """The positions in the order of their keys."""
    query = select(Position).where(Position.id.in_(keys))
    found = db.session.scalars(query.options(joinedload(Position.employer), joinedload(Position.town)))
    by_key = {position.id: position for position in found}
    return [by_key[key] for key in keys if key in by_key]
