"""A merge as the desk shows it: both rows side by side, what goes over, what is contested. Numbers by their ending."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from jobmatch.accounts.queries import names_of
from jobmatch.accounts.tables import Town
from jobmatch.data_care.moves import class_of
from jobmatch.data_care.plan import Difference, Plan
from jobmatch.data_care.queries import count_moves
from jobmatch.data_care.rules import Wins
from jobmatch.data_care.tables import Merge, MergeContest
from jobmatch.doors.casework.care.labels import FIELDS
from jobmatch.doors.casework.care.lines import ending_of, lines_of, table_name
from jobmatch.people.tables import Person
from jobmatch.storage.base import db
from jobmatch.web.facts import hours_a_week, joined, place_name
from jobmatch.web.names import name_of
from jobmatch.web.register_labels import CONTACT_CHANNELS
from jobmatch.web.templating import moment, word, yuan

_TABLE_OF = {"consent": "consents", "registration": "registrations", "referral": "referrals", "spell": "spells"}


@dataclass(frozen=True)
class ContestShown:
    """What both had: the row that stayed, what it cannot stand beside, and what was decided ("" = nothing yet)."""

    id: str
    title: str
    other: str
    against: tuple[str, ...]
    decision: str
    decided_by: str
    referral_id: str | None


@dataclass(frozen=True)
class MergeShown:
    """A merge that was made. ``moved`` is (table, rows); ``left`` what an undo found changed and let be."""

    id: str
    kept_id: str
    kept_name: str
    gone_name: str
    reason: str
    merged_at: str
    merged_by: str
    is_in_force: bool
    undone: tuple[str, ...]
    left: tuple[str, ...]
    moved: tuple[tuple[str, int], ...]
    contests: tuple[ContestShown, ...]

    @property
    def open_contests(self) -> int:
        """Count what nobody has decided."""
        return sum(not one.decision for one in self.contests)


def people_side_by_side(plan: Plan) -> list[list[str]]:
    """Return a line for each field of the two people and their profiles: field, survivor's, the other's, what wins."""
    won = {Wins.KEPT: _("保留的这一份"), Wins.GONE: _("并过来的这一份"), Wins.ASK: _("请在下面选")}
    lines = [
        [str(FIELDS[one.key]), value_shown(one, one.kept), value_shown(one, one.gone), won[one.wins]]
        for one in plan.differences
    ]
    return [*_identical(plan), *lines]


def _identical(plan: Plan) -> list[list[str]]:
    """What tells the caseworker whether it is one person, where it does not differ."""
    differing = {one.field for one in plan.differences if one.of == "people"}
    said = {
        "name": plan.kept.name,
        "citizen_number": ending_of(plan.kept.citizen_number),
        "phone": ending_of(plan.kept.phone),
        "town": place_name(plan.kept.town) or _("没有填写"),
        "address": plan.kept.address or _("没有填写"),
        "contact_channel": str(CONTACT_CHANNELS.get(plan.kept.contact_channel or "", _("没有填写"))),
    }
    return [
        [str(FIELDS[f"people_{name}"]), value, value, _("一样")]
        for name, value in said.items()
        if name not in differing
    ]


def value_shown(difference: Difference, value: Any) -> str:
    """Say a value of a field, of a number only its ending."""
    if value is None or value in ("", [], {}):
        return _("没有填写")
    return _SHOWN.get(difference.field, str)(value)


def functions_said(value: Mapping[str, str]) -> str:
    """Say what somebody can do and finds difficult."""
    said = {"can": _("能做：%(words)s"), "cannot": _("不方便做：%(words)s")}
    parts = [
        text % {"words": joined(word(name) for name, answer in value.items() if answer == state)}
        for state, text in said.items()
        if state in value.values()
    ]
    return " ・ ".join(parts)


def _words(value: list[str]) -> str:
    return joined(map(word, value))


def _place(value: str) -> str:
    return place_name(db.session.get(Town, value))


_SHOWN: Mapping[str, Any] = {
    "citizen_number": ending_of,
    "phone": ending_of,
    "town": _place,
    "contact_channel": lambda value: str(CONTACT_CHANNELS[value]),
    "place": _place,
    "wanted": joined,
    "licences": lambda value: joined(map(str, value)),
    "history": lambda value: joined(str(job.get("title", "")) for job in value),
    "functions": functions_said,
    "needs": _words,
    "refusals": _words,
    "wage_floor": yuan,
    "hours_week": hours_a_week,
    "job_facts_only": lambda value: _("是") if value else _("否"),
    "distance_km": lambda value: _("最多 %(km)s 公里", km=value),
    "education": word,
}


def going_over(plan: Plan) -> list[tuple[str, list[str]]]:
    """Return what goes over: the table's name with a line for each row; tables without any are left out."""
    return [
        (table_name(reference.table), lines_of(class_of(reference.table), rows))
        for reference, rows in plan.moves.items()
        if rows
    ]


def contested(plan: Plan) -> list[tuple[str, str, list[str]]]:
    """Return what only one can keep: why, which row is put aside, what it cannot stand beside."""
    return [
        (name_of(kind), *_both(kind, one.row_id, one.against)) for kind, found in plan.contests.items() for one in found
    ]


def both_sides(contest: MergeContest) -> tuple[tuple[str, ...], str]:
    """Say which of the survivor's rows a contest is about, and which other one."""
    other, against = _both(contest.kind, contest.row_id, contest.against)
    return tuple(against), other


def _both(kind: str, row_id: str, against: Any) -> tuple[str, list[str]]:
    table = class_of(_TABLE_OF[kind])
    return lines_of(table, [row_id])[0], lines_of(table, against)


def merge_shown(merge: Merge) -> MergeShown:
    """Return a merge that was made, with what it moved and what is contested."""
    users = {merge.merged_by, merge.undone_by, *(one.decided_by for one in merge.contests)} - {None}
    names = names_of(one for one in users if one)
    undone: tuple[str, ...] = ()
    if merge.undone_at is not None and merge.undo_reason is not None:
        undone = (moment(merge.undone_at), names.get(merge.undone_by or "", ""), name_of(merge.undo_reason))
    return MergeShown(
        id=merge.id,
        kept_id=merge.kept_id,
        kept_name=merge.kept.name,
        gone_name=merge.gone.name,
        reason=name_of(merge.reason),
        merged_at=moment(merge.merged_at),
        merged_by=names.get(merge.merged_by, ""),
        is_in_force=merge.undone_at is None,
        undone=undone,
        left=tuple(_left(*one) for one in merge.left_alone),
        moved=tuple((table_name(table), count) for table, count in count_moves(merge.id).items()),
        contests=tuple(_contest_shown(one, names) for one in merge.contests),
    )


def _left(table: str, row_id: str, column: str) -> str:
    """Say what an undo did not overwrite: the row, or of a person the field."""
    if table in {"people", "seekers"}:
        label = next((label for key, label in FIELDS.items() if key == f"{table}_{column.removesuffix('_id')}"), None)
        return str(label or table_name(table))
    lines = lines_of(class_of(table), [row_id])
    return f"{table_name(table)}：{lines[0]}" if lines else table_name(table)


def _contest_shown(contest: MergeContest, names: Mapping[str, str]) -> ContestShown:
    against, other = both_sides(contest)
    return ContestShown(
        id=contest.id,
        title=name_of(contest.kind),
        other=other,
        against=against,
        decision=name_of(contest.decision) if contest.decision else "",
        decided_by=names.get(contest.decided_by or "", ""),
        referral_id=contest.row_id if contest.kind == "referral" else None,
    )


def person_hint(person: Person) -> str:
    """Say of a person what tells them from another one of that name, and of a number only its ending."""
    number = ending_of(person.citizen_number) if person.citizen_number else _("没有登记身份证号")
    facts = (
        number,
        place_name(person.town),
        _("电话%(ending)s", ending=ending_of(person.phone)) if person.phone else "",
    )
    return " ・ ".join(fact for fact in facts if fact)
