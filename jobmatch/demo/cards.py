"""The life of an invented certificate: issued or brought along, renewed, replaced, regraded, frozen, given up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from jobmatch.demo.content import read
from jobmatch.demo.reserved import certificate_number
from jobmatch.demo.world import World
from jobmatch.people.kinds import DisabilityKind
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.register_tables import EventKind, EventSource

YEARS_VALID = 10
_RENEWED, _REGRADED, _REPLACED, _FROZEN = 0.95, 0.05, 0.04, 0.004
_SOONEST_DAYS = 60


@dataclass(frozen=True)
class Version:
    """One dated version of a certificate; ``reissued`` counts how often the card was replaced."""

    grade: int
    reissued: int
    valid_from: date
    valid_until: date


@dataclass
class Story:
    """What happened to somebody's certificate: versions, and events with the version that each brought or touched."""

    versions: list[Version] = field(default_factory=list)
    events: list[tuple[EventKind, date, int]] = field(default_factory=list)

    def bring(self, kind: EventKind, on: date, grade: int, reissued: int, until: date | None = None) -> None:
        """Add a version with the event that brought it; without ``until`` it is valid for ten years."""
        self.versions.append(Version(grade, reissued, on, until or ten_years_from(on)))
        self.touch(kind, on)

    def touch(self, kind: EventKind, on: date) -> None:
        """Add an event about the version that is in force."""
        self.events.append((kind, on, len(self.versions) - 1))


def ten_years_from(day: date) -> date:
    """Return the last day of a certificate that begins on ``day``."""
    return day.replace(year=day.year + YEARS_VALID, day=min(day.day, 28)) - timedelta(days=1)


def tell(chance: Random, entering: EventKind, came_on: date, until: date, grade: int) -> Story:
    """Invent what happened from ``came_on`` to ``until`` (the day somebody left, or the last day that is known)."""
    story = Story()
    story.bring(entering, came_on, grade, 0)
    while (due := story.versions[-1].valid_until - timedelta(days=chance.randrange(60))) <= until:
        if chance.random() >= _RENEWED:
            break
        story.bring(EventKind.RENEWED, due, grade, 0)
    last = story.versions[-1]
    room = (until - last.valid_from).days
    if room > _SOONEST_DAYS:
        _change(chance, story, last.valid_from + timedelta(days=chance.randrange(_SOONEST_DAYS // 2, room)))
    return story


def _change(chance: Random, story: Story, on: date) -> None:
    last, luck = story.versions[-1], chance.random()
    if luck < _REGRADED:
        story.bring(EventKind.REGRADED, on, last.grade - 1 if last.grade > 1 else 2, 0)
    elif luck < _REGRADED + _REPLACED and on < last.valid_until:
        story.bring(EventKind.REPLACED, on, last.grade, 1, last.valid_until)
    elif luck < _REGRADED + _REPLACED + _FROZEN:
        story.touch(EventKind.FROZEN, on)


def add_story(world: World, person: str, citizen: CitizenNumber, kind: int, story: Story) -> None:
    """Add the rows of a certificate: versions, components where it joins several kinds, events."""
    for turn, version in enumerate(story.versions):
        key = world.key("certificate", person, turn)
        world.add(
            "certificates",
            {
                "id": key,
                "district_id": world.district_id,
                "person_id": person,
                "number": certificate_number(citizen, kind, version.grade, version.reissued).value,
                "kind": kind,
                "grade": version.grade,
                "valid_from": version.valid_from,
                "valid_until": version.valid_until,
            },
        )
        if kind == DisabilityKind.MULTIPLE:
            _add_components(world, key, version.grade, world.chance("components", person))
    add_events(world, person, story.events)


def add_events(world: World, person: str, events: Iterable[tuple[EventKind, date, int]]) -> None:
    """Add what happened to a certificate, in its order."""
    for turn, (kind, on, version) in enumerate(events):
        world.add(
            "certificate_events",
            {
                "id": world.key("certificate_event", person, turn),
                "district_id": world.district_id,
                "person_id": person,
                "certificate_id": world.key("certificate", person, version),
                "kind": kind,
                "on_day": on,
                "turn": 0,
                "source": EventSource.REGISTER,
            },
        )


def _add_components(world: World, certificate: str, grade: int, chance: Random) -> None:
    """Two or three kinds, the first as heavy as the certificate says."""
    weights = read("register")["joined"]
    kinds = list(dict.fromkeys(chance.choices(list(weights), list(weights.values()), k=6)))[: chance.choice((2, 2, 3))]
    for turn, kind in enumerate(kinds if len(kinds) > 1 else (*kinds, 1 + kinds[0] % 6)):
        world.add(
            "certificate_components",
            {
                "id": world.key("component", certificate, turn),
                "district_id": world.district_id,
                "certificate_id": certificate,
                "kind": kind,
                "grade": grade if turn == 0 else chance.randint(grade, 4),
            },
        )
