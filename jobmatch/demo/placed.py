"""Who works at the institutions: each place has had one person after another, as many on the reported day as reported.

Places that were taken before the reported half year stay so until its end, some are taken within it, the rest later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_INSTITUTION, EXAMPLE_WAITING
from jobmatch.demo.placeable import LAST_AGE, Placeable, birthday, list_placeable
from jobmatch.demo.scale import SCORECARD_FROM, SCORECARD_TO
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.workshops.placement_tables import AgreementKind, AskedBy, EndReason, PlacementState

_MEAN_YEARS, _LEAST_DAYS, _YEAR = 9, 60, 365.25
_LABOUR_SHARE, _SUSPENDED_SHARE = 0.15, 0.03
_WAITING, _TRIAL_DAYS = 6, 18
_ON_TRIAL, _EMPTIED_DAYS = 2, 30
"""At so many of the example's places somebody left so many days ago, and somebody else is on trial."""
_HOURS = {AgreementKind.FLEXIBLE: (15, 20, 25, 30), AgreementKind.LABOUR: (35, 40)}
_REASONS = {
    EndReason.FAMILY: 35,
    EndReason.HEALTH: 40,
    EndReason.OPEN_EMPLOYMENT: 10,
    EndReason.MOVED: 15,
}
_ASKED_BY = {AskedBy.VILLAGE: 45, AskedBy.FAMILY: 40, AskedBy.CASEWORKER: 10, AskedBy.PERSON: 5}


@dataclass(frozen=True)
class _Stay:
    """Somebody's time at a place. ``until``: the last day, None = to this day."""

    who: Placeable
    from_on: date
    until: date | None
    reason: EndReason | None


def add_placements(world: World) -> None:
    """Add everybody who works or worked at an institution, those on trial, and those who wait at the example."""
    pool = list_placeable(world)
    world.chance("placeable").shuffle(pool)
    for place, first_on in _first_days(world):
        for stay in _stays(world, place, first_on, pool):
            _add(world, place, stay)
    _add_waiting(world, pool)


def _first_days(world: World) -> list[tuple[Row, date]]:
    """Say of each place when it was first taken: before the half year, within it, or later."""
    opened = {row["id"]: row["opened_on"] for row in world.rows["institutions"]}
    chance, scale = world.chance("places"), world.scale
    places = chance.sample(world.rows["workplaces"], len(world.rows["workplaces"]))
    old = [row for row in places if opened[row["institution_id"]] < SCORECARD_FROM]
    before = old[: scale.placed - scale.placed_new]
    young = [row for row in places if opened[row["institution_id"]] >= SCORECARD_FROM]
    others = [*young, *old[len(before) :]]
    within, later = others[: scale.placed_new], others[scale.placed_new :]
    assert len(before) + len(within) == scale.placed, "there are places for everybody who was reported"
    last_before, after = SCORECARD_FROM - timedelta(days=1), SCORECARD_TO + timedelta(days=1)
    spans = [(row, date(2009, 1, 1), last_before) for row in before]
    spans += [(row, SCORECARD_FROM, SCORECARD_TO) for row in within]
    spans += [(row, after, after + timedelta(days=900)) for row in later]
    drawn = [(row, _between(chance, max(low, opened[row["institution_id"]]), high)) for row, low, high in spans]
    return sorted(drawn, key=lambda one: (one[1], one[0]["id"]))


def _between(chance: Random, low: date, high: date) -> date:
    return low + timedelta(days=chance.randint(0, (high - low).days))


def _stays(world: World, place: Row, first_on: date, pool: list[Placeable]) -> Iterator[_Stay]:
    chance, on = world.chance("stays", place["id"]), first_on
    is_example = place["institution_id"] == EXAMPLE_INSTITUTION
    emptied_on = world.day(-_EMPTIED_DAYS) if is_example and place["number"] <= _ON_TRIAL else None
    while on <= world.as_of:
        held = max(on + timedelta(days=_LEAST_DAYS), SCORECARD_TO)
        who = _take(pool, on, held)
        if who is None:
            break
        stay = _stay(world, chance, who, (on, held))
        if stay.until is None and emptied_on is not None and emptied_on > held:
            stay = _Stay(who, on, emptied_on, EndReason.OPEN_EMPLOYMENT)
        yield stay
        if stay.until is None:
            return
        on = stay.until + timedelta(days=_EMPTIED_DAYS if stay.until == emptied_on else chance.randint(7, 90))
    trial_on = world.day(-chance.randint(2, _TRIAL_DAYS))
    if is_example and trial_on > SCORECARD_TO:
        # The example has no place free: whoever waits there waits for somebody to leave.
        who = _take(pool, trial_on, world.as_of)
        if who is not None:
            yield _Stay(who, trial_on, None, None)


def _take(pool: list[Placeable], on: date, until: date) -> Placeable | None:
    """Take the first out of the pool who could begin on a day and stay until another."""
    turn = next((turn for turn, who in enumerate(pool) if who.could_stay(on, until)), None)
    return None if turn is None else pool.pop(turn)


def _stay(world: World, chance: Random, who: Placeable, span: tuple[date, date]) -> _Stay:
    on, at_least = span
    drawn = on + timedelta(days=round(chance.expovariate(1 / _MEAN_YEARS) * _YEAR))
    # Nobody who was placed in the half year left within it.
    until = max(drawn, at_least + timedelta(days=chance.randint(1, 200)))
    reason = chance.choices(list(_REASONS), list(_REASONS.values()))[0]
    for day, why in ((who.last_on, EndReason.MOVED), (birthday(who.born_on, LAST_AGE), EndReason.AGED_OUT)):
        if day is not None and day <= until:
            until, reason = day, why
    return _Stay(who, on, until, reason) if until <= world.as_of else _Stay(who, on, None, None)


def _add(world: World, place: Row, stay: _Stay) -> None:
    chance = world.chance("placement", stay.who.key)
    is_trial = stay.until is None and (world.as_of - stay.from_on).days <= _TRIAL_DAYS and stay.from_on > SCORECARD_TO
    is_suspended = not is_trial and stay.until is None and chance.random() < _SUSPENDED_SHARE
    kind = None if is_trial else _contract(chance)
    state = PlacementState.PLACED if stay.until is None else PlacementState.LEFT
    if is_trial or is_suspended:
        state = PlacementState.TRIAL if is_trial else PlacementState.SUSPENDED
    days = {
        "asked_on": stay.from_on - timedelta(days=chance.randint(20, 120)),
        "trial_from_on": stay.from_on if is_trial else stay.from_on - timedelta(days=14),
        "began_on": None if is_trial else stay.from_on,
        "suspended_on": world.day(-min(9, (world.as_of - stay.from_on).days)) if is_suspended else None,
        "ended_on": stay.until,
        "end_reason": stay.reason,
    }
    hours = chance.choice(_HOURS[kind]) if kind else None
    _row(world, stay.who, place["institution_id"], state, {**days, "contract_kind": kind, "hours_week": hours}, place)


def _contract(chance: Random) -> AgreementKind:
    return AgreementKind.LABOUR if chance.random() < _LABOUR_SHARE else AgreementKind.FLEXIBLE


def _add_waiting(world: World, pool: list[Placeable]) -> None:
    chance = world.chance("waiting")
    for turn in range(_WAITING):
        who = _take(pool, world.as_of, world.as_of)
        if who is not None:
            asked_on = world.day(-90 + 14 * turn - chance.randint(0, 6))
            _row(world, who, EXAMPLE_INSTITUTION, PlacementState.WAITING, {"asked_on": asked_on}, None, first=turn == 0)


_NO_DAYS = dict.fromkeys(
    ("trial_from_on", "began_on", "suspended_on", "ended_on", "end_reason", "contract_kind", "hours_week")
)


def _row(
    world: World,
    who: Placeable,
    institution: str,
    state: PlacementState,
    told: Row,
    place: Row | None,
    *,
    first: bool = False,
) -> None:
    chance = world.chance("placement row", who.key)
    changed_on = told.get("ended_on") or told.get("suspended_on") or told.get("began_on") or told["asked_on"]
    world.add(
        "placements",
        {
            "id": EXAMPLE_WAITING if first else world.key("placement", who.key),
            "district_id": world.district_id,
            "person_id": who.key,
            "institution_id": institution,
            "place_id": None if place is None else place["id"],
            "state": state,
            "asked_by": chance.choices(list(_ASKED_BY), list(_ASKED_BY.values()))[0],
            **_NO_DAYS,
            **told,
            "employer_id": None,
            "note": None,
            "changed_by": user_key(world, "caseworker"),
            "changed_at": office_hour(changed_on, chance),
            "version": 1,
        },
    )
