"""Who a submission may be from: everybody whose numbers, name or telephone agree, with reasons. A human decides."""

from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch.doors.casework.people.reasons import reasons_said
from jobmatch.people.disclosure import ending
from jobmatch.people.duplicate_rules import Candidate as Likely
from jobmatch.people.duplicates import Entered, list_candidates
from jobmatch.people.numbers import CertificateNumber
from jobmatch.people.queries import find_survivor
from jobmatch.people.tables import Person
from jobmatch.people.typed import NumberError
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.consenting import asked_of
from jobmatch.seekers.rules import Asked
from jobmatch.seekers.tables import Submission
from jobmatch.web.facts import place_name
from jobmatch.web.templating import day

SHOWN_MOST = 10


@dataclass(frozen=True)
class Candidate:
    """A known person; ``hint`` says what speaks for and against them, and of a number only its ending. ``asked``: what
    is asked beside the card if it is them."""

    id: str
    name: str
    hint: str
    asked: Asked

    def as_choice(self) -> tuple[str, str, str]:
        """Return the candidate as a choice: key, name, hint."""
        return self.id, self.name, self.hint


def candidates_of(submission: Submission, answers: Answers) -> list[Candidate]:
    """List who is known and may have handed the submission with those answers in, the likeliest first."""
    found = list_candidates(submission.district_id, entered(answers))
    named = find_survivor(submission.district_id, answers.person) if answers.person else None
    # Whom the officer in the village has pointed at comes first; it is not decided by that.
    found.sort(key=lambda one: named is None or one[0].id != named.id)
    return [_candidate(person, likely, answers, named) for person, likely in found[:SHOWN_MOST]]


def entered(answers: Answers) -> Entered:
    """Return of the answers what tells who somebody is."""
    try:
        certificate = CertificateNumber.parse(answers.certificate_number) if answers.certificate_number else None
    except NumberError:
        certificate = None
    return Entered(answers.name, answers.identity, certificate, phone=answers.phone or None)


def _candidate(person: Person, likely: Likely, answers: Answers, named: Person | None) -> Candidate:
    speaking, against = reasons_said(likely.likeness)
    last = ending(person.citizen_number)
    number = _("身份证尾号 %(ending)s", ending=last) if last else _("没有登记身份证号")
    asked = asked_of(answers, person)
    earlier = _("%(day)s同意过推荐，这次没有", day=day(asked.recommended_on)) if asked.recommended_on else ""
    pointed = _("村（社区）登记的人说就是这个人") if named is not None and named.id == person.id else ""
    facts = (pointed, *speaking, *against, number, place_name(person.town), earlier)
    return Candidate(person.id, person.name, " ・ ".join(fact for fact in facts if fact), asked)
