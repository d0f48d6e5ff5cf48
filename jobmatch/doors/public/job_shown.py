"""A position as visitors read it: pay, place, what it asks and offers, all in words. Only what anybody may know."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.employers.tables import Position, PositionState
from jobmatch.web.facts import hours_a_week, occupation_name, pay_range, place_name
from jobmatch.web.templating import day, word


@dataclass(frozen=True)
class JobShown:
    """One position; lists keep the vocabulary's order."""

    id: str
    title: str
    employer: str
    pay: str
    facts: tuple[str, ...]
    text: str
    occupation: str
    needed: tuple[str, ...]
    not_needed: tuple[str, ...]
    offers: tuple[str, ...]
    conditions: tuple[str, ...]
    requirements: tuple[str, ...]
    is_taking: bool


def is_taking(position: Position, today: date) -> bool:
    """Tell whether a position takes people on that day."""
    in_time = position.closes_on is None or position.closes_on >= today
    return position.state is PositionState.OPEN and in_time


def job_shown(position: Position) -> JobShown:
    """Return a position as a page shows it."""
    by_answer = {
        answer: tuple(word(function) for function, said in position.demands.items() if said == answer)
        for answer in ("needed", "not_needed")
    }
    return JobShown(
        id=position.id,
        title=position.title,
        employer=position.employer.name,
        pay=pay_range(position.wage_min_fen, position.wage_max_fen),
        facts=_facts(position),
        text=position.text,
        occupation=occupation_name(position.occupation_code),
        needed=by_answer["needed"],
        not_needed=by_answer["not_needed"],
        offers=tuple(word(one) for one in position.offers),
        conditions=_conditions(position),
        requirements=_requirements(position),
        is_taking=is_taking(position, clock.today()),
    )


def _facts(position: Position) -> tuple[str, ...]:
    facts = (
        place_name(position.town),
        hours_a_week(position.hours_week),
        _("招 %(seats)s 人", seats=position.seats),
        _("%(day)s发布", day=day(position.posted_on)),
        _("%(day)s截止", day=day(position.closes_on)) if position.closes_on else "",
    )
    return tuple(fact for fact in facts if fact)


def _conditions(position: Position) -> tuple[str, ...]:
    said = {"yes": _("有：%(condition)s"), "no": _("没有：%(condition)s")}
    return tuple(
        said[answer] % {"condition": word(condition)}
        for condition, answer in position.conditions.items()
        if answer in said
    )


def _requirements(position: Position) -> tuple[str, ...]:
    education = (_("学历：%(level)s", level=word(position.education)),) if position.education else ()
    return (*education, *(_("证件：%(licence)s", licence=licence) for licence in position.licences))
