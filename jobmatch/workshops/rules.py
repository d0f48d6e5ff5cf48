"""Who can be placed in assisted employment, which steps a placement can take, how a waiting list is ordered. Pure.

Sources: 残联发〔2015〕27号 (whom it is for); ages and grades in ``law/places/CN/assisted.yaml``. *Decision:* mild
and moderate grades are served, as the federation does: nothing here asks for severe intellectual or mental disability.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from jobmatch.law import InForce, LegalValue

WAITING, TRIAL, PLACED, SUSPENDED = "waiting", "trial", "placed", "suspended"
LEFT, TRANSFERRED, DROPPED = "left", "transferred", "dropped"
TAKING_A_PLACE = frozenset({TRIAL, PLACED, SUSPENDED})
OVER = frozenset({LEFT, TRANSFERRED, DROPPED})

STEPS: Mapping[str, frozenset[str]] = {
    WAITING: frozenset({TRIAL, DROPPED}),
    TRIAL: frozenset({PLACED, DROPPED}),
    PLACED: frozenset({SUSPENDED, LEFT, TRANSFERRED}),
    SUSPENDED: frozenset({PLACED, LEFT, TRANSFERRED}),
    LEFT: frozenset(),
    TRANSFERRED: frozenset(),
    DROPPED: frozenset(),
}

WITHOUT_AGREEMENT = ("not_suited", "taken_back", "moved", "health", "family", "open_employment")
"""Why it may end before there is an agreement."""
AFTER_AGREEMENT = ("open_employment", "transfer", "moved", "health", "family", "aged_out", "taken_back")
"""Why an agreement may end."""

INTELLECTUAL, MENTAL, PHYSICAL = 5, 6, 4
_FOR_ANY_GRADE = frozenset({INTELLECTUAL, MENTAL})


class Reason(NamedTuple):
    """A sentence key (``placing.…``) with its values; ``law`` is the value that it rests on, where it rests on one."""

    key: str
    values: Mapping[str, object] = {}
    law: LegalValue | None = None

    @property
    def to_be_confirmed(self) -> bool:
        """Tell whether the rule has still to be confirmed for this place."""
        return self.law is not None and self.law.to_be_confirmed


class Card(NamedTuple):
    """The certificate by which somebody is judged. ``kinds``: its own, and those that it joins where it is multiple."""

    kinds: frozenset[int]
    grade: int
    valid_until: date


class Facts(NamedTuple):
    """What is known of somebody. ``works_at``, ``placed_at``: the name of an employer or institution, or None."""

    born_on: date | None
    card: Card | None
    works_at: str | None = None
    placed_at: str | None = None


class Judged(NamedTuple):
    """Whether somebody can be placed: what speaks against it, what is to be looked out for, what speaks for it."""

    against: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    grounds: tuple[Reason, ...]

    @property
    def is_eligible(self) -> bool:
        """Nothing speaks against it."""
        return not self.against


def judge(facts: Facts, law: InForce, today: date) -> Judged:
    """Judge whether somebody can be placed, with reasons; what is unknown is a caution and never a refusal."""
    found = [*_of_age(facts.born_on, law, today), *_of_kind(facts.card, law, today), *_of_work(facts)]
    by_weight = {weight: tuple(reason for one, reason in found if one == weight) for weight in _WEIGHTS}
    return Judged(*by_weight.values())


_WEIGHTS = ("against", "caution", "ground")
_Found = tuple[str, Reason]


def age_on(born_on: date, day: date) -> int:
    """Return somebody's age in full years on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _of_age(born_on: date | None, law: InForce, today: date) -> list[_Found]:
    if born_on is None:
        return [("caution", Reason("placing.age_unknown"))]
    least, most, age = law.get("assisted_age_from"), law.get("assisted_age_until"), age_on(born_on, today)
    if age < least.whole:
        return [("against", Reason("placing.too_young", {"age": age, "least": least.whole}, least))]
    if age > most.whole:
        return [("against", Reason("placing.past_age", {"age": age, "most": most.whole}, most))]
    return [("ground", Reason("placing.of_age", {"age": age, "least": least.whole, "most": most.whole}, most))]


def _of_kind(card: Card | None, law: InForce, today: date) -> list[_Found]:
    if card is None:
        return [("against", Reason("placing.no_card"))]
    found: list[_Found] = []
    if card.valid_until < today:
        found.append(("caution", Reason("placing.card_ended", {"until": card.valid_until})))
    severe = law.get("assisted_severe_physical_until")
    if card.kinds & _FOR_ANY_GRADE:
        return [*found, ("ground", Reason("placing.kind_of_any_grade"))]
    if PHYSICAL in card.kinds and card.grade <= severe.whole:
        return [*found, ("ground", Reason("placing.severe_physical", law=severe))]
    return [*found, ("caution", Reason("placing.kind_not_named", law=severe))]


def _of_work(facts: Facts) -> list[_Found]:
    found: list[_Found] = []
    if facts.works_at is not None:
        found.append(("against", Reason("placing.works_already", {"employer": facts.works_at})))
    if facts.placed_at is not None:
        found.append(("caution", Reason("placing.placed_already", {"institution": facts.placed_at})))
    return found


class InLine(NamedTuple):
    """Somebody who waits: since which day, and when that was entered."""

    key: str
    asked_on: date
    entered_at: datetime


class Turn(NamedTuple):
    """Somebody's position in a waiting list (from 1), and why it is that one."""

    position: int
    reason: Reason


def turns(waiting: Sequence[InLine], free: int) -> dict[str, Turn]:
    """Give everybody who waits a position and the reason for it, by key. ``free``: how many places are free now.

    *Decision:* who asked first is first; of one day, whoever was entered first. Nothing about a disability has a say.
    """
    order = sorted(waiting, key=lambda one: (one.asked_on, one.entered_at, one.key))
    return {one.key: Turn(number, _why(order, number, free)) for number, one in enumerate(order, 1)}


def _why(order: Sequence[InLine], position: int, free: int) -> Reason:
    mine = order[position - 1]
    same_day = sum(one.asked_on == mine.asked_on for one in order[: position - 1])
    values = {"ahead": position - 1, "asked_on": mine.asked_on, "same_day": same_day, "free": free}
    if position <= free:
        return Reason("placing.turn_is_now", values)
    if position == 1:
        return Reason("placing.first_in_line", values)
    return Reason("placing.behind_same_day" if same_day else "placing.behind", values)


def find_step_fault(state: str, to: str) -> Reason | None:
    """Return why a placement cannot go from a state to another, or None where it can."""
    if to in STEPS[state]:
        return None
    return Reason("placing.over_already" if state in OVER else "placing.no_such_step")


def find_agreement_fault(
    began_on: date, trial_from_on: date | None, today: date, former: Collection[tuple[date, date]]
) -> Reason | None:
    """Return why an agreement cannot begin on a day, or None. ``former``: first and last days of earlier agreements."""
    if began_on > today:
        return Reason("placing.not_yet", {"day": began_on})
    if trial_from_on is not None and began_on < trial_from_on:
        return Reason("placing.before_the_trial", {"day": trial_from_on})
    last = max((until for _begin, until in former), default=None)
    if last is not None and began_on <= last:
        return Reason("placing.overlaps", {"day": last})
    return None


def find_end_fault(ended_on: date, since: date, today: date) -> Reason | None:
    """Return why it cannot have ended on a day, or None. ``since``: its first day, or when it was asked for."""
    if ended_on > today:
        return Reason("placing.not_yet", {"day": ended_on})
    return Reason("placing.ended_before_it_began", {"day": since}) if ended_on < since else None
