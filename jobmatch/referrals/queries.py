"""Questions about referrals."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.employers.tables import Position
from jobmatch.referrals.rules import OPEN
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.base import db

_WHOLE = (
    joinedload(Referral.seeker).joinedload(Seeker.person),
    joinedload(Referral.seeker).joinedload(Seeker.town),
    joinedload(Referral.position).joinedload(Position.employer),
    joinedload(Referral.position).joinedload(Position.town),
    selectinload(Referral.steps),
)


def find_referral(district_id: str, referral_id: str, employer_id: str | None = None) -> Referral | None:
    """Return the referral of that key in that district (and to that employer, where one is given), or None."""
    query = select(Referral).where(Referral.district_id == district_id, Referral.id == referral_id)
    if employer_id is not None:
        query = query.join(Position).where(Position.employer_id == employer_id)
    return db.session.scalar(query.options(*_WHOLE))


def list_referrals(
    district_id: str, *, employer_id: str | None = None, seeker_id: str | None = None, position_id: str | None = None,
    states: Iterable[str] | None = None, limit: int | None = None, offset: int = 0,
) -> list[Referral]:
    """List referrals, newest first; of one employer, seeker or position, in some states, where asked."""
    rules = _matching(district_id, employer_id, seeker_id, position_id, states)
    query = select(Referral).join(Position).where(*rules)
    query = query.order_by(Referral.made_at.desc(), Referral.id).limit(limit).offset(offset)
    return list(db.session.scalars(query.options(*_WHOLE)))


def count_referrals(
    district_id: str, *, employer_id: str | None = None, seeker_id: str | None = None, position_id: str | None = None,
    states: Iterable[str] | None = None,
) -> int:
    """Count the referrals that ``list_referrals`` would list without a limit."""
    rules = _matching(district_id, employer_id, seeker_id, position_id, states)
    return db.session.scalar(select(func.count()).select_from(Referral).join(Position).where(*rules)) or 0


def _matching(
    district_id: str, employer_id: str | None, seeker_id: str | None, position_id: str | None,
    states: Iterable[str] | None,
) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [Referral.district_id == district_id]
    if employer_id is not None:
        rules.append(Position.employer_id == employer_id)
    if seeker_id is not None:
        rules.append(Referral.seeker_id == seeker_id)
    if position_id is not None:
        rules.append(Referral.position_id == position_id)
    if states is not None:
        rules.append(Referral.state.in_(list(states)))
    return rules


def count_by_state(district_id: str) -> dict[str, int]:
    """Count the referrals of a district by state."""
    query = select(Referral.state, func.count()).where(Referral.district_id == district_id).group_by(Referral.state)
    return {state.value: count for state, count in db.session.execute(query)}


def find_open_referral(seeker_id: str, position_id: str) -> Referral | None:
    """Return the referral of that pair that is still under way, or None."""
    query = select(Referral).where(
        Referral.seeker_id == seeker_id, Referral.position_id == position_id, Referral.state.in_(list(OPEN))
    )
    return db.session.scalar(query)


def pseudonym_is_taken(district_id: str, pseudonym: str) -> bool:
    """Tell whether a pseudonym is in use in the district."""
    query = select(Referral.id).where(Referral.district_id == district_id, Referral.pseudonym == pseudonym)
    return db.session.scalar(query) is not None
