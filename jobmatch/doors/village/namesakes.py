"""Who may be the person that an officer is about to register, as far as the officer may know of them.

*Decision:* only people of the officer's own villages are offered, by what their list says of them anyway, and what the
officer has registered. Whoever else is known stays for the desk to find: this page must not tell who has a certificate
in another village.
"""

import hashlib
from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch.doors.village.rows import VIEWER, age_of
from jobmatch.doors.village.scope import my_district, my_keys
from jobmatch.people.disclosure import name_for
from jobmatch.people.duplicate_rules import Reason
from jobmatch.people.duplicates import Entered, list_candidates
from jobmatch.people.phones import parse_phone
from jobmatch.people.tables import Person, PersonSource
from jobmatch.people.typed import NumberError
from jobmatch.seekers.taken_before import list_taken_before
from jobmatch.web.facts import village_name
from jobmatch.web.signed_in import get_signed_in_user
from jobmatch.web.templating import moment

OFFERED_MOST = 8
SAME, EARLIER, OTHER = "same", "earlier", "other"
_NAMED_ALIKE = set(Reason) - {Reason.SAME_PHONE, Reason.OTHER_BIRTH, Reason.OTHER_CITIZEN_NUMBER}

Choice = tuple[str, str, str]


@dataclass(frozen=True)
class Namesake:
    """One choice: somebody of the list, or a registration of mine. ``key`` names it; the rest is for people to read."""

    kind: str
    key: str
    label: str
    hint: str


def list_namesakes(name: str, phone: str, key: str) -> list[Namesake]:
    """List whom the officer may mean; ``key`` is the form's own, which may have come in already."""
    mine = get_signed_in_user()
    found = [_somebody(one) for one in _villagers(name, phone)]
    for one in list_taken_before(my_district(), mine.id, name, key):
        when = _("%(day)s登记的，还没有看过证件", day=moment(one.received_at))
        found.append(Namesake(EARLIER, one.id, _("就是我登记过的%(name)s，不再登记", name=name), when))
    return found[:OFFERED_MOST]


def choices_of(namesakes: list[Namesake]) -> list[Choice]:
    """Return the choices. That it is somebody else is said of those who were offered, and of no others."""
    offered = hashlib.sha256(" ".join(one.key for one in namesakes).encode()).hexdigest()[:16]
    listed = [(f"{one.kind}:{one.key}", one.label, one.hint) for one in namesakes]
    return [*listed, (f"{OTHER}:{offered}", _("不是，是另一个人"), "")]


def _villagers(name: str, phone: str) -> list[Person]:
    villages = set(my_keys())
    return [
        person
        for person, likely in list_candidates(my_district(), Entered(name, phone=_dialled(phone)))
        if person.village_id in villages
        and person.source is not PersonSource.ROSTER
        and _NAMED_ALIKE & set(likely.likeness.reasons)
    ]


def _dialled(phone: str) -> str | None:
    try:
        return parse_phone(phone) if phone else None
    except NumberError:
        return None


def _somebody(person: Person) -> Namesake:
    facts = " ・ ".join(filter(None, (village_name(person.village), age_of(person))))
    return Namesake(SAME, person.id, _("就是%(name)s", name=name_for(VIEWER, person.name)), facts)
