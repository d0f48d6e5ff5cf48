"""Somebody who stood in the district twice: one pair merged, with something to decide."""

from typing import Any

from jobmatch.data_care.tables import MergeContestKind, MergeReason
from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_MERGE
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.seekers.tables import SeekerState


def add_merge(world: World) -> None:
    """Merge somebody without a certificate into another, as a caseworker would have a week ago."""
    referred = {row["seeker_id"] for row in world.rows["referrals"]}
    holders = {row["person_id"] for row in world.rows["certificates"]}
    free = [row for row in world.rows["people"] if row["id"] not in referred]
    gone = next(row for row in reversed(free[1:]) if row["id"] not in holders)
    # Written before the one that names it.
    kept = next(row for row in reversed(free[: free.index(gone)]) if row["id"] in holders)
    at = office_hour(world.day(-7), world.chance("merge"))
    world.add(
        "merges",
        {
            "id": EXAMPLE_MERGE,
            "district_id": world.district_id,
            "kept_id": kept["id"],
            "gone_id": gone["id"],
            "reason": MergeReason.SAME_CARD,
            "merged_by": user_key(world, "caseworker"),
            "merged_at": at,
            "undone_by": None,
            "undone_at": None,
            "undo_reason": None,
            "left_alone": [],
            "version": 1,
        },
    )
    gone["name"] = kept["name"]
    _move(world, "people", gone, "merged_into_id", kept["id"])
    profile = next(row for row in world.rows["seekers"] if row["id"] == gone["id"])
    _move(world, "seekers", profile, "state", SeekerState.CLOSED.value)
    _contest(world, kept, gone)


def _move(world: World, table: str, row: Row, column: str, after: str) -> None:
    number = len(world.rows["merge_moves"]) + 1
    world.add(
        "merge_moves",
        {
            "id": world.key("merge_move", number),
            "merge_id": EXAMPLE_MERGE,
            "number": number,
            "table_name": table,
            "row_id": row["id"],
            "column_name": column,
            "before": _as_json(row[column]),
            "after": _as_json(after),
        },
    )
    row[column] = after


def _as_json(value: Any) -> str:
    return "null" if value is None else f'"{value}"'


def _contest(world: World, kept: Row, gone: Row) -> None:
    """Both have agreed to the same."""
    for one in world.rows["consents"]:
        if one["person_id"] != gone["id"]:
            continue
        same = [row for row in world.rows["consents"] if row["person_id"] == kept["id"]]
        world.add(
            "merge_contests",
            {
                "id": world.key("contest", one["purpose"].value),
                "district_id": world.district_id,
                "merge_id": EXAMPLE_MERGE,
                "kind": MergeContestKind.CONSENT,
                "row_id": one["id"],
                "against": [row["id"] for row in same if row["purpose"] == one["purpose"]],
                "decision": None,
                "decided_by": None,
                "decided_at": None,
                "version": 1,
            },
        )
