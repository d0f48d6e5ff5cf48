"""Registrations by an officer: the submission and the picture of the signed paper, kept in one act."""

from base64 import b64decode, b64encode

from sqlalchemy import select

from jobmatch import clock
from jobmatch.documents.pictures import Picture
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.paper_tables import ConsentPaper
from jobmatch.seekers.queries import find_kept, find_submission
from jobmatch.seekers.service import Arrival, submit
from jobmatch.seekers.tables import Submission
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.idempotency import KeyReusedError, body_hash

_SAME_KEY = "submissions_pk"


def take_in(by: Actor, arrival: Arrival, answers: Answers, picture: Picture | None = None) -> Submission:
    """Keep what an officer registers, with the picture of the signed paper where there is one.

    The same key with the same answers is the same registration, however often a weak network sends it. Raises
    ``AnswersError`` and, for other answers under a used key, ``KeyReusedError``.
    """
    again = _find_again(arrival, answers)
    if again is not None:
        return again
    try:
        with act(by=by, action="submission.taken_in") as this:
            submission = submit(by, arrival, answers)
            this.about(submission)
            if picture is not None:
                _keep_paper(by, submission, picture)
    except BrokenRuleError as error:
        # Two copies of one request side by side.
        again = _find_again(arrival, answers) if error.rule == _SAME_KEY else None
        if again is None:
            raise
        return again
    return submission


def find_paper(submission_id: str) -> bytes | None:
    """Return the picture of a submission's signed paper as a JPEG, or None; an erased one is none."""
    paper = db.session.scalar(select(ConsentPaper).where(ConsentPaper.submission_id == submission_id))
    return b64decode(paper.picture) if paper is not None and paper.picture else None


def has_paper(submission_id: str) -> bool:
    """Tell whether a submission has a picture of a signed paper, without opening it."""
    query = select(ConsentPaper.id).where(ConsentPaper.submission_id == submission_id)
    return db.session.scalar(query) is not None


def _keep_paper(by: Actor, submission: Submission, picture: Picture) -> None:
    size = {"width": picture.width, "height": picture.height}
    text = b64encode(picture.jpeg).decode("ascii")
    of = {"submission_id": submission.id, "kept_by": by.human_id, "kept_at": clock.now()}
    db.session.add(ConsentPaper(picture=text, **size, **of))


def _find_again(arrival: Arrival, answers: Answers) -> Submission | None:
    kept = find_kept(arrival.district_id, arrival.key)
    if kept is None:
        return None
    if kept.body_hash != body_hash(answers.as_json()):
        raise KeyReusedError(arrival.key)
    return find_submission(arrival.district_id, arrival.key)
