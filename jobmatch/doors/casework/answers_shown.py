"""The answers of a submission as a caseworker reads them: words instead of codes, of each number only its ending.

The last two characters of a certificate number are the kind and the grade: they are never shown. No birth day and no
age stand beside the ending of a citizen number, or the two together would name it.
"""

from collections.abc import Iterable

from flask_babel import gettext as _

from jobmatch.people.disclosure import certificate_ending, ending
from jobmatch.seekers.answers import Answers
from jobmatch.web.facts import hours_a_week, joined
from jobmatch.web.labels import CAPACITIES, PURPOSES
from jobmatch.web.templating import word, yuan

Row = tuple[str, str]


def answers_shown(answers: Answers, town: str) -> list[Row]:
    """Return every answer as (question, answer); what was not answered says so. ``town`` is the place's name."""
    return [
        *_who(answers),
        (_("住在"), town or _("没有填写")),
        *_wishes(answers),
        *_abilities(answers),
        *_consents(answers),
    ]


def ending_said(last: str) -> str:
    """Say the last four characters of a number, or that none was given."""
    return _("尾号 %(ending)s", ending=last) if last else _("没有填写")


def _who(answers: Answers) -> list[Row]:
    return [
        (_("姓名"), answers.name),
        (_("身份证号"), ending_said(ending(answers.citizen_number))),
        (_("残疾人证号"), ending_said(certificate_ending(answers.certificate_number))),
        (_("电话"), ending_said(ending(answers.phone))),
    ]


def _wishes(answers: Answers) -> list[Row]:
    floor, km = answers.wage_floor_fen, answers.distance_km
    return [
        (_("想做什么"), _list(answers.wanted)),
        (_("自己的话"), answers.text or _("没有填写")),
        (_("最低工资"), yuan(floor) if floor else _("没有填写")),
        (_("每周工时"), hours_a_week(answers.hours_week) or _("没有填写")),
        (_("上班路程"), _("最多 %(km)s 公里", km=km) if km else _("没有填写")),
        (_("学历"), word(answers.education) if answers.education else _("没有填写")),
    ]


def _abilities(answers: Answers) -> list[Row]:
    said = {
        state: [word(function) for function, value in answers.functions.items() if value == state]
        for state in ("can", "cannot")
    }
    return [
        (_("能做"), _list(said["can"])),
        (_("不方便做"), _list(said["cannot"])),
        (_("需要的便利"), _list(map(word, answers.needs))),
        (_("愿意让单位知道的"), _list(map(word, answers.shown_needs))),
        (_("不要的安排"), _list(map(word, answers.refusals))),
    ]


def _consents(answers: Answers) -> list[Row]:
    agreed = _list(str(PURPOSES[purpose]) for purpose in answers.consents)
    return [(_("同意了"), agreed), (_("谁同意的"), str(CAPACITIES[answers.capacity]))]


def _list(parts: Iterable[str]) -> str:
    return joined(parts) or _("没有填写")
