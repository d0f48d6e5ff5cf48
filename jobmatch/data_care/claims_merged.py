"""What a merge does with claims to months: one person has each month once, whoever claimed it under which row."""

from sqlalchemy import select

from jobmatch.data_care.moves import WHOLE_ROW, Log, Moved
from jobmatch.employment.claim_tables import ClaimState, MonthClaim
from jobmatch.employment.claims import STANDING
from jobmatch.employment.contests import open_contest
from jobmatch.storage.base import db


def part_claims(log: Log, kept_id: str, gone_id: str) -> None:
    """Let no month be credited twice once both rows are one person; inside the merge's act, before rows go over.

    Two employers: the claim of the row merged away becomes a contest. One employer that claimed under both rows: its
    claim under the row merged away is withdrawn.
    """
    kept = _standing(kept_id)
    of_employer = {(claim.employer_id, claim.month): claim for claim in kept}
    accepted = {claim.month: claim for claim in kept if claim.state is ClaimState.ACCEPTED}
    for claim in _standing(gone_id):
        if (claim.employer_id, claim.month) in of_employer:
            log.set(claim, "state", ClaimState.WITHDRAWN)
        elif claim.state is ClaimState.ACCEPTED and claim.month in accepted:
            log.set(claim, "state", ClaimState.CONTESTED)
            db.session.flush()
            contest = open_contest(accepted[claim.month], claim)
            values = {"earlier_claim_id": contest.earlier_claim_id, "later_claim_id": contest.later_claim_id}
            log.note(contest.__tablename__, [Moved(contest.id, WHOLE_ROW, None, values)])
    db.session.flush()


def _standing(person_id: str) -> list[MonthClaim]:
    query = select(MonthClaim).where(MonthClaim.person_id == person_id, MonthClaim.state.in_(STANDING))
    return list(db.session.scalars(query.order_by(MonthClaim.month, MonthClaim.claimed_at, MonthClaim.id)))
