"""The copy of everything held about a person that the law lets them have (PIPL art. 45), as plain values.

Other people are named by what they are, never by their name: a caseworker, a head.
"""

import enum
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from jobmatch import clock
from jobmatch.accounts.tables import Town, User, Village
from jobmatch.data_care.holdings import HELD, rows_about
from jobmatch.data_care.left_out import EXPLAINED
from jobmatch.employers.tables import Employer, Position
from jobmatch.fairs.tables import Fair
from jobmatch.people.round_tables import UpdateRound
from jobmatch.people.tables import Person
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import Base, db
from jobmatch.workshops.tables import Institution

FORMAT = "jobmatch-person"
VERSION = 1

Document = dict[str, Any]


class ExportReason(enum.StrEnum):
    """Who asked for the copy."""

    PERSON = "person"
    GUARDIAN = "guardian"
    RELATIVE = "relative"
    AUTHORITY = "authority"


def export(by: Actor, person: Person, reason: ExportReason) -> Document:
    """Return everything held about a person; that it was taken out, by whom and why, is kept.

    ``sections`` maps each table to its rows; numbers and telephone stand in full, wages are 分 a month, instants UTC.
    """
    with act(by=by, action="person.exported", about=person) as this:
        rows = rows_about(person.id)
        sections = {
            table: [_values(row, HELD[table].columns) for row in found if _speaks(row)] for table, found in rows.items()
        }
        this.note(reason=reason.value, rows=sum(map(len, sections.values())))
    made_at = clock.now().isoformat()
    return {"format": FORMAT, "version": VERSION, "made_at": made_at, "sections": sections, "not_included": EXPLAINED}


def _speaks(row: Base) -> bool:
    """Tell whether a row says something about the person: that one key took another's place does not."""
    table, column = getattr(row, "table_name", None), getattr(row, "column_name", None)
    if table is None or column is None or column not in Base.metadata.tables[table].c:
        return True
    return not Base.metadata.tables[table].c[column].foreign_keys


def _values(row: Base, columns: tuple[str, ...]) -> Document:
    values = dict(_value(column, getattr(row, column)) for column in columns)
    for column in _INSIDE.get(row.__tablename__, ()):
        values[column] = None if values[column] is None else json.loads(values[column])
    if "items" in values:
        # Keys of positions say nothing to a person; of seekers there is only the person themselves.
        values["items"] = [{"position": _position(one["position"]), "rank": one["rank"]} for one in values["items"]]
    return values


def _value(column: str, value: Any) -> tuple[str, Any]:
    """Return a column under the name that it has outside, with a value that JSON knows."""
    if column in _NAMED:
        name, say = _NAMED[column]
        return name, say(value) if value is not None else None
    return column, _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def _position(key: str) -> Document:
    position = db.session.get_one(Position, key)
    return {"title": position.title, "employer": position.employer.name}


def _role(key: str) -> str:
    return db.session.get_one(User, key).role.value


_STAFF = (
    "recorded_by",
    "seen_by",
    "made_by",
    "assigned_to",
    "decided_by",
    "viewer_id",
    "user_id",
    "merged_by",
    "undone_by",
    "corrected_by",
    "closed_by",
    "erased_by",
    "kept_by",
    "claimed_by",
    "answered_by",
    "settled_by",
    "done_by",
    "changed_by",
)
_NAMED: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "position_id": ("position", _position),
    "employer_id": ("employer", lambda key: db.session.get_one(Employer, key).name),
    "fair_id": ("fair", lambda key: db.session.get_one(Fair, key).name),
    "institution_id": ("institution", lambda key: db.session.get_one(Institution, key).name),
    "round_id": ("round", lambda key: db.session.get_one(UpdateRound, key).year),
    "village_id": ("village", lambda key: db.session.get_one(Village, key).name),
    "town_id": ("town", lambda key: db.session.get_one(Town, key).name),
    **{column: (f"{column.removesuffix('_id').removesuffix('_by')}_by_role", _role) for column in _STAFF},
}
_INSIDE = {"submissions": ("answers",), "tickets": ("slip",), "merge_moves": ("before", "after")}
"""Sealed columns that hold JSON of their own, by table."""
