"""Questions about submissions and seekers."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import joinedload

from jobmatch.people.tables import Person
from jobmatch.seekers.tables import Entrance, Seeker, SeekerState, Submission, SubmissionLink
from jobmatch.storage.base import connection, db


def find_submission(district_id: str, submission_id: str) -> Submission | None:
    """Return the submission of that key in that district, or None."""
    query = select(Submission).where(Submission.district_id == district_id, Submission.id == submission_id)
    return db.session.scalar(query.options(joinedload(Submission.link)))


_SUBMISSIONS = Submission.metadata.tables["submissions"].c
_FIND_KEPT = select(_SUBMISSIONS.body_hash, _SUBMISSIONS.fair_id).where(
    _SUBMISSIONS.district_id == bindparam("district"), _SUBMISSIONS.id == bindparam("key")
)


class Kept(NamedTuple):
    """What tells a retry from another submission under the same key."""

    body_hash: str
    fair_id: str | None


def find_kept(district_id: str, submission_id: str) -> Kept | None:
    """Return what a retry is compared with, or None where nothing of that key was kept."""
    asked = {"district": district_id, "key": submission_id}
    row = connection().execute(_FIND_KEPT, asked).one_or_none()
    return None if row is None else Kept(*row)


def list_unseen(district_id: str, limit: int = 50, offset: int = 0) -> list[Submission]:
    """List the submissions that nobody has linked to a person yet, oldest first."""
    query = (
        select(Submission)
        .outerjoin(SubmissionLink)
        .where(Submission.district_id == district_id, SubmissionLink.id.is_(None))
    )
    return list(db.session.scalars(query.order_by(Submission.received_at, Submission.id).limit(limit).offset(offset)))


def count_unseen(district_id: str) -> int:
    """Count the submissions that nobody has linked to a person yet."""
    query = (
        select(func.count())
        .select_from(Submission)
        .outerjoin(SubmissionLink)
        .where(Submission.district_id == district_id, SubmissionLink.id.is_(None))
    )
    return db.session.scalar(query) or 0


def list_taken_in(district_id: str, account_id: str, limit: int | None = None, offset: int = 0) -> list[Submission]:
    """List what an account has taken in for others, newest first, with the links to whom they are."""
    query = select(Submission).where(*_taken_in(district_id, account_id)).options(joinedload(Submission.link))
    query = query.order_by(Submission.received_at.desc(), Submission.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_taken_in(district_id: str, account_id: str) -> int:
    """Count what an account has taken in for others."""
    query = select(func.count()).select_from(Submission).where(*_taken_in(district_id, account_id))
    return db.session.scalar(query) or 0


def _taken_in(district_id: str, account_id: str) -> list[ColumnElement[bool]]:
    return [
        Submission.source == account_id,
        Submission.district_id == district_id,
        Submission.entrance.in_((Entrance.VILLAGE, Entrance.PHONE)),
    ]


def count_submissions() -> int:
    """Count every submission there is."""
    return db.session.scalar(select(func.count()).select_from(Submission)) or 0


def find_seeker(district_id: str, seeker_id: str) -> Seeker | None:
    """Return the seeker of that key in that district, or None; who was merged away is none any more."""
    query = select(Seeker).join(Person).where(Seeker.district_id == district_id, Seeker.id == seeker_id)
    return db.session.scalar(
        query.where(Person.merged_into_id.is_(None)).options(joinedload(Seeker.person), joinedload(Seeker.town))
    )


def seekers_by_id(district_id: str, seeker_ids: Iterable[str]) -> dict[str, Seeker]:
    """Return the seekers of those keys in that district, by key; unknown keys are left out."""
    query = select(Seeker).where(Seeker.district_id == district_id, Seeker.id.in_(list(seeker_ids)))
    query = query.options(joinedload(Seeker.person), joinedload(Seeker.town))
    return {one.id: one for one in db.session.scalars(query)}


def list_seekers(district_id: str, *, limit: int | None = None, offset: int = 0) -> list[Seeker]:
    """List who looks for work, those who wait longest first."""
    query = select(Seeker).join(Person).where(*are_waiting(district_id))
    query = query.options(joinedload(Seeker.person), joinedload(Seeker.town))
    return list(db.session.scalars(query.order_by(Seeker.since_on, Seeker.id).limit(limit).offset(offset)))


def count_seekers(district_id: str) -> int:
    """Count the seekers that ``list_seekers`` would list without a limit."""
    query = select(func.count()).select_from(Seeker).join(Person).where(*are_waiting(district_id))
    return db.session.scalar(query) or 0


def are_waiting(district_id: str) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of a seeker, joined with the person, who looks for work in a district."""
    return (Seeker.district_id == district_id, Person.merged_into_id.is_(None), Seeker.state == SeekerState.OPEN)
