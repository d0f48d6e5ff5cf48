"""A draft as its forms read it: what is there, what is missing, what is checked, what would be published."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.fields import SelectFieldBase

from jobmatch.doors.portal.position_parts import NAMES, PARTS, TEXT_MOST, known_occupation, lines_of
from jobmatch.employers.draft_tables import PositionDraft
from jobmatch.employers.posting import Content
from jobmatch.employers.posting_rules import Posting
from jobmatch.people.lines import without_unseen
from jobmatch.web.facts import joined, occupation_name
from jobmatch.web.fields import DayField, NumberField
from jobmatch.web.forms import Form
from jobmatch.web.templating import day
from jobmatch.wording.vocabulary import FUNCTIONS, REFUSALS


class Missing(NamedTuple):
    """An answer that keeps a draft from being published: in which section, and the sentence about it."""

    part: str
    sentence: str


class Section(NamedTuple):
    """A section as it is read back: question and answer, the unanswered ones left out."""

    part: str
    title: LazyString
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class DraftRead:
    """A draft after its forms have judged it. ``content`` is there once nothing is missing."""

    sections: list[Section]
    missing: list[Missing]
    posting: Posting
    content: Content | None


def part_form(part: str, fields: Mapping[str, Any]) -> Form:
    """Return the form of a section with what the draft holds, as it was typed."""
    typed = MultiDict([(name, value) for name in NAMES[part] for value in fields.get(name, [])])
    return PARTS[part].form(formdata=typed)


def typed_into(part: str, sent: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what was sent for a section's questions, ready to be kept: as typed, but for marks that nobody sees."""
    return {name: [without_unseen(value) for value in sent.get(name, [])] for name in NAMES[part]}


def read_draft(draft: PositionDraft) -> DraftRead:
    """Let each section's form judge what a draft holds."""
    forms = {part: _judged(part, draft.fields) for part in PARTS if part != "occupation"}
    code = known_occupation(next(iter(draft.fields.get("code", [])), None))
    missing = [Missing(part, str(field.errors[0])) for part, form in forms.items() for field in form if field.errors]
    posting = _posting(forms)
    content = None if missing else _content(forms, posting, code)
    return DraftRead(_sections(forms, code), missing, posting, content)


def _judged(part: str, fields: Mapping[str, Any]) -> Form:
    typed = MultiDict([(name, value) for name in NAMES[part] for value in fields.get(name, [])])
    form = PARTS[part].form(formdata=typed, meta={"csrf": False})
    form.validate()
    return form


def _posting(forms: Mapping[str, Form]) -> Posting:
    work, terms = forms["work"], forms["terms"]
    return Posting(
        title=_judged_text(work["title"]),
        text=_judged_text(work["text"]),
        licences=_judged_text(forms["needs"]["licences"]),
        wage_min_fen=_fen(terms["wage_min"]),
        wage_max_fen=_fen(terms["wage_max"]),
        hours_week=None if terms["hours_week"].errors else terms["hours_week"].data,
    )


def _judged_text(field: Field) -> str:
    """Return the text that the posting check reads: what is too long is not read further, its form says so already."""
    return str(field.data or "")[:TEXT_MOST]


def _content(forms: Mapping[str, Form], posting: Posting, code: str | None) -> Content:
    work, terms, needs = forms["work"], forms["terms"], forms["needs"]
    answers = dict.fromkeys(needs["needed"].data, "needed") | dict.fromkeys(needs["not_needed"].data, "not_needed")
    said = {one: terms[f"condition_{one}"].data for one in REFUSALS}
    assert posting.wage_min_fen is not None, "the section asks for it"
    return Content(
        title=posting.title,
        text=posting.text.strip(),
        seats=work["seats"].data,
        occupation_code=code,
        town_id=terms["town"].data,
        wage_min_fen=posting.wage_min_fen,
        wage_max_fen=posting.wage_max_fen if posting.wage_max_fen is not None else posting.wage_min_fen,
        hours_week=terms["hours_week"].data,
        conditions={one: answer for one, answer in said.items() if answer in {"yes", "no"}},
        closes_on=terms["closes_on"].data,
        demands={one: answers[one] for one in FUNCTIONS if one in answers},
        education=needs["education"].data or None,
        licences=lines_of(needs["licences"].data),
        offers=forms["offers"]["offers"].data,
    )


def _fen(field: Field) -> int | None:
    amount = field.data
    return int(amount * 100) if isinstance(amount, Decimal) and not field.errors else None


def _sections(forms: Mapping[str, Form], code: str | None) -> list[Section]:
    sections = []
    for part, asked in PARTS.items():
        if part == "occupation":
            rows = [(str(asked.title), occupation_name(code))]
        else:
            rows = [(str(field.label.text), _shown(field)) for field in forms[part] if field.name in NAMES[part]]
        sections.append(Section(part, asked.title, [row for row in rows if row[1]]))
    return sections


def _shown(field: Field) -> str:
    """Say an answer as it is read back: names of choices, a day, a number with its unit, or what was typed."""
    if isinstance(field, SelectFieldBase):
        return joined(str(one.label) for one in field.iter_choices() if one.selected and one.value)
    if isinstance(field, DayField):
        return day(field.data) if field.data else "-".join(part for part in field.shown() if part)
    if isinstance(field, NumberField):
        return f"{field.shown()} {field.suffix}" if field.shown() else ""
    return str(field.data or "")
