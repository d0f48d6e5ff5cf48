"""Everything that is held about one person: which rows of which tables, and which of their columns say something.

The export writes it out; the guard (``tests/guards/test_holdings.py``) fails for a table or a column without a line.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import MetaData, or_, select

from jobmatch.data_care.left_out import EXPLAINED, TECHNICAL
from jobmatch.data_care.moves import class_of
from jobmatch.data_care.placements_held import ATTENDANCE, ATTENDANCE_CORRECTION, PLACEMENT_SAYS
from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, db


class Held(NamedTuple):
    """A table that holds something about people. ``names``: the column that names the person (or the row of ``of``).

    ``through``: where the rows of ``of`` name this table and not the other way round, the column that does.
    ``also``: a second column that may name the person instead, and of which table.
    """

    names: str
    of: str
    columns: tuple[str, ...]
    through: str = ""
    also: tuple[str, str] = ("", "")


HELD: Mapping[str, Held] = {
    "people": Held(
        "id",
        "people",
        (
            "name",
            "source",
            "citizen_number",
            "phone",
            "born_on",
            "sex",
            "town_id",
            "village_id",
            "address",
            "contact_channel",
            "home_code",
        ),
    ),
    "certificates": Held("person_id", "people", ("number", "kind", "grade", "valid_from", "valid_until")),
    "certificate_components": Held("certificate_id", "certificates", ("kind", "grade")),
    "certificate_events": Held("person_id", "people", ("kind", "on_day", "turn")),
    "person_situations": Held(
        "person_id",
        "people",
        (
            "kind",
            "on_day",
            "round_id",
            "recorded_by",
            "recorded_at",
            "undone_by",
            "undone_at",
            "settled_by",
            "settled_at",
            "outcome",
        ),
    ),
    "update_round_entries": Held(
        "person_id", "people", ("round_id", "village_id", "state", "answer", "done_by", "done_at")
    ),
    "military_certificates": Held("person_id", "people", ("number", "soldier_grade", "valid_from", "valid_until")),
    "person_relations": Held(
        "person_id", "people", ("kind", "name", "relationship", "phone", "capacity", "from_on", "until_on")
    ),
    "tasks": Held(
        "person_id",
        "people",
        ("kind", "due_on", "assigned_to", "made_by", "made_at", "done_by", "done_at", "note", "found"),
    ),
    "seekers": Held(
        "id",
        "people",
        (
            "state",
            "since_on",
            "wanted",
            "wanted_codes",
            "text",
            "history",
            "functions",
            "needs",
            "shown_needs",
            "refusals",
            "licences",
            "wage_floor_fen",
            "hours_week",
            "distance_km",
            "job_facts_only",
            "town_id",
            "lat",
            "lon",
            "education",
        ),
    ),
    "consents": Held(
        "person_id",
        "people",
        ("purpose", "position_id", "text_version", "form", "capacity", "given_at", "recorded_by", "withdrawn_at"),
    ),
    "submission_links": Held("person_id", "people", ("seen_at", "seen_by")),
    "submissions": Held(
        "id", "submission_links", ("received_at", "entrance", "fair_id", "locale", "answers"), through="submission_id"
    ),
    "consent_papers": Held("submission_id", "submissions", ("picture", "width", "height", "kept_by", "kept_at")),
    "tickets": Held("submission_id", "submissions", ("fair_id", "number", "issued_at", "taken_at", "slip")),
    "kiosk_visits": Held("submission_id", "submissions", ("begun_at",)),
    "kiosk_visit_ends": Held("visit_id", "kiosk_visits", ("at",)),
    "registrations": Held("person_id", "people", ("fair_id", "registered_at")),
    "special_supports": Held(
        "person_id",
        "people",
        ("kind", "given_on", "amount_fen", "note", "recorded_by", "recorded_at", "void_reason"),
    ),
    "fair_results": Held(
        "person_id", "people", ("fair_id", "kind", "on_day", "recorded_by", "recorded_at", "void_reason")
    ),
    "referrals": Held("seeker_id", "people", ("position_id", "state", "pseudonym", "made_at", "made_by", "meet_on")),
    "referral_steps": Held(
        "referral_id",
        "referrals",
        ("number", "from_state", "to_state", "reason", "note", "decided_by", "decided_at"),
    ),
    "spells": Held(
        "person_id",
        "people",
        (
            "employer_id",
            "position_id",
            "started_on",
            "ended_on",
            "end_reason",
            "contract_kind",
            "contract_until",
            "form",
            "wage_fen",
            "recorded_by",
            "recorded_at",
        ),
    ),
    "filed_workers": Held("spell_id", "spells", ("name", "certificate", "soldier_grade", "filed_by", "filed_at")),
    "person_months": Held("person_id", "people", ("month", "employer_id", "first_on", "last_on", "state")),
    "month_claims": Held(
        "person_id",
        "people",
        (
            "employer_id",
            "month",
            "state",
            "weight",
            "submitted_on",
            "facts",
            "reasons",
            "claimed_by",
            "claimed_at",
        ),
    ),
    "declared_persons": Held("person_id", "people", ("declaration_id", "by_month", "counted", "credited")),
    "month_contests": Held(
        "person_id",
        "people",
        ("month", "opened_at", "answer_by", "ground", "note", "decided_by", "decided_at"),
    ),
    "contest_answers": Held("contest_id", "month_contests", ("text", "answered_by", "answered_at")),
    "placements": Held("person_id", "people", PLACEMENT_SAYS),
    "attendances": Held("placement_id", "placements", ATTENDANCE),
    "attendance_corrections": Held("attendance_id", "attendances", ATTENDANCE_CORRECTION),
    "outcomes": Held("seeker_id", "people", ("at", "position_id", "kind", "reason", "rank", "model", "propensity")),
    "shown_lists": Held(
        "seeker_id",
        "people",
        ("at", "viewer_id", "position_id", "model", "items"),
        also=("submission_id", "submissions"),
    ),
    "person_views": Held("person_id", "people", ("at", "user_id", "what", "reason", "note")),
    "corrections": Held("person_id", "people", ("field", "before", "after", "reason", "corrected_by", "corrected_at")),
    "data_requests": Held(
        "person_id",
        "people",
        ("kind", "received_on", "due_on", "recorded_by", "closed_at", "closed_by", "outcome"),
    ),
    "erasures": Held(
        "person_id",
        "people",
        ("ground", "erased_by", "erased_at", "holds", "held", "finished_at", "scrubbed_at"),
    ),
    "retention_warnings": Held(
        "person_id",
        "people",
        ("last_active_on", "warned_at", "erase_on", "over_at", "kept_by", "kept_at", "keep_reason"),
    ),
    "not_same_people": Held("first_id", "people", ("decided_by", "decided_at"), also=("second_id", "people")),
    "merges": Held(
        "kept_id",
        "people",
        ("reason", "merged_by", "merged_at", "undone_by", "undone_at", "undo_reason"),
    ),
    "merge_moves": Held("merge_id", "merges", ("number", "table_name", "column_name", "before", "after")),
    "merge_contests": Held("merge_id", "merges", ("kind", "decision", "decided_by", "decided_at")),
}

Row = dict[str, Any]


def kin(person_id: str) -> list[str]:
    """Return the keys of a person's row and of those merged into it."""
    merged = select(Person.id).where(Person.merged_into_id == person_id).order_by(Person.id)
    return [person_id, *db.session.scalars(merged)]


def rows_about(person_id: str) -> dict[str, list[Any]]:
    """Return every row that is held about a person, by table, in the order of their keys."""
    found: dict[str, list[Any]] = {}
    keys = kin(person_id)
    for table, held in HELD.items():
        kind: Any = class_of(table)
        ways = [(held.names, held.of), *([held.also] if held.also[0] else [])]
        named = [getattr(kind, column).in_(_keys(keys, found, held, of)) for column, of in ways]
        found[table] = list(db.session.scalars(select(kind).where(or_(*named)).order_by(kind.id)))
    return found


def _keys(kin_keys: Sequence[str], found: Mapping[str, list[Any]], held: Held, of: str) -> list[str]:
    if held.through:
        return [getattr(row, held.through) for row in found[of]]
    return list(kin_keys) if of == "people" else [row.id for row in found[of]]


@cache
def enumerations() -> dict[tuple[str, str], type[StrEnum]]:
    """Return, by table and column above, the enumeration whose members stand there."""
    columns = ((table, column) for table in HELD for column in Base.metadata.tables[table].columns)
    kinds = ((table, column.name, getattr(column.type, "enum_class", None)) for table, column in columns)
    return {(table, name): kind for table, name, kind in kinds if kind is not None}


def list_unlisted_tables(metadata: MetaData = Base.metadata) -> list[str]:
    """List the tables that lead to a person, or to what a person handed in, and have no line here; must be empty."""
    reached = {"people", "submissions"}
    while more := {
        table.name for table in metadata.tables.values() if table.name not in reached and _leads(table, reached)
    }:
        reached |= more
    return sorted(reached - HELD.keys() - EXPLAINED.keys())


def _leads(table: Any, reached: set[str]) -> bool:
    return any(key.column.table.name in reached for key in table.foreign_keys)


def list_unlisted_columns(metadata: MetaData = Base.metadata) -> list[str]:
    """List, as ``table.column``, what a table above holds and no line speaks of; must be empty."""
    missing = []
    for name, held in HELD.items():
        links = {key.parent.name for key in metadata.tables[name].foreign_keys if _is_inside(key.column.table.name)}
        known = {*held.columns, *TECHNICAL, *links, held.names}
        columns = [column.name.removesuffix("_sealed") for column in metadata.tables[name].columns]
        missing += [f"{name}.{column}" for column in columns if column not in known and not column.endswith("_index")]
    return missing


def _is_inside(table: str) -> bool:
    """Tell whether a table is itself about the person: a link to it says nothing more."""
    return table in HELD
