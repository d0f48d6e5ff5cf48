"""The rows of an import that a person has to decide about, in words: who it may be, why, and what can be said."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from jobmatch.doors.casework.imports.shown import ListLine, day_said, list_line
from jobmatch.doors.casework.people.reasons import said_of
from jobmatch.people.importing.rules.deciding import SEVERAL, Verdict, verdicts_for
from jobmatch.web.language import locale_code
from jobmatch.web.register_labels import PERSON_SOURCES, STRENGTHS
from jobmatch.wording import sentence

Choice = tuple[str, str, str]


@dataclass(frozen=True)
class Offered:
    """Somebody whom a row may be about: key, name, what speaks for it and where they are known from."""

    id: str
    name: str
    facts: str


@dataclass(frozen=True)
class AskedLine:
    """A row to be decided about. ``chosen``: what was said of it; ``merge``: where its people are looked at as one."""

    row: int
    line: ListLine
    why: str
    offered: list[Offered]
    choices: list[Choice]
    chosen: str
    merge: str

    @property
    def name(self) -> str:
        """Return the name in the file."""
        return self.line.name

    @property
    def said(self) -> str:
        """Return in words what was said of the row; empty where nothing was."""
        return next((label for value, label, _hint in self.choices if value == self.chosen), "")


def asked_line(line: dict[str, Any]) -> AskedLine:
    """Return a staged row in words."""
    line = {"asked": line.get("code", ""), "candidates": [], "verdict": "", "said_of": None, **line}
    offered = [_offered(one) for one in line["candidates"]]
    chosen = f"{line['verdict']}:{line['said_of']}" if line["said_of"] else line["verdict"]
    merge = ""
    if line["asked"] == SEVERAL and len(offered) > 1:
        merge = url_for("casework.merge_preview", person_id=offered[0].id, other_id=offered[1].id)
    shown = list_line({**line, "code": ""})
    if line.get("born"):
        shown.facts.insert(1, _("%(day)s出生", day=day_said(line["born"])))
    why = sentence(line["code"] or line["asked"], {}, locale_code())
    return AskedLine(line["row"], shown, why, offered, list(_choices(line, offered)), chosen, merge)


def _choices(line: dict[str, Any], offered: list[Offered]) -> list[Choice]:
    allowed = verdicts_for(line["asked"])
    choices: list[Choice] = []
    if Verdict.SAME in allowed and offered:
        choices += [(f"same:{one.id}", _("就是%(name)s", name=one.name), one.facts) for one in offered]
    elif Verdict.SAME in allowed:
        kept = _("是同一个人，姓名仍用名册里的%(name)s", name=line["person_name"])
        choices.append((f"same:{line['person_id']}", kept, _("姓名确实改了的，读入以后在这个人的资料里更正。")))
    if Verdict.OTHER in allowed:
        choices.append(("other", _("是另一个人"), _("作为新的人写入，以后不再提示这两个人重复。")))
    return [*choices, ("left_out", _("不读入这一行"), "")]


def _offered(one: dict[str, Any]) -> Offered:
    facts = (STRENGTHS[one["strength"]], *said_of(one["reasons"]), one["place"], PERSON_SOURCES[one["source"]])
    return Offered(one["person_id"], one["name"], " ・ ".join(str(fact) for fact in facts if fact))
