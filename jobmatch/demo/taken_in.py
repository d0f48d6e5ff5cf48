"""Whom the example officer has registered in the villages and by telephone, and what became of each."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_VILLAGE
from jobmatch.demo.identities import CONSENT_TEXT_VERSION
from jobmatch.demo.reserved import reserved_phone
from jobmatch.demo.standing_beside import list_holders_now
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.referrals.rules import OPEN
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.tables import Entrance, SeekerState
from jobmatch.storage.idempotency import body_hash

_PHONES_FROM = 59_000
_WAITING = (("想在村里附近做点手工活", ("手工", "包装")), ("身体还行，看门、保洁都可以", ("保洁",)))


def add_taken_in(world: World) -> None:
    """Add registrations whose people were hired, are referred, were declined, are looked for, and who still wait."""
    village = next(row for row in world.rows["villages"] if row["id"] == EXAMPLE_VILLAGE)
    for turn, seeker in enumerate(_one_of_each(world)):
        person = next(row for row in world.rows["people"] if row["id"] == seeker["id"])
        given = {"name": person["name"], "phone": person["phone"], "wanted": seeker["wanted"], "text": seeker["text"]}
        first = min([row["made_at"].date() for row in _referrals_of(world, seeker)], default=world.day(-9))
        submission = _add(world, turn, village, given, (world.as_of - first).days + 4)
        _link(world, submission, seeker["id"])
    holders = [row for row in list_holders_now(world) if row["village_id"] == EXAMPLE_VILLAGE]
    seeking = {row["id"] for row in world.rows["seekers"]}
    waiting = [row for row in holders if row["id"] not in seeking][: len(_WAITING)]
    for turn, (person, (text, wanted)) in enumerate(zip(waiting, _WAITING, strict=False)):
        given = {"name": person["name"], "phone": reserved_phone(_PHONES_FROM + turn), "wanted": wanted, "text": text}
        _add(world, 100 + turn, village, {**given, "person": person["id"]}, 2 + turn)


def _one_of_each(world: World) -> Iterator[Row]:
    """Go through seekers, one for each thing that may have become of somebody, those of the officer's town first."""
    town = next(row["town_id"] for row in world.rows["villages"] if row["id"] == EXAMPLE_VILLAGE)
    submitted = {row["person_id"] for row in world.rows["submission_links"]}
    merged = {row["id"] for row in world.rows["people"] if row["merged_into_id"]}
    seekers = [row for row in world.rows["seekers"] if row["id"] not in submitted | merged and row["text"]]
    seekers.sort(key=lambda row: row["town_id"] != town)
    taken: set[str] = set()
    for is_it in (_is_hired, _is_referred, _is_declined, _is_looked_for):
        one = next((row for row in seekers if row["id"] not in taken and is_it(world, row)), None)
        if one is not None:
            taken.add(one["id"])
            yield one


def _referrals_of(world: World, seeker: Row) -> list[Row]:
    return [row for row in world.rows["referrals"] if row["seeker_id"] == seeker["id"]]


def _states(world: World, seeker: Row) -> set[str]:
    return {row["state"] for row in _referrals_of(world, seeker)}


def _is_hired(world: World, seeker: Row) -> bool:
    return "hired" in _states(world, seeker) and seeker["state"] is SeekerState.CLOSED


def _is_referred(world: World, seeker: Row) -> bool:
    return bool(_states(world, seeker) & OPEN)


def _is_declined(world: World, seeker: Row) -> bool:
    return _states(world, seeker) == {"declined"}


def _is_looked_for(world: World, seeker: Row) -> bool:
    return not _states(world, seeker)


def _add(world: World, turn: int, village: Row, given: Mapping[str, Any], days_ago: int) -> Row:
    key = world.key("taken in", turn)
    agreed = {"consents": ["store", "recommend"], "consent_version": CONSENT_TEXT_VERSION, "consent_form": "spoken"}
    lives = {"town": village["town_id"], "village": village["id"]}
    kept = Answers.read({**given, "wanted": list(given["wanted"]), **agreed, **lives}, world.as_of).as_json()
    return world.add(
        "submissions",
        {
            "id": key,
            "district_id": world.district_id,
            "fair_id": None,
            "source": user_key(world, "village"),
            "entrance": Entrance.PHONE if turn % 2 else Entrance.VILLAGE,
            "locale": "zh_Hans_CN",
            "answers": json.dumps(kept, ensure_ascii=False),
            "citizen_number": None,
            "body_hash": body_hash(kept),
            "received_at": office_hour(world.day(-days_ago), world.chance("taken in", turn)),
        },
    )


def _link(world: World, submission: Row, person: str) -> None:
    at = submission["received_at"]
    world.add(
        "submission_links",
        {
            "id": world.key("link", submission["id"]),
            "submission_id": submission["id"],
            "person_id": person,
            "registration_id": None,
            "seen_by": user_key(world, "caseworker"),
            "seen_at": office_hour(at.date(), world.chance("seen", submission["id"])).replace(hour=9),
        },
    )
