"""This year's update round in the example officer's villages, half done, and what the officer has told the desk."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_ROUND, EXAMPLE_SITUATION
from jobmatch.demo.standing_beside import list_holders_now
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.people.round_tables import EntryState
from jobmatch.people.situation_tables import SituationKind

_BEGUN_DAYS, _DUE_DAYS = 20, 40
_STATES = {EntryState.OPEN: 48, EntryState.ANSWERED: 44, EntryState.NOT_FOUND: 5, EntryState.REFUSED: 3}
_SITUATIONS = {SituationKind.AT_HOME: 74, SituationKind.AWAY: 18, SituationKind.WILLING: 5, SituationKind.MOVED: 3}


def add_rounds(world: World) -> None:
    """Add last year's round, done and closed, and this year's, begun three weeks ago: every holder of the villages."""
    begun_on = world.day(-_BEGUN_DAYS)
    before = begun_on - timedelta(days=365)
    at = office_hour(before + timedelta(days=58), world.chance("round closed"))
    closed = {"closed_by": user_key(world, "caseworker"), "closed_at": at}
    last_year = _add_round(world, world.key("round", "before"), before, closed)
    here = list(_holders_here(world))
    came = {row["person_id"]: row["on_day"] for row in reversed(world.rows["certificate_events"])}
    for person in here:
        if came[person["id"]] < before:
            _add_old_entry(world, last_year, person)
    under_way = _add_round(world, EXAMPLE_ROUND, begun_on, {"closed_by": None, "closed_at": None})
    chance = world.chance("round")
    for turn, person in enumerate(here):
        _add_entry(world, under_way, person, chance, is_example=turn == 0)
    _report_a_death(world, here)


def _add_round(world: World, key: str, begun_on: date, closed: Row) -> Row:
    return world.add(
        "update_rounds",
        {
            "id": key,
            "district_id": world.district_id,
            "year": begun_on.year,
            "begun_on": begun_on,
            "begun_by": user_key(world, "caseworker"),
            "due_on": begun_on + timedelta(days=_BEGUN_DAYS + _DUE_DAYS),
            **closed,
        },
    )


def _holders_here(world: World) -> Iterator[Row]:
    """Go through the holders who live in the example officer's villages."""
    villages = {row["village_id"] for row in world.rows["officer_villages"]}
    villages |= {row["scope_id"] for row in world.rows["users"] if row["login"] == "village"}
    return (person for person in list_holders_now(world) if person["village_id"] in villages)


def _add_old_entry(world: World, of: Row, person: Row) -> None:
    chance = world.chance("old entry", person["id"])
    state = chance.choices((EntryState.ANSWERED, EntryState.NOT_FOUND, EntryState.REFUSED), (94, 4, 2))[0]
    kind = chance.choices((SituationKind.AT_HOME, SituationKind.AWAY), (80, 20))[0]
    at = office_hour(of["begun_on"] + timedelta(days=chance.randint(1, 55)), chance)
    _entry(world, of, person, {"state": state, "answer": kind if state is EntryState.ANSWERED else None, "at": at})


def _entry(world: World, of: Row, person: Row, told: Row) -> None:
    at: datetime | None = told["at"]
    world.add(
        "update_round_entries",
        {
            "id": world.key("round_entry", of["year"], person["id"]),
            "district_id": world.district_id,
            "round_id": of["id"],
            "person_id": person["id"],
            "village_id": person["village_id"],
            "state": told["state"],
            "answer": told["answer"],
            "done_by": None if at is None else user_key(world, "village"),
            "done_at": at,
        },
    )


def _add_entry(world: World, of: Row, person: Row, chance: Random, *, is_example: bool) -> None:
    state = chance.choices(list(_STATES), list(_STATES.values()))[0]
    if is_example:
        state = EntryState.ANSWERED
    at = None if state is EntryState.OPEN else office_hour(world.day(-chance.randint(1, _BEGUN_DAYS - 1)), chance)
    _entry(world, of, person, {"state": state, "answer": None, "at": at})
    if state is EntryState.ANSWERED and at is not None:
        kind = chance.choices(list(_SITUATIONS), list(_SITUATIONS.values()))[0]
        told = {
            "recorded_by": user_key(world, "village"),
            "recorded_at": at + timedelta(minutes=2),
            "on_day": at.date(),
        }
        _add_situation(world, person, SituationKind.WILLING if is_example else kind, told, is_example=is_example)


def _report_a_death(world: World, here: Sequence[Row]) -> None:
    """The officer has told the desk that somebody died; nobody has settled it, so the card is still in force."""
    told_of = {row["person_id"] for row in world.rows["person_situations"]}
    person = min((row for row in here if row["id"] not in told_of), key=lambda row: (row["born_on"], row["id"]))
    at = office_hour(world.day(-2), world.chance("death"))
    told = {"recorded_by": user_key(world, "village"), "recorded_at": at, "on_day": world.day(-4)}
    _add_situation(world, person, SituationKind.DIED, told, is_example=False)


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
