"""Invented employers and their positions."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from jobmatch.demo.content import PositionTemplate, position_templates, read
from jobmatch.demo.district import town_key
from jobmatch.demo.examples import EXAMPLE_EMPLOYER, EXAMPLE_POSITION
from jobmatch.demo.reserved import reserved_uscc
from jobmatch.demo.world import Row, World
from jobmatch.employers.tables import PositionState
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS, REFUSALS

POSITIONS = 120
WITHDRAWN_POSITIONS = 2
PAUSED_POSITIONS = 3
INVENTED_MARK = "（虚构）"
_SPREAD_DEGREES = 0.012


def add_employers(world: World) -> None:
    """Add the employers; the example one is the first, those of the content file follow: they have the positions."""
    example = {**read("examples")["employer"], "id": EXAMPLE_EMPLOYER, "offers": [], "sectors": []}
    described = [example, *read("employers")]
    for turn, employer in enumerate([*described, *_further(world, world.scale.employers - len(described))]):
        chance = world.chance("employer", turn)
        town = next(one for one in read("towns") if one["name"] == employer["town"])
        world.add(
            "employers",
            {
                "id": employer.get("id") or world.key("employer", employer["name"]),
                "district_id": world.district_id,
                "name": employer["name"] + INVENTED_MARK,
                "uscc": reserved_uscc(employer["uscc"], turn).value,
                "address": employer["town"] + employer["road"],
                "town_id": town_key(world, employer["town"]),
                "lat": round(town["lat"] + chance.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES), 4),
                "lon": round(town["lon"] + chance.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES), 4),
            },
        )


def _further(world: World, count: int) -> list[Mapping[str, Any]]:
    """Make up employers of whom only name and address are known, as of most who file their levy."""
    content, chance = read("register")["employers"], world.chance("further employers")
    towns = read("towns")
    taken = tuple(one["name"] for one in read("employers"))
    pairs = [(first, branch) for first in content["first"] for branch in content["branches"]]
    pairs = [(first, branch) for first, branch in pairs if not any(name.startswith(first) for name in taken)]
    made: list[Mapping[str, Any]] = []
    for first, branch in chance.sample(pairs, count):
        town = chance.choices(towns, [one["weight"] for one in towns])[0]["name"]
        made.append(
            {
                "name": f"{first}{branch['word']}{chance.choice(content['forms'])}",
                "uscc": branch["uscc"],
                "town": town,
                "road": f"{first}路 {chance.randint(1, 400)} 号",
            }
        )
    return made


def add_positions(world: World) -> None:
    """Add the example positions and as many others as make 120, each with a text that no other has."""
    for name in read("examples")["positions"]:
        _add_example(world, name)
    chance = world.chance("positions")
    slots = [(template, text) for template in position_templates() for text in template.texts]
    chance.shuffle(slots)
    load: Counter[str] = Counter()
    taken: set[tuple[str, str]] = set()
    for template, text in slots[: POSITIONS - len(world.rows["positions"])]:
        employer = _least_busy(template, load, taken, chance)
        load[employer["name"]] += 1
        taken.add((employer["name"], template.key))
        _add_position(world, template, text, employer)
    _withdraw_some(world)


def example_position_key(world: World, name: str) -> str:
    """Return the key of one of the example positions (``open``, ``referred``, ``interviewed``, ``hired``)."""
    return EXAMPLE_POSITION if name == "open" else world.key("position", "example", name)


def _least_busy(
    template: PositionTemplate, load: Counter[str], taken: set[tuple[str, str]], chance: Random
) -> Mapping[str, Any]:
    """Choose among the employers of the sector who have no position of this sort yet; there are always two or more."""
    able = [one for one in read("employers") if template.sector in one["sectors"]]
    free = [one for one in able if (one["name"], template.key) not in taken]
    chance.shuffle(free)
    chosen: Mapping[str, Any] = min(free, key=lambda one: load[one["name"]])
    return chosen


def _add_position(world: World, template: PositionTemplate, text: str, employer: Mapping[str, Any]) -> None:
    turn = template.texts.index(text)
    chance = world.chance("position", template.key, turn)
    low, high = (yuan + 100 * chance.randint(0, 2) for yuan in template.wage)
    demands = _demands(template, chance)
    world.add(
        "positions",
        {
            **_frame(world, template, text),
            "id": world.key("position", template.key, turn),
            "employer_id": world.key("employer", employer["name"]),
            "town_id": town_key(world, employer["town"]),
            "wage_min_fen": 100 * low,
            "wage_max_fen": 100 * high,
            "seats": chance.choices((1, 2, 3, 5), (5, 4, 2, 1))[0],
            "education": template.education if chance.random() < 0.92 else None,
            "demands": demands,
            "offers": _in_order({*template.offers, *employer["offers"]}),
            "conditions": _conditions(template, chance),
            **_heard(world.day(-chance.randint(2, 45))),
            "closes_on": world.day(chance.randint(20, 90)) if chance.random() < 0.5 else None,
        },
    )


def _add_example(world: World, name: str) -> None:
    entry = dict(read("examples")["positions"][name])
    text = entry.pop("text")
    template = PositionTemplate(key=f"example_{name}", sector="", texts=(text,), **entry)
    low, high = template.wage
    world.add(
        "positions",
        {
            **_frame(world, template, text),
            "id": example_position_key(world, name),
            "employer_id": EXAMPLE_EMPLOYER,
            "town_id": town_key(world, read("examples")["employer"]["town"]),
            "wage_min_fen": 100 * low,
            "wage_max_fen": 100 * high,
            "seats": template.seats,
            "education": template.education,
            "demands": dict.fromkeys(template.needed, "needed") | dict.fromkeys(template.not_needed, "not_needed"),
            "offers": _in_order(set(template.offers)),
            "conditions": dict(template.conditions),
            **(_long_silent(world) if name == "hired" else _heard(world.day(-20))),
            "closes_on": None,
        },
    )


def _heard(posted_on: date) -> Row:
    """Days of a position of which the employer has said nothing since it was posted, which is not long ago."""
    return {"posted_on": posted_on, "heard_on": posted_on, "silence_told_on": None}


def _long_silent(world: World) -> Row:
    """Days of a position that was filled long ago, and of which its employer is asked whether it is still there."""
    return {"posted_on": world.day(-200), "heard_on": world.day(-80), "silence_told_on": world.day(-3)}


def _frame(world: World, template: PositionTemplate, text: str) -> Row:
    return {
        "district_id": world.district_id,
        "occupation_code": template.code,
        "title": template.title,
        "text": text,
        "hours_week": template.hours,
        "lat": None,
        "lon": None,
        "licences": list(template.licences),
        "state": PositionState.OPEN,
        "closed_why": None,
    }


def _demands(template: PositionTemplate, chance: Random) -> dict[str, str]:
    """What an employer filled in: now and then a box was left empty, which means unknown."""
    needed = {word: "needed" for word in template.needed if chance.random() < 0.95}
    not_needed = {word: "not_needed" for word in template.not_needed if chance.random() < 0.85}
    return {word: answer for word in FUNCTIONS if (answer := (needed | not_needed).get(word))}


def _conditions(template: PositionTemplate, chance: Random) -> dict[str, str]:
    said = {word: "no" for word in REFUSALS if chance.random() < 0.3} | dict(template.conditions)
    return {word: said[word] for word in REFUSALS if word in said}


def _in_order(offers: set[str]) -> list[str]:
    return [word for word in ACCOMMODATIONS if word in offers]


def _withdraw_some(world: World) -> None:
    """Close and pause a few; the examples stay as they are."""
    chance = world.chance("withdrawn positions")
    others = [row for row in world.rows["positions"] if row["employer_id"] != EXAMPLE_EMPLOYER]
    for turn, row in enumerate(chance.sample(others, WITHDRAWN_POSITIONS + PAUSED_POSITIONS)):
        row["state"] = PositionState.CLOSED if turn < WITHDRAWN_POSITIONS else PositionState.PAUSED
