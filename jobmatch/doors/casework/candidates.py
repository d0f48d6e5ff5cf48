"""Who a submission may be from: the person of that citizen number, and people of that name. A human decides."""

from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch.people.disclosure import ending
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import find_by_number, list_by_name
from jobmatch.people.tables import Person
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.consenting import asked_of
from jobmatch.seekers.rules import Asked
from jobmatch.seekers.tables import Submission
from jobmatch.web.facts import place_name
from jobmatch.web.templating import day


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


def list_candidates(submission: Submission, answers: Answers) -> list[Candidate]:
    """List who is known and may have handed the submission with those answers in, whose number agrees first."""
    number = answers.identity
    same_number = find_by_number(submission.district_id, number) if number else None
    same_name = [one for one in list_by_name(submission.district_id, answers.name) if one != same_number]
    found = [_candidate(same_number, _("身份证号一致"), answers)] if same_number else []
    return [*found, *(_candidate(one, _name_remark(one, number), answers) for one in same_name)]


def _name_remark(person: Person, number: CitizenNumber | None) -> str:
    if person.citizen_number_index is None or number is None:
        return _("同名，要看身份证才能确定")
    return _("同名，但身份证号不一样，多半不是同一个人")


def _candidate(person: Person, remark: str, answers: Answers) -> Candidate:
    last = ending(person.citizen_number)
    number = _("身份证尾号 %(ending)s", ending=last) if last else _("没有登记身份证号")
    asked = asked_of(answers, person)
    earlier = _("%(day)s同意过推荐，这次没有", day=day(asked.recommended_on)) if asked.recommended_on else ""
    facts = (remark, number, place_name(person.town), earlier)
    return Candidate(person.id, person.name, " ・ ".join(fact for fact in facts if fact), asked)
