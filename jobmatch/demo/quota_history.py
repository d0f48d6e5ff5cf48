"""The declarations that the federation confirmed in the half year it reported on, and those of the year before.

They are ledgers of a time before the claims: who was credited in which month, without wages and insurance.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_EMPLOYER
from jobmatch.demo.scale import SCORECARD_TO
from jobmatch.demo.standing_beside import list_holders_now
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.levy.rules.declarations import weigh
from jobmatch.levy.tables import DeclarationState

WORK_YEAR = SCORECARD_TO.year - 1
_BORN = (date(1964, 1, 1), date(1996, 1, 1))
_LONG_HELD = date(WORK_YEAR - 2, 1, 1)
_FIRST_CONFIRMED, _CONFIRMED_DAYS = 11, 160
"""From 12 January of the filing year on, to June."""
_WHOLE_YEAR = 0.85
_LARGE_EVERY, _LARGE_SHARE, _USUAL_MOST = 96, 4, 3


def add_quota_history(world: World) -> None:
    """Add what was confirmed for 2017 and, for those who were credited before already, for 2016."""
    quota, chance = world.scale.quota, world.chance("quota history")
    people = _list_people(world, quota.people)
    new = {person["id"] for person in chance.sample(people, quota.new)}
    weights = _weights(world)
    employers = [row["id"] for row in world.rows["employers"] if row["id"] != EXAMPLE_EMPLOYER][: quota.employers]
    for employer_id, some in _shared(employers, people, chance):
        of = [(person, weights[person["id"]]) for person in some]
        before = [(person, weight) for person, weight in of if person["id"] not in new]
        if before:
            _add(world, employer_id, WORK_YEAR - 1, before, new)
        _add(world, employer_id, WORK_YEAR, of, new)


def add_steps(world: World, declared: Row, steps: Sequence[tuple[str, str, date, str | None]]) -> None:
    """Add the steps (state, login, day, note) of a declaration."""
    chance = world.chance("steps", declared["id"])
    for number, (state, login, day, note) in enumerate(steps, start=1):
        world.add(
            "declaration_steps",
            {
                "id": world.key("declaration step", declared["id"], number),
                "declaration_id": declared["id"],
                "number": number,
                "to_state": DeclarationState(state),
                "note": note,
                "taken_by": user_key(world, login),
                "taken_at": office_hour(day, chance),
            },
        )


def add_declared(world: World, declared: Row, person_id: str, weights: Mapping[int, int]) -> None:
    """Add somebody to a declaration: the weight of each month that counts."""
    by_month, counted, credited = weigh(weights)
    world.add(
        "declared_persons",
        {
            "id": world.key("declared", declared["id"], person_id),
            "declaration_id": declared["id"],
            "person_id": person_id,
            "by_month": by_month,
            "counted": counted,
            "credited": credited,
        },
    )


def _list_people(world: World, count: int) -> list[Row]:
    """Holders of working age in those years who had held a certificate for long, and work at no institution."""
    placed = {row["person_id"] for row in world.rows["placements"]}
    held = {row["person_id"] for row in world.rows["certificate_events"] if row["on_day"] < _LONG_HELD} - {
        row["gone_id"] for row in world.rows["merges"]
    }
    able = [
        person
        for person in list_holders_now(world)
        if person["id"] in held - placed and person["born_on"] and _BORN[0] <= person["born_on"] < _BORN[1]
    ]
    return world.chance("quota people").sample(able, count)


def _weights(world: World) -> dict[str, int]:
    """For how many each holder counted then: by the certificate that began last before the half year ended."""
    newest: dict[str, Row] = {}
    for row in sorted(world.rows["certificates"], key=lambda row: row["valid_from"]):
        if row["valid_from"] <= SCORECARD_TO or row["person_id"] not in newest:
            newest[row["person_id"]] = row
    return {key: 2 if row["grade"] <= 2 else 1 for key, row in newest.items()}


def _shared(employers: Sequence[str], people: Sequence[Row], chance: Random) -> Iterator[tuple[str, list[Row]]]:
    """Share the people out: one at least, most employers have three at most, a few have many."""
    more = len(people) - len(employers)
    large = max(1, len(employers) // _LARGE_EVERY)
    sizes = [1 + more // (_LARGE_SHARE * large) * (turn < large) for turn in range(len(employers))]
    while sum(sizes) < len(people):
        turn = chance.randrange(large, len(employers))
        sizes[turn] += sizes[turn] < _USUAL_MOST
    left = iter(people)
    for employer_id, size in zip(employers, sizes, strict=True):
        yield employer_id, [next(left) for _ in range(size)]


def _add(world: World, employer_id: str, year: int, people: Sequence[tuple[Row, int]], new: set[str]) -> None:
    chance = world.chance("declared", employer_id, year)
    confirmed_on = date(year + 1, 1, 1) + timedelta(days=_FIRST_CONFIRMED + chance.randrange(_CONFIRMED_DAYS))
    handed_in, taken_up = confirmed_on - timedelta(days=9), confirmed_on - timedelta(days=4)
    declared = world.add(
        "declarations",
        {
            "id": world.key("declaration", employer_id, year),
            "district_id": world.district_id,
            "employer_id": employer_id,
            "work_year": year,
            "turn": 1,
            "state": DeclarationState.CONFIRMED,
            "submitted_by": user_key(world, "caseworker"),
            "submitted_at": office_hour(handed_in, chance),
            "answer_by": None,
            "reviewer_id": user_key(world, "reviewer"),
            "decided_by": user_key(world, "reviewer"),
            "decided_at": office_hour(confirmed_on, chance),
            "confirmed_on": confirmed_on,
        },
    )
    steps = [("submitted", "caseworker", handed_in, None), ("in_review", "reviewer", taken_up, None)]
    add_steps(world, declared, [*steps, ("confirmed", "reviewer", confirmed_on, None)])
    for person, weight in people:
        add_declared(world, declared, person["id"], dict.fromkeys(_months(person, year, new, chance), weight))


def _months(person: Row, year: int, new: set[str], chance: Random) -> range:
    """Which months somebody worked: mostly the whole year, newcomers from some month on."""
    is_newcomer = person["id"] in new and year == WORK_YEAR
    if chance.random() < _WHOLE_YEAR and not is_newcomer:
        return range(1, 13)
    return range(chance.randint(2, 10), 13)
