"""Questions about claims and contests."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.employment.claim_tables import ClaimState, MonthClaim, MonthContest
from jobmatch.storage.base import db

STANDING = (ClaimState.ACCEPTED, ClaimState.UNCOUNTED, ClaimState.CONTESTED)


def standing(employer_id: str, person_id: str) -> dict[str, MonthClaim]:
    """Return the claims of an employer to a person's months that were not withdrawn or lost, by month."""
    query = select(MonthClaim).where(
        MonthClaim.employer_id == employer_id, MonthClaim.person_id == person_id, MonthClaim.state.in_(STANDING)
    )
    return {claim.month: claim for claim in db.session.scalars(query.order_by(MonthClaim.month))}


def list_held(employer_id: str, person_id: str) -> list[MonthClaim]:
    """List the claims of an employer to a person's months, the withdrawn ones left out, by month, the newest last.

    Those lost are among them: whoever is not told yet that a claim was lost can take it back like any other.
    """
    query = select(MonthClaim).where(
        MonthClaim.employer_id == employer_id,
        MonthClaim.person_id == person_id,
        MonthClaim.state != ClaimState.WITHDRAWN,
    )
    return list(db.session.scalars(query.order_by(MonthClaim.month, MonthClaim.claimed_at)))


def find_accepted(person_id: str, month: str) -> MonthClaim | None:
    """Return the claim to which a person's month is credited, or None."""
    query = select(MonthClaim).where(
        MonthClaim.person_id == person_id, MonthClaim.month == month, MonthClaim.state == ClaimState.ACCEPTED
    )
    return db.session.scalar(query)


def list_claims_of_year(employer_id: str, year: int) -> list[MonthClaim]:
    """List the claims of an employer to the months of a year, the withdrawn ones left out, by person and month."""
    query = select(MonthClaim).where(
        MonthClaim.employer_id == employer_id,
        MonthClaim.month.between(f"{year:04d}-01", f"{year:04d}-12"),
        MonthClaim.state != ClaimState.WITHDRAWN,
    )
    query = query.options(joinedload(MonthClaim.person))
    return list(db.session.scalars(query.order_by(MonthClaim.person_id, MonthClaim.month, MonthClaim.claimed_at)))


def weights_of_year(employer_id: str, year: int) -> dict[str, int]:
    """Return the accepted weights of each month of a year, by month: their sum over twelve is the credit."""
    query = (
        select(MonthClaim.month, func.sum(MonthClaim.weight))
        .where(
            MonthClaim.employer_id == employer_id,
            MonthClaim.month.between(f"{year:04d}-01", f"{year:04d}-12"),
            MonthClaim.state == ClaimState.ACCEPTED,
        )
        .group_by(MonthClaim.month)
        .order_by(MonthClaim.month)
    )
    return {month: int(weight) for month, weight in db.session.execute(query)}


def list_claims_of_person(person_id: str) -> list[MonthClaim]:
    """List every claim to a person's months, whoever made it, oldest month first: for staff only."""
    query = select(MonthClaim).where(MonthClaim.person_id == person_id).options(joinedload(MonthClaim.employer))
    return list(db.session.scalars(query.order_by(MonthClaim.month, MonthClaim.claimed_at, MonthClaim.id)))


def find_open_contest(claim: MonthClaim) -> MonthContest | None:
    """Return the undecided contest that a claim is part of, the oldest of several, or None."""
    return next(iter(list_open_contests_about([claim.id])), None)


def list_open_contests_about(claim_ids: Iterable[str]) -> list[MonthContest]:
    """List the undecided contests about any of the claims, oldest first."""
    ids = list(claim_ids)
    query = select(MonthContest).where(
        MonthContest.decided_at.is_(None),
        or_(MonthContest.earlier_claim_id.in_(ids), MonthContest.later_claim_id.in_(ids)),
    )
    return list(db.session.scalars(query.order_by(MonthContest.opened_at, MonthContest.id)))


def list_contests_about(claim_ids: Iterable[str]) -> list[MonthContest]:
    """List the contests about any of the claims, decided or not, oldest first."""
    ids = list(claim_ids)
    query = select(MonthContest).where(
        or_(MonthContest.earlier_claim_id.in_(ids), MonthContest.later_claim_id.in_(ids))
    )
    return list(db.session.scalars(query.order_by(MonthContest.opened_at, MonthContest.id)))


def find_claim(district_id: str, employer_id: str, claim_id: str) -> MonthClaim | None:
    """Return the claim of that key that this employer made, or None."""
    query = select(MonthClaim).where(
        MonthClaim.id == claim_id, MonthClaim.district_id == district_id, MonthClaim.employer_id == employer_id
    )
    return db.session.scalar(query.options(joinedload(MonthClaim.person)))


def list_contests(district_id: str, *, are_open: bool) -> list[MonthContest]:
    """List a district's contests, those to decide oldest first, those decided newest first."""
    query = select(MonthContest).where(MonthContest.district_id == district_id)
    if are_open:
        query = query.where(MonthContest.decided_at.is_(None)).order_by(MonthContest.opened_at, MonthContest.id)
    else:
        query = query.where(MonthContest.decided_at.is_not(None))
        query = query.order_by(MonthContest.decided_at.desc(), MonthContest.id)
    return list(db.session.scalars(query.options(*_WITH_BOTH, selectinload(MonthContest.answers))))


def find_contest(district_id: str, contest_id: str) -> MonthContest | None:
    """Return the contest of that key in that district with both claims and the answers, or None."""
    query = select(MonthContest).where(MonthContest.district_id == district_id, MonthContest.id == contest_id)
    return db.session.scalar(query.options(*_WITH_BOTH, selectinload(MonthContest.answers)))


_WITH_BOTH = (
    joinedload(MonthContest.earlier).joinedload(MonthClaim.employer),
    joinedload(MonthContest.earlier).joinedload(MonthClaim.person),
    joinedload(MonthContest.later).joinedload(MonthClaim.employer),
)
