"""What an erasure leaves of each row: nothing that names or describes anybody. One line a table, guarded.

A column of ``holdings.HELD`` that is neither emptied here nor said to be anonymous fails ``tests/guards``.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jobmatch.data_care.holdings import HELD
from jobmatch.data_care.placements_held import ATTENDANCE, ATTENDANCE_CORRECTION, PLACEMENT_STAYS, end_reason_left
from jobmatch.people.tables import OpenReason
from jobmatch.seekers.tables import SeekerState
from jobmatch.storage.base import Base, db

NAME = "已删除"
"""The neutral word in the place of a name."""

Rows = Mapping[str, list[Any]]


class Left(NamedTuple):
    """What becomes of a table's rows. ``emptied``: what a column holds afterwards; ``stays``: what says nothing.

    ``is_deleted``: the whole row goes. ``is_register``: the register of certificates keeps it where it keeps somebody.
    """

    emptied: Mapping[str, Any]
    stays: tuple[str, ...] = ()
    is_deleted: bool = False
    is_register: bool = False


def _note(view: Any) -> str | None:
    """A look for another reason must say which (a rule of the table): it says that it was erased."""
    return NAME if view.reason is OpenReason.OTHER else None


def _void(noted: Any) -> str | None:
    """What was noted by mistake must say why (a rule of the table): it says that it was erased."""
    return None if noted.void_reason is None else NAME


def _reasons(contest: Any) -> str | None:
    """What was decided must say why (a rule of the table): it says that it was erased."""
    return None if contest.decided_at is None else NAME


FORGOTTEN: Mapping[str, Left] = {
    "people": Left(
        {
            "name": NAME,
            "citizen_number": None,
            "citizen_number_index": None,
            "phone": None,
            "born_on": None,
            "sex": None,
            "town_id": None,
            "village_id": None,
            "address": None,
            "contact_channel": None,
            "home_code": None,
        },
        ("source",),
        is_register=True,
    ),
    "certificate_components": Left({}, is_deleted=True, is_register=True),
    "certificate_events": Left({}, is_deleted=True, is_register=True),
    "certificates": Left({}, is_deleted=True, is_register=True),
    "military_certificates": Left({}, is_deleted=True, is_register=True),
    "person_relations": Left({}, is_deleted=True),
    "tasks": Left({}, is_deleted=True),
    "seekers": Left(
        {
            "text": "",
            "wanted": [],
            "wanted_codes": [],
            "history": [],
            "functions": {},
            "needs": [],
            "shown_needs": [],
            "refusals": [],
            "licences": None,
            "wage_floor_fen": None,
            "hours_week": None,
            "distance_km": None,
            "job_facts_only": False,
            "town_id": None,
            "lat": None,
            "lon": None,
            "education": None,
            "state": SeekerState.CLOSED,
        },
        ("since_on",),
    ),
    "person_situations": Left(
        {},
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
    "update_round_entries": Left({}, ("round_id", "village_id", "state", "answer", "done_by", "done_at")),
    "consents": Left(
        {},
        ("purpose", "position_id", "text_version", "form", "capacity", "given_at", "recorded_by", "withdrawn_at"),
    ),
    "submission_links": Left({}, ("seen_at", "seen_by")),
    "submissions": Left(
        {"answers": json.dumps({"name": NAME}, ensure_ascii=False), "citizen_number_index": None, "body_hash": ""},
        ("received_at", "entrance", "fair_id", "locale"),
    ),
    "consent_papers": Left({"picture": ""}, ("width", "height", "kept_by", "kept_at")),
    "tickets": Left({"slip": "[]"}, ("fair_id", "number", "issued_at", "taken_at")),
    "kiosk_visits": Left({}, ("begun_at",)),
    "kiosk_visit_ends": Left({}, ("at",)),
    "registrations": Left({}, ("fair_id", "registered_at")),
    "special_supports": Left(
        {"note": None, "void_reason": _void}, ("kind", "given_on", "amount_fen", "recorded_by", "recorded_at")
    ),
    "fair_results": Left({"void_reason": _void}, ("fair_id", "kind", "on_day", "recorded_by", "recorded_at")),
    "referrals": Left({}, ("position_id", "state", "pseudonym", "made_at", "made_by", "meet_on")),
    "referral_steps": Left({"note": None}, ("number", "from_state", "to_state", "reason", "decided_by", "decided_at")),
    "spells": Left(
        {"end_reason": None},
        (
            "employer_id",
            "position_id",
            "started_on",
            "ended_on",
            "contract_kind",
            "contract_until",
            "form",
            "wage_fen",
            "recorded_by",
            "recorded_at",
        ),
    ),
    "filed_workers": Left({"name": NAME, "certificate": None, "soldier_grade": None}, ("filed_by", "filed_at")),
    "person_months": Left({}, ("month", "employer_id", "first_on", "last_on", "state")),
    "month_claims": Left(
        {},
        ("employer_id", "month", "state", "weight", "submitted_on", "facts", "reasons", "claimed_by", "claimed_at"),
    ),
    "declared_persons": Left({}, ("declaration_id", "by_month", "counted", "credited")),
    "month_contests": Left(
        {"note": _reasons}, ("month", "opened_at", "answer_by", "ground", "decided_by", "decided_at")
    ),
    "contest_answers": Left({"text": NAME}, ("answered_by", "answered_at")),
    "placements": Left({"note": None, "end_reason": end_reason_left}, PLACEMENT_STAYS),
    "attendances": Left({}, ATTENDANCE),
    "attendance_corrections": Left({}, ATTENDANCE_CORRECTION),
    "outcomes": Left({}, ("at", "position_id", "kind", "reason", "rank", "model", "propensity")),
    "shown_lists": Left({}, ("at", "viewer_id", "position_id", "model", "items")),
    "person_views": Left({"note": _note}, ("at", "user_id", "what", "reason")),
    "corrections": Left({"before": None, "after": None}, ("field", "reason", "corrected_by", "corrected_at")),
    "not_same_people": Left({}, ("decided_by", "decided_at")),
    "merges": Left({}, ("reason", "merged_by", "merged_at", "undone_by", "undone_at", "undo_reason")),
    "merge_moves": Left({"before": None, "after": None}, ("number", "table_name", "column_name")),
    "merge_contests": Left({}, ("kind", "decision", "decided_by", "decided_at")),
    "data_requests": Left({}, ("kind", "received_on", "due_on", "recorded_by", "closed_at", "closed_by", "outcome")),
    "erasures": Left({}, ("ground", "erased_by", "erased_at", "holds", "held", "finished_at", "scrubbed_at")),
    "retention_warnings": Left(
        {}, ("last_active_on", "warned_at", "erase_on", "over_at", "kept_by", "kept_at", "keep_reason")
    ),
}


def forget(rows: Rows, *, keeps_register: bool) -> int:
    """Empty every row of a person, and return how many were touched. Inside an act.

    Where the register of certificates keeps somebody, name, number and certificates stay; the telephone goes.
    """
    touched = 0
    for table, left in FORGOTTEN.items():
        only = {"phone": None} if table == "people" else {}
        is_kept = left.is_register and keeps_register
        emptied = only if is_kept else left.emptied
        for row in rows[table]:
            if left.is_deleted and not is_kept:
                db.session.delete(row)
            else:
                _empty(row, emptied)
            touched += bool(emptied) or (left.is_deleted and not is_kept)
    db.session.flush()
    return touched


def _empty(row: Base, emptied: Mapping[str, Any]) -> None:
    for column, value in emptied.items():
        say: Callable[[Any], Any] | None = value if callable(value) else None
        setattr(row, column, say(row) if say else value)


def list_unsaid(held: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """List, as ``table.column``, what is held about people and no line here speaks of; must be empty."""
    held = held or {table: one.columns for table, one in HELD.items()}
    unsaid = []
    for table, columns in held.items():
        left = FORGOTTEN.get(table)
        known = set() if left is None else {*left.emptied, *left.stays}
        if left is None or not left.is_deleted:
            unsaid += [f"{table}.{column}" for column in columns if column not in known]
    return unsaid
