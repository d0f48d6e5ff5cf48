"""The copy of everything held about a person as they can read it: each section, each row, each question and answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from jobmatch.accounts.queries import find_town
from jobmatch.data_care.holdings import enumerations
from jobmatch.doors.casework.answers_shown import answers_shown
from jobmatch.doors.casework.care.held_labels import COLUMNS, SECTIONS, WORDS
from jobmatch.doors.casework.care.merge_shown import functions_said
from jobmatch.seekers.answers import Answers
from jobmatch.web.facts import hours_a_week, joined, month_name, place_name
from jobmatch.web.labels import ROLES
from jobmatch.web.language import locale_code
from jobmatch.web.names import NAMES
from jobmatch.web.templating import day, moment, say, word, yuan

Line = tuple[str, str]


@dataclass(frozen=True)
class SectionShown:
    """One kind of thing that is held; each row is a list of questions and answers. What is not known is left out."""

    key: str
    title: str
    rows: tuple[tuple[Line, ...], ...]


def sections_shown(sections: Mapping[str, list[dict[str, Any]]], district_id: str) -> list[SectionShown]:
    """Return the sections of an export in words, those that hold something."""
    return [
        SectionShown(table, str(SECTIONS[table]), tuple(_row(table, row, district_id) for row in rows))
        for table, rows in sections.items()
        if rows
    ]


def empty_sections(sections: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """Name the kinds of things of which nothing is held."""
    return [str(SECTIONS[table]) for table, rows in sections.items() if not rows]


def _row(table: str, row: Mapping[str, Any], district_id: str) -> tuple[Line, ...]:
    if "answers" in row:
        kept = [(name, value) for name, value in row.items() if name != "answers"]
        lines = [_line(table, name, value) for name, value in kept if _is_known(value)]
        return (*lines, *_answers(row["answers"] or {}, district_id))
    return tuple(_line(table, name, value) for name, value in row.items() if _is_known(value))


def _is_known(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


def _line(table: str, name: str, value: Any) -> Line:
    return str(COLUMNS[name]), _said(table, name, value)


def _closed_list(table: str, name: str) -> Mapping[str, LazyString] | None:
    kind = enumerations().get((table, name))
    return WORDS.get((table, name)) if kind is None else NAMES.get(kind)


def _said(table: str, name: str, value: Any) -> str:
    if (words := _closed_list(table, name)) is not None:
        # A value without a word is shown as it is kept.
        return str(words.get(str(value), value))
    if name.endswith("_role"):
        return str(ROLES[value])
    if name.endswith("_fen"):
        return yuan(value)
    if name.endswith("_at") or name == "at":
        return moment(datetime.fromisoformat(value))
    if name.endswith("_on") or name in _DAYS:
        return day(date.fromisoformat(value))
    return _SAID.get(name, _anything)(value)


def _answers(kept: Mapping[str, Any], district_id: str) -> list[Line]:
    """Return what was filled in, with the numbers in full: it is the person's own copy."""
    if not kept:
        return []
    answers = Answers.from_kept(kept)
    town = find_town(district_id, answers.town) if answers.town else None
    full = (answers.name, answers.citizen_number, answers.certificate_number, answers.phone)
    shown = answers_shown(answers, place_name(town))
    in_full = [(question, number or said) for (question, said), number in zip(shown, full, strict=False)]
    return [*in_full, *shown[len(full) :]]


def _words(value: list[str]) -> str:
    return joined(map(word, value))


def _position(value: Mapping[str, str]) -> str:
    return f"{value['title']} ・ {value['employer']}"


def _slip(lines: list[dict[str, Any]]) -> str:
    said = [_position(line) + "：" + joined(line["reasons"][locale_code()]) for line in lines]
    return "；".join(said) if locale_code() != "en" else "; ".join(said).replace("：", ": ")


def _anything(value: Any) -> str:
    return joined(map(str, value)) if isinstance(value, list) else str(value)


_DAYS = frozenset({"valid_from", "valid_until", "contract_until"})
_SAID: Mapping[str, Callable[[Any], str]] = {
    "position": _position,
    "functions": functions_said,
    "needs": _words,
    "shown_needs": _words,
    "refusals": _words,
    "education": word,
    "hours_week": hours_a_week,
    "job_facts_only": lambda value: _("是") if value else _("否"),
    "distance_km": lambda value: _("最多 %(km)s 公里", km=value),
    "month": month_name,
    "holds": lambda holds: joined(say(f"held.{what}") for what, _until in holds),
    "history": lambda jobs: joined(" ".join(str(part) for part in job.values() if part) for job in jobs),
    "items": lambda items: joined(_position(one["position"]) for one in items),
    "slip": _slip,
    "picture": lambda _picture: _("在下载的文件里"),
}
