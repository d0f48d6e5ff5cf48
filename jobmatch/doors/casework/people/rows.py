"""The lines of a person's page: what is to do, who stands beside them, who is of one family."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from jobmatch import clock
from jobmatch.employment.queries import spells_going_on
from jobmatch.people.companion_tables import PersonRelation, Task, TaskKind
from jobmatch.people.tables import Person
from jobmatch.web.facts import place_name
from jobmatch.web.register_labels import GUARDIAN_CAPACITIES, RELATION_KINDS, RELATIONSHIPS, TASK_KINDS


@dataclass(frozen=True)
class TaskRow:
    """Something to do; ``days`` until it is due, negative = late.

    ``follow_up`` leads to where its result is said; without it a tick is enough.
    """

    id: str
    person_id: str
    name: str
    town: str
    kind: str
    due_on: date
    days: int
    assignee: str
    note: str
    follow_up: str


@dataclass(frozen=True)
class RelationRow:
    """Somebody beside a person."""

    id: str
    name: str
    facts: tuple[str, ...]
    phone: str
    from_on: date
    until_on: date | None


def task_rows(tasks: Iterable[Task]) -> list[TaskRow]:
    """Return the lines of what is to do."""
    found = list(tasks)
    asked = spells_going_on(one.person_id for one in found if one.kind is TaskKind.FOLLOW_UP)
    return [_task_row(one, asked.get(one.person_id)) for one in found]


def _task_row(task: Task, spell_id: str | None) -> TaskRow:
    is_follow_up = task.kind is TaskKind.FOLLOW_UP and spell_id is not None
    return TaskRow(
        id=task.id,
        person_id=task.person_id,
        name=task.person.name,
        town=place_name(task.person.town),
        kind=str(TASK_KINDS[task.kind]),
        due_on=task.due_on,
        days=(task.due_on - clock.today()).days,
        assignee=task.assignee.name if task.assignee else "",
        note=task.note or "",
        follow_up=url_for("casework.follow_up", spell_id=spell_id) if is_follow_up else "",
    )


def relation_rows(relations: Iterable[PersonRelation]) -> list[RelationRow]:
    """Return the lines of who stands or stood beside a person."""
    return [
        RelationRow(
            id=one.id,
            name=one.name or "",
            facts=(
                str(RELATION_KINDS[one.kind]),
                str(RELATIONSHIPS[one.relationship]),
                *([str(GUARDIAN_CAPACITIES[one.capacity])] if one.capacity else []),
            ),
            phone=one.phone or "",
            from_on=one.from_on,
            until_on=one.until_on,
        )
        for one in relations
    ]


def family_rows(people: Iterable[Person]) -> list[tuple[str, str, str]]:
    """Return the other people of a family: key, name, town."""
    return [(one.id, one.name, place_name(one.town)) for one in people]
