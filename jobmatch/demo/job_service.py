"""What the job service came to in the reported half year: registrations, hires, special support, an e-commerce fair.

History whatever the as-of day. The people are holders of then whom nothing else of the invented district speaks of.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from jobmatch.demo.claims import add_month
from jobmatch.demo.district import user_key
from jobmatch.demo.examples import (
    EXAMPLE_EMPLOYER,
    EXAMPLE_HIRED_PERSON,
    EXAMPLE_REGISTRATION,
    EXAMPLE_RESULT,
    EXAMPLE_SUPPORT,
)
from jobmatch.demo.scale import SCORECARD_FROM, SCORECARD_TO
from jobmatch.demo.world import World, office_hour
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.rules import months_of
from jobmatch.fairs.result_tables import ResultKind
from jobmatch.fairs.tables import FairKind
from jobmatch.people.register_tables import ENTERING, LEAVING
from jobmatch.referrals.support_tables import SupportKind

THEMED, ECOMMERCE = date(2018, 4, 26), date(2018, 5, 18)
HELP_MONTH = (date(2018, 1, 4), date(2018, 2, 9))
"""就业援助月: everybody who looks for work is asked in the villages."""
BORN = (date(1965, 1, 1), date(1999, 6, 30))
WAGES = (201_000, 420_000)
BOOTHS = 12
_STILL_THERE = 0.3
_FORMS = (1, 1, 1, 1, 3, 4, 7)
_REASONS = ("合同到期，没有续签", "家里有事，辞职", "单位搬迁，离家太远", "找到了离家近的工作")


def add_job_service(world: World) -> None:
    """Add the fairs of the half year, who registered there or in a village, and what became of them."""
    figures, chance = world.scale.job_service, world.chance("job service")
    people = _holders_of_then(world, chance, figures.at_fair + figures.outside + figures.ecommerce)
    themed = _add_fair(world, FairKind.ON_SITE, THEMED, ("2018 年残疾人专场招聘会", "Job fair of 2018"))
    online = _add_fair(world, FairKind.ECOMMERCE, ECOMMERCE, ("2018 年电商就业招聘会", "E-commerce fair of 2018"))
    took_part, others = people[: figures.ecommerce], people[figures.ecommerce :]
    for turn, person in enumerate(took_part):
        _register(world, person, online, ECOMMERCE, None if turn else EXAMPLE_REGISTRATION)
    _add_results(world, online, took_part, figures.partners, figures.shops)
    registered = [
        (person, _register(world, person, themed, THEMED) if turn < figures.at_fair else _in_help_month(world, person))
        for turn, person in enumerate(others)
    ]
    chance.shuffle(registered)
    for person, day in registered[: figures.employed]:
        _hire(world, person, day)
    for person, day in chance.sample(registered, figures.supported):
        _support(world, person, day)
    _support_the_example(world)


def _holders_of_then(world: World, chance: Random, count: int) -> list[str]:
    """Choose people of working age who held a certificate all through the half year and have nothing else to tell."""
    held: dict[str, date] = {}
    gone: set[str] = set()
    for row in world.rows["certificate_events"]:
        if row["kind"] in ENTERING and row["on_day"] < SCORECARD_FROM:
            held[row["person_id"]] = row["on_day"]
        elif row["kind"] in LEAVING:
            gone.add(row["person_id"])
    told = {row["id"] for row in world.rows["seekers"]} | {row["gone_id"] for row in world.rows["merges"]}
    for table, rows in world.rows.items():
        if not table.startswith("certificate"):
            told |= {row["person_id"] for row in rows if "person_id" in row}
    found = [
        row["id"]
        for row in world.rows["people"]
        if row["id"] in held
        and row["id"] not in told | gone
        and row["born_on"] is not None
        and BORN[0] <= row["born_on"] <= BORN[1]
    ]
    return chance.sample(found, count)


def _add_fair(world: World, kind: FairKind, day: date, names: tuple[str, str]) -> str:
    fair = world.add(
        "fairs",
        {
            "id": world.key("fair", kind),
            "district_id": world.district_id,
            "name": f"{names[0]}（虚构）",
            "name_en": f"{names[1]} (invented)",
            "kind": kind,
            "venue": "区人力资源市场二楼",
            "starts_on": day,
            "ends_on": day,
            "is_practice": False,
            "last_ticket": 0,
        },
    )
    employers = world.chance("booths of", kind).sample([row["id"] for row in world.rows["employers"]], BOOTHS)
    for number, employer in enumerate(employers, start=1):
        key = world.key("booth", kind, number)
        world.add("booths", {"id": key, "fair_id": fair["id"], "number": number, "employer_id": employer})
    return str(fair["id"])


def _register(world: World, person: str, fair: str | None, day: date, example: str | None = None) -> date:
    """Register somebody on a day. *Decision:* paper lists of then were entered later, so there are no tickets."""
    key = example or world.key("registration", day.isoformat(), person)
    at = office_hour(day, world.chance("registration", person))
    of = {"district_id": world.district_id, "fair_id": fair, "person_id": person}
    world.add("registrations", {"id": key, **of, "registered_at": at})
    return day


def _in_help_month(world: World, person: str) -> date:
    first, last = HELP_MONTH
    day = first + timedelta(days=world.chance("help month", person).randint(0, (last - first).days))
    return _register(world, person, None, day)


def _hire(world: World, person: str, registered_on: date) -> None:
    chance = world.chance("hired in the half year", person)
    started_on = registered_on + timedelta(days=chance.randint(4, (SCORECARD_TO - registered_on).days))
    stays = chance.random() < _STILL_THERE
    ended_on = None if stays else started_on + timedelta(days=chance.randint(40, 1500))
    employers = [row["id"] for row in world.rows["employers"] if row["id"] != EXAMPLE_EMPLOYER]
    form = chance.choice(_FORMS)
    spell = {
        "id": world.key("spell", "half year", person),
        "district_id": world.district_id,
        "person_id": person,
        "employer_id": chance.choice(employers),
        "position_id": None,
        "referral_id": None,
        "started_on": started_on,
        "ended_on": ended_on if ended_on and ended_on < world.as_of else None,
        "contract_kind": ContractKind.LABOUR_CONTRACT,
        "contract_until": None,
        "form": form,
        "wage_fen": chance.randrange(*WAGES, 1000),
        "recorded_by": user_key(world, "caseworker"),
        "recorded_at": office_hour(started_on, chance),
    }
    spell["end_reason"] = chance.choice(_REASONS) if spell["ended_on"] else None
    world.add("spells", spell)
    for one in months_of(spell["started_on"], spell["ended_on"], world.as_of):
        add_month(world, spell, one)


def _support(world: World, person: str, registered_on: date) -> None:
    chance = world.chance("supported in the half year", person)
    day = registered_on + timedelta(days=chance.randint(1, (SCORECARD_TO - registered_on).days))
    kind = chance.choice(list(SupportKind))
    is_money = kind in {SupportKind.GRANT, SupportKind.START_UP}
    given = {
        "kind": kind,
        "given_on": day,
        "amount_fen": chance.randrange(100_000, 600_000, 50_000) if is_money else None,
    }
    world.add("special_supports", {**_noted(world, "support", person, day), **given, "note": None})


def _support_the_example(world: World) -> None:
    """Let the hired example person have had a job coach when they began."""
    day = min(row["started_on"] for row in world.rows["spells"] if row["person_id"] == EXAMPLE_HIRED_PERSON)
    given = {"kind": SupportKind.JOB_COACH, "given_on": day, "amount_fen": None, "note": "入职第一周有人陪"}
    noted = _noted(world, "support", EXAMPLE_HIRED_PERSON, day)
    world.add("special_supports", {**noted, **given, "id": EXAMPLE_SUPPORT})


def _add_results(world: World, fair: str, people: Sequence[str], partners: int, shops: int) -> None:
    """Let some of those who came become partners, and others keep shops."""
    kinds = [ResultKind.PARTNER] * partners + [ResultKind.SHOP] * shops
    for turn, (person, kind) in enumerate(zip(people, kinds, strict=False)):
        day = ECOMMERCE + timedelta(days=world.chance("result", person).randint(3, 40))
        row = {**_noted(world, "result", person, day), "fair_id": fair, "kind": kind, "on_day": day}
        world.add("fair_results", row if turn else {**row, "id": EXAMPLE_RESULT})


def _noted(world: World, what: str, person: str, day: date) -> dict[str, Any]:
    return {
        "id": world.key(what, person),
        "district_id": world.district_id,
        "person_id": person,
        "recorded_by": user_key(world, "caseworker"),
        "recorded_at": office_hour(day, world.chance(what, "noted", person)),
        "void_reason": None,
        "version": 1,
    }
