"""The register at scale: who held a certificate when, so that stock and flow of the reported half year come out.

The as-of day is the last day of that half year or a later one. Five groups: long-standing holders, those of the half
year, those who were gone before it ended, those who came later, and a few who belong to other registers. The people who
seek work are holders too and are counted with the first two.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from jobmatch.demo.cards import Story, add_story, tell
from jobmatch.demo.lives_of_holders import Holder, add_holder, add_outsider, draw_holder
from jobmatch.demo.scale import SCORECARD_FROM, SCORECARD_TO
from jobmatch.demo.world import Rows, World
from jobmatch.people.register_tables import ENTERING, LEAVING, EventKind

_FIRST_DAY = date(2009, 1, 1)
"""Second-generation certificates were issued from 2009 on."""
_FORMER_SHARE, _MOVED_IN_SHARE, _LEAVING_SHARE, _BACK_AGAIN = 0.03, 0.07, 0.95, 0.002
OUTSIDERS = 24
_TURNS_A_PART = 1_000_000
"""How far the numbers of one part's people lie from the next's."""

Taken = Counter[tuple[date, bool]]


@dataclass
class _Plan:
    """Somebody before they have a name: how and when they came, and until when they stay (None = to this day)."""

    entering: EventKind
    came_on: date
    left_on: date | None = None
    left_as: EventKind = EventKind.CANCELLED


def add_register(world: World, taken: Taken) -> None:
    """Add everybody who holds or held a certificate and does not seek work, and the people of other registers.

    ``taken`` counts the numbers that were given out for a birthday and sex.
    """
    count = _add_holders(world, 0, taken)
    for turn in range(OUTSIDERS):
        add_outsider(world, count + turn, taken)


def further_parts(world: World, taken: Taken) -> Iterator[Rows]:
    """Make the further parts of a large register one after the other: as many people as in the first, no two alike."""
    for part in range(1, world.scale.parts):
        one = World(world.seed, world.as_of, world.scale)
        _add_holders(one, part, taken)
        yield dict(one.rows)


def _add_holders(world: World, part: int, taken: Taken) -> int:
    today, first = world.as_of, part * _TURNS_A_PART
    plans = [*_as_reported(world, part), *_since(world, part, today)]
    holders = [draw_holder(world, first + turn, plan.came_on, taken) for turn, plan in enumerate(plans)]
    _let_some_go(world.chance("register leaving", *_of(part)), plans, holders, today)
    for plan, holder in zip(plans, holders, strict=True):
        add_holder(world, holder)
        add_story(world, holder.key, holder.citizen, holder.kind, _story(world, plan, holder, today))
    return len(plans)


def _of(part: int) -> tuple[int, ...]:
    """Return what is added to the name of a chance for a further part."""
    return (part,) if part else ()


def _as_reported(world: World, part: int) -> Iterator[_Plan]:
    """The holders on the reported day, less those who seek work, and those who were holders once."""
    stock, new = _seekers_in(world)
    chance = world.chance("register", *_of(part))
    for _ in range(world.scale.holders_new - new):
        yield _Plan(EventKind.ISSUED, _between(chance, SCORECARD_FROM, SCORECARD_TO))
    for _ in range(world.scale.holders - stock - (world.scale.holders_new - new)):
        yield _entry(chance, _long_ago(chance))
    for _ in range(round(_FORMER_SHARE * world.scale.holders)):
        plan = _entry(chance, _long_ago(chance))
        plan.left_on = _between(chance, plan.came_on + timedelta(days=60), SCORECARD_TO)
        yield plan


def _since(world: World, part: int, today: date) -> Iterator[_Plan]:
    """As many a year as in the reported half year, from then to the as-of day."""
    chance, begin = world.chance("register since", *_of(part)), SCORECARD_TO + timedelta(days=1)
    half_years = (today - SCORECARD_TO).days / (SCORECARD_TO - SCORECARD_FROM).days
    for _ in range(round(world.scale.holders_new * half_years)):
        yield _entry(chance, _between(chance, begin, today))


def _entry(chance: Random, came_on: date) -> _Plan:
    is_moved = chance.random() < _MOVED_IN_SHARE
    return _Plan(EventKind.MOVED_IN if is_moved else EventKind.ISSUED, came_on)


def _long_ago(chance: Random) -> date:
    """Half of them when the second generation came, the others evenly until the reported half year."""
    if chance.random() < 0.5:
        return _between(chance, _FIRST_DAY, date(2010, 12, 31))
    return _between(chance, date(2011, 1, 1), SCORECARD_FROM - timedelta(days=1))


def _between(chance: Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange(max(1, (last - first).days + 1)))


def _seekers_in(world: World) -> tuple[int, int]:
    """Count the people who seek work among the holders on the reported day, and among the new of the half year."""
    came = [row["on_day"] for row in world.rows["certificate_events"] if row["kind"] in ENTERING]
    left = [row for row in world.rows["certificate_events"] if row["kind"] in LEAVING]
    assert not left, "whoever seeks work holds a certificate to this day"
    return sum(day <= SCORECARD_TO for day in came), sum(SCORECARD_FROM <= day <= SCORECARD_TO for day in came)


def _let_some_go(chance: Random, plans: list[_Plan], holders: list[Holder], today: date) -> None:
    """Let nearly as many leave after the reported day as came; the older somebody is, the likelier (Gumbel's trick)."""
    begin = SCORECARD_TO + timedelta(days=1)
    staying = [turn for turn, plan in enumerate(plans) if plan.left_on is None and plan.came_on < today]
    arrived = sum(plan.came_on >= begin for plan in plans)
    order = {
        turn: -math.log(chance.random()) / math.exp((today - holders[turn].citizen.birth_on).days / 3650)
        for turn in staying
    }
    for turn in sorted(staying, key=order.__getitem__)[: round(_LEAVING_SHARE * arrived)]:
        plan = plans[turn]
        plan.left_on = _between(chance, max(begin, plan.came_on + timedelta(days=1)), today)
        plan.left_as = EventKind.MOVED_OUT if chance.random() < 0.2 else EventKind.CANCELLED


def _story(world: World, plan: _Plan, holder: Holder, today: date) -> Story:
    chance = world.chance("card", holder.turn)
    story = tell(chance, plan.entering, plan.came_on, plan.left_on or today, holder.grade)
    if plan.left_on is not None:
        story.touch(plan.left_as, plan.left_on)
    elif chance.random() < _BACK_AGAIN and plan.came_on < date(2011, 1, 1):
        _away_and_back(story, chance)
    return story


def _away_and_back(story: Story, chance: Random) -> None:
    """Somebody moved away and came back years before the reported half year: a holder again from then on."""
    away = date(2012, 1, 1) + timedelta(days=chance.randrange(700))
    story.touch(EventKind.MOVED_OUT, away)
    story.touch(EventKind.MOVED_IN, away + timedelta(days=chance.randrange(200, 900)))
