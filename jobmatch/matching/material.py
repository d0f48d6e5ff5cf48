"""What a ranker is trained on: a dataset folder, or a district's own outcomes with the groups for the audit.

Groups come from the register beside the facts: they audit a result and are never handed to anything that learns.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.employers.tables import Position
from jobmatch.matching.dataset import Dataset, Interaction, read_dataset, read_interactions
from jobmatch.matching.evaluation.evaluate import World
from jobmatch.matching.prepared import facts_of
from jobmatch.matching.queries import list_position_rows, seeker_facts
from jobmatch.matching.tables import Outcome
from jobmatch.matching.training import Material
from jobmatch.people.tables import Person
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.base import db

AGE_BANDS = (30, 40, 50)


def of_dataset(folder: Path) -> Material:
    """Read a dataset folder. Raises ``DatasetError``. A dataset holds no groups: exposure cannot be measured."""
    dataset = read_dataset(folder)
    return _material(dataset, read_interactions(folder, dataset), str(folder.name), {})


def of_district(district_id: str) -> Material:
    """Read a district's seekers, positions and outcomes.

    What was open, and how many seats were left, at the time of an outcome is not recorded: every position that an
    outcome can be about counts as open. Rules about the pair itself hold as ever.
    """
    seekers = _seekers(district_id)
    rows = list_position_rows(Position.district_id == district_id)
    positions = (replace(facts_of(row), is_open=True, seats_left=None, closes_on=None) for row in rows)
    dataset = Dataset(
        {one.id: replace(seeker_facts(one), born_on=None) for one in seekers}, {one.id: one for one in positions}
    )
    query = select(Outcome).where(Outcome.district_id == district_id).order_by(Outcome.at, Outcome.id)
    happened = [
        Interaction(seeker=one.seeker_id, position=one.position_id, at=one.at, outcome=one.kind.value)
        for one in db.session.scalars(query)
        if one.seeker_id in dataset.seekers and one.position_id in dataset.positions
    ]
    return _material(dataset, happened, "database", {one.id: groups_of(one, clock.today()) for one in seekers})


def groups_of(seeker: Seeker, on: date) -> dict[str, str]:
    """Return the groups that a seeker belongs to; what is not known puts nobody into a group."""
    person = seeker.person
    found = {"sex": person.sex, "town": seeker.town.name if seeker.town else None}
    newest = max(person.certificates, key=lambda one: one.valid_from, default=None)
    if newest is not None:
        found |= {"kind": str(newest.kind), "grade": str(newest.grade)}
    if person.born_on is not None:
        found["age_band"] = _age_band(person.born_on, on)
    return {attribute: group for attribute, group in found.items() if group}


def _seekers(district_id: str) -> Sequence[Seeker]:
    person = joinedload(Seeker.person).selectinload(Person.certificates)
    query = select(Seeker).where(Seeker.district_id == district_id).order_by(Seeker.id)
    return db.session.scalars(query.options(person, joinedload(Seeker.town))).unique().all()


def _age_band(born_on: date, on: date) -> str:
    age = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    upper = next((bound for bound in AGE_BANDS if age < bound), None)
    return f"< {upper}" if upper else f">= {AGE_BANDS[-1]}"


def _material(
    dataset: Dataset, happened: Iterable[Interaction], source: str, groups: Mapping[str, Mapping[str, str]]
) -> Material:
    happened = list(happened)
    world = World.of(dataset, happened)
    number, ends = world.describer.catalogue.number, defaultdict(set)
    for one in happened:
        ends[world.seeker_rows[one.seeker], number[one.position]].add(one.outcome)
    return Material(world, source, len(happened), ends, {world.seeker_rows[key]: of for key, of in groups.items()})
