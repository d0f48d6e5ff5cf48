"""Who the invented holders are: name, birthday, number, village, how they are reached."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from jobmatch.demo.content import read
from jobmatch.demo.district import town_key
from jobmatch.demo.reserved import reserved_citizen_number, reserved_phone
from jobmatch.demo.villages import village_key, villages_of
from jobmatch.demo.world import World
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.tables import PersonSource

_FIRST_TURN = 400
"""Those below number the people who seek work and who came to the practice fair."""
_A_BIRTHDAY_MOST = 100
"""How many numbers of a birthday and sex are left for holders (``reserved_citizen_number`` has 500)."""
_PHONES_FROM = 10_000
_HAS_PHONE, _SAID_HOW = 0.92, 0.6
_HOME_CODES = ("330206", "330212", "330225", "330226")


@dataclass(frozen=True)
class Holder:
    """Somebody in the register; ``turn`` numbers them, ``kind`` and ``grade`` are the first certificate's."""

    key: str
    turn: int
    name: str
    citizen: CitizenNumber
    town: str
    village: str
    kind: int
    grade: int


def draw_holder(world: World, turn: int, came_on: date, taken: Counter[tuple[date, bool]]) -> Holder:
    """Draw who got a certificate on ``came_on``; ``taken`` counts the numbers given out for a birthday and sex."""
    chance = world.chance("holder", turn)
    is_male = chance.random() < 0.55
    born_on = came_on - timedelta(days=_age_in_days(chance))
    content = read("register")
    towns = read("towns")
    town = chance.choices([one["name"] for one in towns], [one["weight"] for one in towns])[0]
    while taken[born_on, is_male] >= _A_BIRTHDAY_MOST:
        # In the largest registers a day may have had its share; the one before has room.
        born_on -= timedelta(days=1)
    taken[born_on, is_male] += 1
    return Holder(
        key=world.key("holder", turn),
        turn=turn,
        name=holder_name(chance, born_on, is_male),
        citizen=reserved_citizen_number(born_on, is_male=is_male, turn=_FIRST_TURN + taken[born_on, is_male] - 1),
        town=town,
        village=chance.choice(villages_of(town))[0],
        kind=_drawn(chance, content["kinds"]),
        grade=_drawn(chance, content["grades"]),
    )


def holder_name(chance: Random, born_on: date, is_male: bool) -> str:
    """A surname with one or two characters of the time, now and then a name that software tends to break."""
    names, sex = read("names"), "male" if is_male else "female"
    if chance.random() < 0.004:
        return str(chance.choice(names["rare"][sex]))
    ages = read("register")["characters"][sex]
    characters = next(text for until, text in ages.items() if born_on.year < until)
    given = chance.sample(characters, 1 if chance.random() < 0.12 else 2)
    return f"{chance.choice(names['surnames'])}{''.join(given)}"


def add_holder(world: World, who: Holder) -> None:
    """Add the person's row."""
    chance = world.chance("reach", who.turn)
    phone = reserved_phone(_PHONES_FROM + who.turn) if chance.random() < _HAS_PHONE else None
    world.add(
        "people",
        {
            **_frame(world, who.key, who.name, who.citizen),
            "source": PersonSource.REGISTER,
            "phone": phone,
            **place_of(world, who.town, who.village, chance),
            "contact_channel": _drawn(chance, read("register")["channels"]) if chance.random() < _SAID_HOW else None,
            "home_code": None,
        },
    )


def add_outsider(world: World, turn: int, taken: Counter[tuple[date, bool]]) -> None:
    """Add somebody whom an employer's roster named and whose certificate another district keeps."""
    chance = world.chance("outsider", turn)
    who = draw_holder(world, turn, date(2015, 1, 1), taken)
    world.add(
        "people",
        {
            **_frame(world, who.key, who.name, who.citizen),
            "source": PersonSource.ROSTER,
            "phone": None,
            "town_id": None,
            "village_id": None,
            "address": None,
            "contact_channel": None,
            "home_code": chance.choice(_HOME_CODES),
        },
    )


def place_of(world: World, town: str, village: str, chance: Random) -> dict[str, Any]:
    """Return where somebody lives: keys of town and village, and a house in it."""
    return {
        "town_id": town_key(world, town),
        "village_id": village_key(world, town, village),
        "address": f"{town}{village}{chance.randint(1, 9)}组{chance.randint(1, 120)}号",
    }


def _frame(world: World, key: str, name: str, citizen: CitizenNumber) -> dict[str, Any]:
    return {
        "id": key,
        "district_id": world.district_id,
        "name": name,
        "citizen_number": citizen.value,
        "born_on": citizen.birth_on,
        "sex": "male" if citizen.is_male else "female",
        "merged_into_id": None,
    }


def _age_in_days(chance: Random) -> int:
    ages = read("register")["ages"]
    low, high, _share = chance.choices(ages, [share for _low, _high, share in ages])[0]
    return chance.randint(low * 365, high * 365 + 364)


def _drawn(chance: Random, weights: dict[Any, int]) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]
