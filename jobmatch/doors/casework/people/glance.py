"""Who this is, in one line and four figures. No number of a card stands here, so the age may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.people.companion_tables import Task
from jobmatch.people.tables import Person
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.web.facts import place_name, village_name
from jobmatch.web.register_labels import CONTACT_CHANNELS, PERSON_SOURCES, SEXES


@dataclass(frozen=True)
class Glance:
    """What the top of the page says; empty strings = not known. ``work`` is (figure, note)."""

    id: str
    name: str
    facts: tuple[str, ...]
    phone: str
    address: str
    channel: str
    open_tasks: int
    late_tasks: int
    work: tuple[str, str]


def glance(person: Person, seeker: Seeker | None, tasks: Sequence[Task]) -> Glance:
    """Return the top of a person's page."""
    is_open = [one for one in tasks if one.done_at is None]
    place = " ".join(one for one in (place_name(person.town), village_name(person.village)) if one)
    facts = (
        str(SEXES[person.sex]) if person.sex else "",
        _("%(years)s 岁", years=age(person.born_on, clock.today())) if person.born_on else "",
        place,
        str(PERSON_SOURCES[person.source]),
    )
    return Glance(
        id=person.id,
        name=person.name,
        facts=tuple(one for one in facts if one),
        phone=person.phone or "",
        address=person.address or "",
        channel=str(CONTACT_CHANNELS[person.contact_channel]) if person.contact_channel else "",
        open_tasks=len(is_open),
        late_tasks=sum(one.due_on < clock.today() for one in is_open),
        work=_work(seeker),
    )


def _work(seeker: Seeker | None) -> tuple[str, str]:
    if seeker is None:
        return _("没有登记求职"), _("来登记并核实以后，才有求职档案")
    if seeker.state is SeekerState.OPEN:
        days = (clock.today() - seeker.since_on).days
        return _("在找工作"), _("等了 %(days)s 天", days=days)
    return _("目前不在找工作"), ""


def age(born_on: date, today: date) -> int:
    """Return full years; who is born on 29 February has their birthday on 1 March in other years."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
