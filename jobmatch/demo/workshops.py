"""Institutions of assisted employment, their places for work, and the Sunshine Homes' insurance per bed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from jobmatch.demo.content import read
from jobmatch.demo.district import town_key
from jobmatch.demo.employers import INVENTED_MARK
from jobmatch.demo.examples import EXAMPLE_INSTITUTION
from jobmatch.demo.scale import DISTRICT
from jobmatch.demo.world import Row, World
from jobmatch.workshops.tables import InstitutionKind

_SPREAD_DEGREES = 0.01
_BED_FEN = 10_000
"""100 yuan a bed, as the federation reported."""
_INSURED_FROM, _INSURED_UNTIL = (4, 1), (3, 31)
_FIRST_INSURED = 2017


def add_institutions(world: World) -> None:
    """Add every institution with its places, and the yearly insurance of those that are Sunshine Homes."""
    for turn, content in enumerate(read("institutions")):
        row = _add_institution(world, turn, content)
        for number in range(1, places_at(world, content) + 1):
            world.add(
                "workplaces",
                {
                    "id": world.key("workplace", content["name"], number),
                    "district_id": world.district_id,
                    "institution_id": row["id"],
                    "gives_work": True,
                    "number": number,
                },
            )
        if row["kind"] is InstitutionKind.SUNSHINE_HOME:
            _insure(world, row)


def institution_key(world: World, name: str) -> str:
    """Return the key of the institution of that name; the first of the content is the example."""
    return EXAMPLE_INSTITUTION if name == read("institutions")[0]["name"] else world.key("institution", name)


def places_at(world: World, content: Mapping[str, Any]) -> int:
    """Return how many places for work an institution is licensed for, at the scale of the world."""
    places: int = content["places"]
    return max(1, round(places * world.scale.placed / DISTRICT.placed)) if places else 0


def _add_institution(world: World, turn: int, content: Mapping[str, Any]) -> Row:
    chance = world.chance("institution", turn)
    town = next(one for one in read("towns") if one["name"] == content["town"])
    beds = content.get("beds", 0)
    return world.add(
        "institutions",
        {
            "id": institution_key(world, content["name"]),
            "district_id": world.district_id,
            "name": content["name"] + INVENTED_MARK,
            "kind": InstitutionKind(content["kind"]),
            "gives_work": content["places"] > 0,
            "gives_day_care": content.get("day_care", False),
            "gives_lodging": beds > 0,
            "town_id": town_key(world, content["town"]),
            "address": f"{content['town']}{content['name'][:2]}路 {chance.randint(1, 300)} 号",
            "lat": round(town["lat"] + chance.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES), 4),
            "lon": round(town["lon"] + chance.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES), 4),
            "stars": content.get("stars"),
            "beds": beds,
            "staff": max(2, (content["places"] + beds) // 8),
            "licence": f"民证字第 330299{turn + 1:04d} 号",
            "products": content.get("products", ""),
            "opened_on": content["opened"],
            "closed_on": None,
            "version": 1,
        },
    )


def _insure(world: World, home: Row) -> None:
    for begin in _insured_from(world.as_of):
        world.add(
            "institution_insurances",
            {
                "id": world.key("insurance", home["id"], begin),
                "district_id": world.district_id,
                "institution_id": home["id"],
                "from_on": begin,
                "until_on": date(begin.year + 1, *_INSURED_UNTIL),
                "beds": home["beds"],
                "bed_fen": _BED_FEN,
                "amount_fen": home["beds"] * _BED_FEN,
                "policy": f"虚构-{begin.year}-{home['licence'][-6:-2]}",
            },
        )


def _insured_from(as_of: date) -> Iterator[date]:
    years = range(_FIRST_INSURED, as_of.year + 1)
    return (begin for year in years if (begin := date(year, *_INSURED_FROM)) <= as_of)
