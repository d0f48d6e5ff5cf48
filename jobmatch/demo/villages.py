"""The invented district's villages and communities, and whose they are."""

from functools import cache

from jobmatch.accounts.tables import Role
from jobmatch.demo.content import read
from jobmatch.demo.district import add_account, town_key, user_key
from jobmatch.demo.examples import EXAMPLE_VILLAGE
from jobmatch.demo.world import World

_EXAMPLE_TOWN = "江口街道"
"""Where two of the example people live: the first of its villages is the example officer's own."""
_OF_THE_EXAMPLE = 3
"""How many villages the example officer looks after."""


@cache
def villages_of(town: str) -> tuple[tuple[str, str], ...]:
    """Return the names (Chinese, English) of a town's villages; the same in every invented district."""
    parts = read("register")["villages"]
    names = [
        (first + last, (first_en + last_en))
        for last, last_en in parts["last"].items()
        for first, first_en in parts["first"].items()
    ]
    towns = read("towns")
    turn = [one["name"] for one in towns].index(town)
    count = max(3, round(towns[turn]["weight"] * parts["of_weight_100"] / 100))
    is_urban = town in parts["urban"]
    mine = names[turn :: len(towns)][:count]
    return tuple((name + ("社区" if is_urban else "村"), f"{english} {_english(is_urban)}") for name, english in mine)


def _english(is_urban: bool) -> str:
    return "Community" if is_urban else "Village"


def village_key(world: World, town: str, village: str) -> str:
    """Return the key of a village."""
    if (town, village) == (_EXAMPLE_TOWN, villages_of(_EXAMPLE_TOWN)[0][0]):
        return EXAMPLE_VILLAGE
    return world.key("village", town, village)


def add_villages(world: World) -> None:
    """Add every village, and an officer for the first three of them."""
    for town in read("towns"):
        for name, english in villages_of(town["name"]):
            world.add(
                "villages",
                {
                    "id": village_key(world, town["name"], name),
                    "district_id": world.district_id,
                    "town_id": town_key(world, town["name"]),
                    "name": name,
                    "name_en": english,
                    "code": None,
                },
            )
    add_account(world, Role.VILLAGE_OFFICER, "village", "江望舒", scope_id=EXAMPLE_VILLAGE)
    for name, _english_name in villages_of(_EXAMPLE_TOWN)[1:_OF_THE_EXAMPLE]:
        key = village_key(world, _EXAMPLE_TOWN, name)
        world.add(
            "officer_villages",
            {
                "id": world.key("officer_village", key),
                "district_id": world.district_id,
                "user_id": user_key(world, "village"),
                "village_id": key,
            },
        )
