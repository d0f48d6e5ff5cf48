"""The what-if as its page shows it: now and then, the official form's lines, who else would help and from when."""

from fractions import Fraction
from typing import NamedTuple

from flask_babel import gettext as _

from jobmatch.levy import said
from jobmatch.levy.rules import Assessment, LevyFacts, LevyParameters
from jobmatch.levy.rules.rounding import fen_of
from jobmatch.levy.rules.scenario import Outcome, hires_to_zero_from, last_useful_start, starts
from jobmatch.levy.rules.whatif import WEIGHTS, hires_to_zero
from jobmatch.web.facts import month_name
from jobmatch.web.levy_shown import LevyShown, levy_shown
from jobmatch.web.templating import yuan
from jobmatch.web.what_if.hints import Hint, hints


class FormLine(NamedTuple):
    """One line of the official declaration form, as things are and as they would be."""

    number: int
    label: str
    now: str
    then: str


class ToZero(NamedTuple):
    """How many people of a kind leave nothing to pay: for the whole year, and from now on (None in a year gone by)."""

    who: str
    whole_year: int
    from_now: int | None


class StartShown(NamedTuple):
    """What one more person who comes with a month saves, in 分; ``is_last``: the last month that saves the most."""

    month: str
    months: int
    ordinary_fen: int
    severe_fen: int
    ordinary_is_last: bool
    severe_is_last: bool


class WhatIfShown(NamedTuple):
    """Everything in the answer. Amounts in 分; ``first`` names the first month in which somebody may still come.

    It is empty in a year gone by.
    """

    changes: tuple[str, ...]
    now: LevyShown
    then: LevyShown
    saving_fen: int
    lines: tuple[FormLine, ...]
    to_zero: tuple[ToZero, ...]
    starts: tuple[StartShown, ...]
    first: str
    hints: tuple[Hint, ...]


def what_if_shown(
    facts: LevyFacts, parameters: LevyParameters, outcome: Outcome, changes: list[str], first: int | None
) -> WhatIfShown:
    """Return the answer's values for an outcome of ``facts`` under ``changes`` (one sentence each)."""
    now, then = (levy_shown(facts, parameters, one) for one in (outcome.now, outcome.then))
    return WhatIfShown(
        changes=tuple(changes),
        now=now,
        then=then,
        saving_fen=outcome.saving_fen,
        lines=_lines(facts, outcome),
        to_zero=_to_zero(outcome.now, first) if outcome.now.due_fen else (),
        starts=_starts(facts, parameters, first) if outcome.now.due_fen and first is not None else (),
        first=_month(facts, first) if first else "",
        hints=hints(is_enterprise=facts.employer_type.is_enterprise),
    )


def _to_zero(now: Assessment, first: int | None) -> tuple[ToZero, ...]:
    names = {1: _("不是重度，按一人计算"), 2: _("重度，按两人计算")}
    return tuple(
        ToZero(
            names[weight],
            hires_to_zero(now, weight),
            None if first is None else hires_to_zero_from(now, weight, first),
        )
        for weight in WEIGHTS
    )


def _starts(facts: LevyFacts, parameters: LevyParameters, first: int) -> tuple[StartShown, ...]:
    ordinary, severe = (starts(facts, parameters, weight, first) for weight in WEIGHTS)
    last = [last_useful_start(found) for found in (ordinary, severe)]
    return tuple(
        StartShown(_month(facts, one.month), one.months, one.saving_fen, two.saving_fen, one == last[0], two == last[1])
        for one, two in zip(ordinary, severe, strict=True)
    )


def _lines(facts: LevyFacts, outcome: Outcome) -> tuple[FormLine, ...]:
    """Lines 4 to 12 (残疾人就业保障金缴费申报表); what was already paid is not known here."""
    labels = {
        4: _("工资总额"),
        5: _("在职职工人数"),
        6: _("应安排比例"),
        7: _("实际安排人数"),
        8: _("年平均工资"),
        9: _("应纳费额"),
        10: _("减免费额"),
        11: _("已缴费额"),
        12: _("应补（退）费额"),
    }
    now, then = (_values(facts, one) for one in (outcome.now, outcome.then))
    return tuple(FormLine(number, label, now[number], then[number]) for number, label in labels.items())


def _values(facts: LevyFacts, one: Assessment) -> dict[int, str]:
    return {
        4: _yuan(facts.payroll or Fraction(0)),
        5: said.spoken(one.headcount),
        6: f"{said.spoken(one.required / one.headcount * 100)}%",
        7: said.spoken(one.credited),
        8: _yuan(one.wage),
        9: yuan(one.base_fen),
        10: yuan(one.reduction_fen),
        11: _("未扣"),
        12: yuan(one.due_fen),
    }


def _yuan(amount: Fraction) -> str:
    return yuan(fen_of(amount))


def _month(facts: LevyFacts, number: int) -> str:
    """Name a month of the year worked, which is the one before the levy's."""
    return month_name(f"{facts.levy_date.year - 1:04d}-{number:02d}")
