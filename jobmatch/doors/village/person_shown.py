"""One person on an officer's screen: who it is, how it stands, what can be reported or taken back."""

from dataclasses import dataclass
from datetime import datetime

from jobmatch import clock
from jobmatch.accounts.queries import names_of
from jobmatch.doors.village.rows import VIEWER, age_of, phone_of
from jobmatch.people.disclosure import name_for
from jobmatch.people.report_rules import find_undo_fault
from jobmatch.people.round_queries import find_entry_of, find_open_round
from jobmatch.people.round_tables import UpdateRoundEntry
from jobmatch.people.situation_tables import PersonSituation
from jobmatch.people.situations import Standing, standings
from jobmatch.people.tables import Person
from jobmatch.web.facts import village_name
from jobmatch.web.signed_in import get_signed_in_user
from jobmatch.web.village_labels import OUTCOMES, SITUATION_SAYS, SITUATION_TONES


@dataclass(frozen=True)
class Said:
    """A report as it is read: what, since when, by whom; what the desk made of it; whether I can take it back."""

    id: str
    kind: str
    text: str
    tone: str
    at: datetime
    by: str
    outcome: str
    is_waiting: bool
    can_be_undone: bool


@dataclass(frozen=True)
class PersonShown:
    """What an officer sees of somebody."""

    id: str
    name: str
    village: str
    age: str
    phone: str
    said: list[Said]
    entry: UpdateRoundEntry | None


def person_shown(person: Person) -> PersonShown:
    """Return what an officer sees of ``person``."""
    standing = standings([person.id]).get(person.id, Standing())
    reports = [one for one in (standing.whereabouts, standing.wish) if one is not None]
    names = names_of(one.recorded_by for one in reports)
    under_way = find_open_round(person.district_id, [person.village_id] if person.village_id else None)
    return PersonShown(
        person.id,
        name_for(VIEWER, person.name),
        village_name(person.village),
        age_of(person),
        phone_of(person),
        [_said(one, names.get(one.recorded_by, "")) for one in reports],
        find_entry_of(under_way.id, person.id) if under_way else None,
    )


def _said(one: PersonSituation, by: str) -> Said:
    fault = find_undo_fault(
        is_mine=one.recorded_by == get_signed_in_user().id,
        is_settled=one.settled_at is not None,
        is_undone=False,
        age=clock.now() - one.recorded_at,
    )
    return Said(
        one.id,
        one.kind,
        str(SITUATION_SAYS[one.kind]),
        SITUATION_TONES[one.kind],
        one.recorded_at,
        by,
        str(OUTCOMES[one.outcome]) if one.outcome else "",
        is_waiting=one.kind in {"moved", "died", "willing"} and one.settled_at is None,
        can_be_undone=fault is None,
    )
