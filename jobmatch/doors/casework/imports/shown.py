"""An import as its pages show it: plain words and figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from jobmatch.doors.casework.imports import labels
from jobmatch.people.import_tables import ImportState, PartKind, RegisterImport
from jobmatch.people.importing import staging
from jobmatch.people.importing.rules.columns import letter
from jobmatch.web.language import locale_code
from jobmatch.web.register_labels import CERTIFICATE_EVENTS, DISABILITY_KINDS, GRADES
from jobmatch.wording import sentence

TONES = {"previewed": "caution", "confirmed": "teal"}


@dataclass(frozen=True)
class ImportRow:
    """One import in the history."""

    href: str
    file_name: str
    made_at: datetime
    by: str
    rows: int
    state: str
    tone: str


def import_row(one: RegisterImport) -> ImportRow:
    """Return the line of an import."""
    return ImportRow(
        url_for("casework.register_import", import_id=one.id),
        one.file_name,
        one.made_at,
        one.maker.name if one.maker else _("命令行"),
        one.row_count,
        str(labels.STATES[one.state]),
        TONES.get(one.state, "plain"),
    )


def header_of(one: RegisterImport) -> tuple[list[str], list[str]]:
    """Return the names of the columns, and those of sheets that were not read."""
    header, others = staging.read_part(one.id, PartKind.HEADER, 1) or ([], [])
    return header, others


def finding_rows(one: RegisterImport) -> list[list[str]]:
    """Return a line for each group of findings: how grave, which column, how many, what, in which rows."""
    return [
        [
            str(labels.LEVELS[group["level"]]),
            column_name(one, group["column"]),
            sentence(group["code"], group["examples"][0]["values"], locale_code()),
            str(group["number"]),
            _rows_said(group),
        ]
        for group in one.counts.get("findings", [])
    ]


def _rows_said(group: dict[str, Any]) -> str:
    rows = ", ".join(str(example["row"]) for example in group["examples"])
    return rows if group["number"] <= len(group["examples"]) else _("%(rows)s 等", rows=rows)


def column_name(one: RegisterImport, place: int) -> str:
    """Return what a column is called: its letter and what it says; empty where a finding is about the whole row."""
    if place < 0:
        return ""
    said = next((name for name, at in one.columns.items() if at == place), None)
    return f"{letter(place)} {labels.COLUMNS[said]}" if said else letter(place)


def event_rows(one: RegisterImport) -> list[tuple[str, int]]:
    """Return how many events of each kind would be entered."""
    return [(str(CERTIFICATE_EVENTS[kind]), number) for kind, number in one.counts.get("events", {}).items()]


def list_rows(one: RegisterImport) -> list[tuple[str, str, int]]:
    """Return the lists of a preview that are still there: address, name, how many."""
    kinds = ("conflict", "gone") if one.state is ImportState.CONFIRMED else tuple(labels.LISTS)
    return [
        (
            _href(one, kind),
            str(labels.LISTS[kind]),
            count_listed(one, kind),
        )
        for kind in kinds
        if count_listed(one, kind)
    ]


def _href(one: RegisterImport, kind: str) -> str:
    if kind == "conflict":
        return url_for("casework.register_import_decisions", import_id=one.id)
    return url_for("casework.register_import_list", import_id=one.id, list=kind)


def count_listed(one: RegisterImport, kind: str) -> int:
    """Return how many lines a list of the preview has; what was decided about stays in its list."""
    count: int = one.counts.get("asked" if kind == "conflict" and "asked" in one.counts else kind, 0)
    return count


@dataclass(frozen=True)
class ListLine:
    """One person in a list; ``href`` is empty for who is not in the register yet."""

    name: str
    href: str
    facts: list[str]
    why: str


def list_line(line: dict[str, Any]) -> ListLine:
    """Return a staged line in words."""
    href = url_for("casework.care", person_id=line["person_id"]) if line.get("person_id") else ""
    facts = [_("第 %(row)s 行", row=line["row"])] if line.get("row") else []
    facts += [_moved(line.get("place_before"), line["place"])] if line.get("place") else []
    if line.get("card"):
        before = line.get("card_before")
        facts.append(_moved(_card(before) if before else None, _card(line["card"])))
    facts += [str(labels.FIELDS[name]) for name in line.get("fields", []) if name in labels.FIELDS and href]
    facts += [f"{CERTIFICATE_EVENTS[kind]} {day_said(day)}" for kind, day in line.get("events", [])]
    why = sentence(line["code"], {}, locale_code()) if line.get("code") else ""
    return ListLine(line["name"], href, facts, why)


def _moved(before: str | None, after: str) -> str:
    return f"{before} → {after}" if before and before != after else after


def _card(card: list[Any]) -> str:
    kind, grade, until = card
    until_said = _("%(day)s到期", day=day_said(until))
    return f"{DISABILITY_KINDS[str(kind)]} {GRADES[str(grade)]} {until_said}"


def day_said(text: str) -> str:
    """Return a day that is kept as text, for people to read."""
    return format_date(date.fromisoformat(text), "medium")
