"""This year's update round in the example officer's villages, half done, and what the officer has told the desk."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_ROUND, EXAMPLE_SITUATION
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.people.register_tables import LEAVING
from jobmatch.people.round_tables import EntryState
from jobmatch.people.situation_tables import SituationKind
from jobmatch.people.tables import PersonSource

_BEGUN_DAYS, _DUE_DAYS = 20, 40
_STATES = {EntryState.OPEN: 48, EntryState.ANSWERED: 44, EntryState.NOT_FOUND: 5, EntryState.REFUSED: 3}
_SITUATIONS = {SituationKind.AT_HOME: 74, SituationKind.AWAY: 18, SituationKind.WILLING: 5, SituationKind.MOVED: 3}


def add_round(world: World) -> None:
    """Begin a round three weeks ago; every holder of the example villages is in it."""
    begun_on = world.day(-_BEGUN_DAYS)
    chance = world.chance("round")
    world.add(
        "update_rounds",
        {
            "id": EXAMPLE_ROUND,
            "district_id": world.district_id,
            "year": begun_on.year,
            "begun_on": begun_on,
            "begun_by": user_key(world, "caseworker"),
            "due_on": world.day(_DUE_DAYS),
            "closed_by": None,
            "closed_at": None,
        },
    )
    for turn, person in enumerate(_holders_here(world)):
        _add_entry(world, person, chance, is_example=turn == 0)


def _holders_here(world: World) -> Iterator[Row]:
    """Go through the holders who live in the example officer's villages."""
    villages = {row["village_id"] for row in world.rows["officer_villages"]}
    villages |= {row["scope_id"] for row in world.rows["users"] if row["login"] == "village"}
    gone = {row["person_id"] for row in world.rows["certificate_events"] if row["kind"] in LEAVING}
    held = {row["person_id"] for row in world.rows["certificate_events"]} - gone
    for person in world.rows["people"]:
        is_here = person["village_id"] in villages and person["id"] in held and person["merged_into_id"] is None
        if is_here and person["source"] == PersonSource.REGISTER:
            yield person


def _add_entry(world: World, person: Row, chance: Random, *, is_example: bool) -> None:
    state = chance.choices(list(_STATES), list(_STATES.values()))[0]
    if is_example:
        state = EntryState.ANSWERED
    at = None if state is EntryState.OPEN else office_hour(world.day(-chance.randint(1, _BEGUN_DAYS - 1)), chance)
    done_by = None if at is None else user_key(world, "village")
    world.add(
        "update_round_entries",
        {
            "id": world.key("round_entry", person["id"]),
            "district_id": world.district_id,
            "round_id": EXAMPLE_ROUND,
            "person_id": person["id"],
            "village_id": person["village_id"],
            "state": state,
            "answer": None,
            "done_by": done_by,
            "done_at": at,
        },
    )
    if state is EntryState.ANSWERED and at is not None:
        kind = chance.choices(list(_SITUATIONS), list(_SITUATIONS.values()))[0]
        told = {"recorded_by": done_by, "recorded_at": at + timedelta(minutes=2), "on_day": at.date()}
        _add_situation(world, person, SituationKind.WILLING if is_example else kind, told, is_example=is_example)


def _add_situation(world: World, person: Row, kind: SituationKind, told: Row, *, is_example: bool) -> None:
    world.add(
        "person_situations",
        {
            "id": EXAMPLE_SITUATION if is_example else world.key("situation", person["id"]),
            "district_id": world.district_id,
            "person_id": person["id"],
            "kind": kind,
            "round_id": None,
            "undone_by": None,
            "undone_at": None,
            "settled_by": None,
            "settled_at": None,
            "outcome": None,
            **told,
        },
    )
