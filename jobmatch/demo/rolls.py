"""The rolls of the institutions: every working day of the last weeks, but not yet today's; some days were put right."""

from datetime import date, timedelta
from random import Random

from jobmatch.demo.district import user_key
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.workshops.attendance_rules import minutes_of
from jobmatch.workshops.attendance_tables import Presence
from jobmatch.workshops.placement_tables import PlacementState

_WEEKS, _SATURDAY = 6, 5
_SHARES = {Presence.FULL: 88, Presence.HALF: 5, Presence.EXCUSED: 5, Presence.ABSENT: 2}
_CORRECTED = 0.1


def add_rolls(world: World) -> None:
    """Add the days of everybody who was on trial or under an agreement."""
    placed = [row for row in world.rows["placements"] if row["trial_from_on"] is not None]
    for turn in range(7 * _WEEKS, 0, -1):
        on = world.day(-turn)
        if on.weekday() < _SATURDAY:
            for row in placed:
                if row["trial_from_on"] <= on and (row["ended_on"] is None or on <= row["ended_on"]):
                    _add(world, row, on)


def _add(world: World, placement: Row, on: date) -> None:
    chance = world.chance("roll", placement["id"], on)
    presence = _presence(chance, placement, on)
    row = world.add(
        "attendances",
        {
            "id": world.key("attendance", placement["id"], on),
            "district_id": world.district_id,
            "placement_id": placement["id"],
            "on_day": on,
            "presence": presence,
            "minutes": minutes_of(presence, placement["hours_week"]),
            "recorded_by": user_key(world, "workshop"),
            "recorded_at": office_hour(on, chance),
        },
    )
    if chance.random() < _CORRECTED and presence is not Presence.FULL:
        _correct(world, placement, row)


def _presence(chance: Random, placement: Row, on: date) -> Presence:
    if placement["state"] is PlacementState.SUSPENDED and placement["suspended_on"] <= on:
        return Presence.EXCUSED
    return chance.choices(list(_SHARES), list(_SHARES.values()))[0]


def _correct(world: World, placement: Row, row: Row) -> None:
    """At first somebody was entered as there."""
    world.add(
        "attendance_corrections",
        {
            "id": world.key("attendance correction", row["id"]),
            "district_id": world.district_id,
            "attendance_id": row["id"],
            "presence_before": Presence.FULL,
            "minutes_before": minutes_of(Presence.FULL, placement["hours_week"]),
            "corrected_by": row["recorded_by"],
            "corrected_at": row["recorded_at"] + timedelta(hours=2),
        },
    )
