"""What an officer has registered already and nobody has linked to a person yet: it must not be registered twice."""

from datetime import timedelta

from sqlalchemy import select

from jobmatch import clock
from jobmatch.people.name_rules import fold
from jobmatch.seekers.service import answers_of
from jobmatch.seekers.tables import Submission, SubmissionLink
from jobmatch.storage.base import db

LOOKED_AT_MOST = 200
NEWEST = timedelta(days=180)


def list_taken_before(district_id: str, account_id: str, name: str, but: str) -> list[Submission]:
    """List what an account has registered under that name, newest first; left out is the submission ``but``.

    Answers are sealed, so the newest are opened and compared; who was seen since is found among people.
    """
    query = (
        select(Submission)
        .outerjoin(SubmissionLink)
        .where(
            Submission.source == account_id,
            Submission.district_id == district_id,
            Submission.received_at >= clock.now() - NEWEST,
            Submission.id != but,
            SubmissionLink.id.is_(None),
        )
    )
    newest = db.session.scalars(query.order_by(Submission.received_at.desc()).limit(LOOKED_AT_MOST))
    return [one for one in newest if fold(answers_of(one).name) == fold(name)]
