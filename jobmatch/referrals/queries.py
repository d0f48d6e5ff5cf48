"""Questions about referrals."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.employers.tables import Position
from jobmatch.people.tables import Consent, Purpose
from jobmatch.referrals.rules import OPEN
from jobmatch.referrals.tables import Referral, ReferralState
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.storage.base import db

_WHOLE = (
    joinedload(Referral.seeker).joinedload(Seeker.person),
    joinedload(Referral.seeker).joinedload(Seeker.town),
    joinedload(Referral.position).joinedload(Position.employer),
    joinedload(Referral.position).joinedload(Position.town),
    selectinload(Referral.steps),
)


def find_referral(district_id: str, referral_id: str, employer_id: str | None = None) -> Referral | None:
    """Return the referral of that key in that district, or None; for an employer only one that it may see now."""
    query = select(Referral).where(Referral.district_id == district_id, Referral.id == referral_id)
    if employer_id is not None:
        query = query.join(Position).where(Position.employer_id == employer_id, _is_open_to_the_employer())
    return db.session.scalar(query.options(*_WHOLE))


def list_referrals(
    district_id: str,
    *,
    employer_id: str | None = None,
    seeker_id: str | None = None,
    position_id: str | None = None,
    states: Iterable[str] | None = None,
    limit: int | None = None,
    offset: int = 0,
    oldest_first: bool = False,
) -> list[Referral]:
    """List referrals, newest first unless asked; of one seeker or position, in some states, where asked; with
    ``employer_id`` those that this employer may see now."""
    rules = _matching(district_id, employer_id, seeker_id, position_id, states)
    query = select(Referral).join(Position).where(*rules)
    made = Referral.made_at if oldest_first else Referral.made_at.desc()
    query = query.order_by(made, Referral.id).limit(limit).offset(offset)
    return list(db.session.scalars(query.options(*_WHOLE)))


def list_referrals_of(district_id: str, seeker_ids: Iterable[str]) -> list[Referral]:
    """List the referrals of some seekers, newest first, without what they lead to."""
    query = select(Referral).where(Referral.district_id == district_id, Referral.seeker_id.in_(list(seeker_ids)))
    return list(db.session.scalars(query.order_by(Referral.made_at.desc(), Referral.id)))


def count_referrals(
    district_id: str,
    *,
    employer_id: str | None = None,
    seeker_id: str | None = None,
    position_id: str | None = None,
    states: Iterable[str] | None = None,
) -> int:
    """Count the referrals that ``list_referrals`` would list without a limit."""
    rules = _matching(district_id, employer_id, seeker_id, position_id, states)
    return db.session.scalar(select(func.count()).select_from(Referral).join(Position).where(*rules)) or 0


def _matching(
    district_id: str,
    employer_id: str | None,
    seeker_id: str | None,
    position_id: str | None,
    states: Iterable[str] | None,
) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [Referral.district_id == district_id]
    if employer_id is not None:
        rules += [Position.employer_id == employer_id, _is_open_to_the_employer()]
    if seeker_id is not None:
        rules.append(Referral.seeker_id == seeker_id)
    if position_id is not None:
        rules.append(Referral.position_id == position_id)
    if states is not None:
        rules.append(Referral.state.in_(list(states)))
    return rules


def _is_open_to_the_employer() -> ColumnElement[bool]:
    """Whether an employer may open a referral to one of its positions.

    Somebody who let it read their name and took that back is known there: a page under the pseudonym would go on
    telling of them, at an address that was theirs. So the referral is nothing to the employer from then on (PIPL art.
    15), unless the person agrees again or works there. One made after the withdrawal begins under a new pseudonym.
    """
    told = (
        Consent.person_id == Referral.seeker_id,
        Consent.position_id == Referral.position_id,
        Consent.purpose == Purpose.DISCLOSE,
    )
    in_force = exists().where(*told, Consent.withdrawn_at.is_(None))
    taken_back = exists().where(*told, Consent.withdrawn_at >= Referral.made_at)
    return or_(Referral.state == ReferralState.HIRED, in_force, ~taken_back)


def count_by_state(district_id: str) -> dict[str, int]:
    """Count the referrals of a district by state."""
    query = select(Referral.state, func.count()).where(Referral.district_id == district_id).group_by(Referral.state)
    return {state.value: count for state, count in db.session.execute(query)}


def count_open_by_seeker(seeker_ids: Iterable[str]) -> dict[str, int]:
    """Count the referrals under way of each seeker; who has none is left out."""
    query = select(Referral.seeker_id, func.count()).where(
        Referral.seeker_id.in_(list(seeker_ids)), Referral.state.in_(list(OPEN))
    )
    return {seeker: int(count) for seeker, count in db.session.execute(query.group_by(Referral.seeker_id))}


def count_by_position(position_ids: Iterable[str], state: str) -> dict[str, int]:
    """Count the referrals in ``state`` of each position that its employer may see; positions without are left out."""
    query = select(Referral.position_id, func.count()).where(
        Referral.position_id.in_(list(position_ids)), Referral.state == state, _is_open_to_the_employer()
    )
    return {position: int(count) for position, count in db.session.execute(query.group_by(Referral.position_id))}


def list_unreferred(district_id: str, limit: int) -> list[Seeker]:
    """List seekers who wait without any referral under way, those who wait longest first."""
    under_way = select(Referral.seeker_id).where(Referral.district_id == district_id, Referral.state.in_(list(OPEN)))
    query = select(Seeker).where(
        Seeker.district_id == district_id, Seeker.state == SeekerState.OPEN, Seeker.id.not_in(under_way)
    )
    query = query.options(joinedload(Seeker.person), joinedload(Seeker.town))
    return list(db.session.scalars(query.order_by(Seeker.since_on, Seeker.id).limit(limit)))


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
