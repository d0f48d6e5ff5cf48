"""Invented people: names, birthdays, numbers that can belong to nobody, certificates, consents."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from jobmatch.demo.cards import Story, add_story, ten_years_from
from jobmatch.demo.content import read
from jobmatch.demo.district import user_key
from jobmatch.demo.lives_of_holders import place_of
from jobmatch.demo.reserved import reserved_citizen_number, reserved_phone
from jobmatch.demo.villages import villages_of
from jobmatch.demo.world import World, office_hour
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.register_tables import EventKind
from jobmatch.people.tables import Capacity, ConsentForm, ContactChannel, PersonSource, Purpose

CONSENT_TEXT_VERSION = "2026-11"
EXAMPLES = 4
_KINDS = {1: 12, 2: 14, 3: 2, 4: 50, 5: 11, 6: 8, 7: 3}
"""How often each kind occurs, in percent: invented, near what is usual among those who seek work."""


@dataclass(frozen=True)
class Identity:
    """Who an invented person is; ``turn`` numbers them, ``kind`` and ``grade`` are the certificate's."""

    key: str
    turn: int
    name: str
    citizen: CitizenNumber
    town: str
    kind: int
    grade: int

    @property
    def born_on(self) -> date:
        """Return the birthday that the citizen number says."""
        return self.citizen.birth_on


def draw_kind(chance: Random) -> int:
    """Draw the kind of a certificate, 1 to 7."""
    return chance.choices(list(_KINDS), list(_KINDS.values()))[0]


def draw_identity(world: World, turn: int, kind: int, grade: int) -> Identity:
    """Draw who the ``turn``-th person is."""
    chance = world.chance("identity", turn)
    is_male = chance.random() < 0.56
    years = int(chance.triangular(17, 60 if is_male else 55, 40))
    born_on = world.as_of - timedelta(days=365 * years + years // 4 + chance.randrange(365))
    towns = read("towns")
    return Identity(
        key=world.key("person", turn),
        turn=turn,
        name=_name(chance, born_on, is_male),
        kind=kind,
        grade=grade,
        citizen=reserved_citizen_number(born_on, is_male=is_male, turn=turn),
        town=chance.choices([town["name"] for town in towns], [town["weight"] for town in towns])[0],
    )


def example_identity(key: str, turn: int, entry: dict[str, Any]) -> Identity:
    """Return who one of the example people is."""
    citizen = reserved_citizen_number(date(*entry["born"]), is_male=not entry["female"], turn=turn)
    return Identity(key, turn, entry["name"], citizen, entry["town"], entry["kind"], entry["grade"])


def add_person(world: World, who: Identity) -> None:
    """Add a person with certificate and consents; a few have no certificate yet, some certificates have run out."""
    chance = world.chance("papers", who.turn)
    has_card = who.turn < 10 or chance.random() < 0.97
    # The example people live where the example officer can be shown them.
    village = villages_of(who.town)[0][0] if who.turn < EXAMPLES else chance.choice(villages_of(who.town))[0]
    world.add(
        "people",
        {
            "id": who.key,
            "district_id": world.district_id,
            "name": who.name,
            "source": PersonSource.REGISTER if has_card else PersonSource.REGISTRATION,
            "citizen_number": who.citizen.value,
            "phone": reserved_phone(who.turn),
            "born_on": who.born_on,
            "sex": "male" if who.citizen.is_male else "female",
            **place_of(world, who.town, village, chance),
            "contact_channel": chance.choice((*ContactChannel, None)),
            "home_code": None,
            "merged_into_id": None,
        },
    )
    if has_card:
        _add_certificate(world, who, chance)
    for purpose in (Purpose.STORE, Purpose.RECOMMEND):
        add_consent(world, who.key, purpose, office_hour(world.day(-chance.randint(400, 500)), chance))


def add_consent(world: World, person: str, purpose: Purpose, given_at: Any, position: str | None = None) -> None:
    """Add a consent, given in person and recorded by the caseworker."""
    world.add(
        "consents",
        {
            "id": world.key("consent", person, purpose.value, position),
            "district_id": world.district_id,
            "person_id": person,
            "purpose": purpose,
            "position_id": position,
            "text_version": CONSENT_TEXT_VERSION,
            "form": ConsentForm.FULL,
            "capacity": Capacity.SELF,
            "given_at": given_at,
            "recorded_by": user_key(world, "caseworker"),
            "withdrawn_at": None,
        },
    )


def _add_certificate(world: World, who: Identity, chance: Random) -> None:
    """First issued within eleven years, so that some have run out; three in a hundred were lost and replaced."""
    most, story = 365 * 6 if who.turn < 10 else 365 * 11, Story()
    ago = chance.randint(30, most)
    story.bring(EventKind.ISSUED, world.day(-ago), who.grade, 0)
    if chance.random() < 0.03:
        day = world.day(-chance.randrange(ago))
        if day < (until := ten_years_from(world.day(-ago))):
            story.bring(EventKind.REPLACED, day, who.grade, 1, until)
    add_story(world, who.key, who.citizen, who.kind, story)


def _name(chance: Random, born_on: date, is_male: bool) -> str:
    """A surname with a given name of the time, now and then one that software tends to break."""
    names = read("names")
    sex = "male" if is_male else "female"
    if chance.random() < 0.03:
        return str(chance.choice(names["rare"][sex]))
    generation = next(until for until in names[sex] if born_on.year < until)
    return f"{chance.choice(names['surnames'])}{chance.choice(names[sex][generation])}"
