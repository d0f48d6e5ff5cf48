"""Lines of the desk's lists: enough to know which one to open, nothing about what a person can or cannot do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jobmatch import clock
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import answers_of
from jobmatch.seekers.tables import Seeker, Submission
from jobmatch.web.facts import place_name
from jobmatch.web.labels import ENTRANCES, REFERRAL_STATES, STATE_TONES


@dataclass(frozen=True)
class SubmissionRow:
    """A submission that waits for somebody to see whose it is."""

    id: str
    name: str
    entrance: str
    wanted: tuple[str, ...]
    received_at: datetime
    ticket: int | None


@dataclass(frozen=True)
class SeekerRow:
    """Somebody who looks for work."""

    id: str
    name: str
    town: str
    wanted: tuple[str, ...]
    days: int
    under_way: int
    is_waiting: bool


@dataclass(frozen=True)
class ReferralRow:
    """A referral and where it stands."""

    id: str
    name: str
    position: str
    employer: str
    state: str
    state_name: str
    tone: str
    made_on: date
    days: int
    meet_on: date | None


def submission_row(
    submission: Submission, tickets: Mapping[str, int] | None = None, answers: Answers | None = None
) -> SubmissionRow:
    """Return the line of a submission; ``tickets`` maps submissions to the numbers that people hold in their hand.

    ``answers`` are its answers where the page has opened them already.
    """
    answers = answers or answers_of(submission)
    return SubmissionRow(
        submission.id,
        answers.name,
        str(ENTRANCES[submission.entrance]),
        answers.wanted,
        submission.received_at,
        (tickets or {}).get(submission.id),
    )


def seeker_row(seeker: Seeker, under_way: Mapping[str, int] | None = None) -> SeekerRow:
    """Return the line of a seeker; ``under_way`` counts each seeker's open referrals."""
    return SeekerRow(
        seeker.id,
        seeker.person.name,
        place_name(seeker.town),
        tuple(seeker.wanted),
        (clock.today() - seeker.since_on).days,
        (under_way or {}).get(seeker.id, 0),
        seeker.state == "open",
    )


def referral_row(referral: Referral) -> ReferralRow:
    """Return the line of a referral."""
    made_on = clock.day_of(referral.made_at)
    return ReferralRow(
        referral.id,
        referral.seeker.person.name,
        referral.position.title,
        referral.position.employer.name,
        referral.state,
        str(REFERRAL_STATES[referral.state]),
        STATE_TONES[referral.state],
        made_on,
        (clock.today() - made_on).days,
        referral.meet_on,
    )
