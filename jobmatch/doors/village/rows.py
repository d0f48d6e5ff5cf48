"""Lines about people as an officer may see them: the disclosure table decides what and in which form."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.people.disclosure import Field, Form, Viewer, form_of, name_for, sees
from jobmatch.people.report_rules import age_group
from jobmatch.people.situation_tables import PersonSituation
from jobmatch.people.situations import Standing, standings
from jobmatch.people.tables import Person
from jobmatch.web.facts import village_name
from jobmatch.web.village_labels import SITUATION_TONES, SITUATIONS

VIEWER = Viewer.VILLAGE


@dataclass(frozen=True)
class PersonRow:
    """Somebody in a list: who, what tells them apart, how it stands. ``is_willing``: wants to work, the desk knows."""

    id: str
    name: str
    village: str
    age: str
    state: str
    tone: str
    is_willing: bool


def person_rows(people: Iterable[Person]) -> list[PersonRow]:
    """Return the lines of ``people``; how it stands with all of them is asked for at once."""
    listed = list(people)
    known = standings(one.id for one in listed)
    return [_row(one, known.get(one.id, Standing())) for one in listed]


def _row(person: Person, standing: Standing) -> PersonRow:
    place = standing.whereabouts
    return PersonRow(
        person.id,
        name_for(VIEWER, person.name),
        village_name(person.village),
        age_of(person),
        str(SITUATIONS[place.kind]) if place else "",
        SITUATION_TONES[place.kind] if place else "plain",
        is_waiting(standing.wish),
    )


def is_waiting(wish: PersonSituation | None) -> bool:
    """Tell whether a wish to work still waits for the desk."""
    return wish is not None and wish.settled_at is None


def age_of(person: Person) -> str:
    """Say between which years of age somebody is; the empty string where unknown or not this viewer's to see."""
    if form_of(VIEWER, Field.BIRTH) is not Form.AGE_GROUP or person.born_on is None:
        return ""
    today, born = clock.today(), person.born_on
    group = age_group(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
    return _("%(low)s–%(high)s 岁", low=group[0], high=group[1]) if group else ""


def phone_of(person: Person) -> str:
    """Return the telephone number, where this viewer may see it and one is known."""
    return (person.phone or "") if sees(VIEWER, Field.PHONE) else ""
