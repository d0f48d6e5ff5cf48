"""The months of one row judged together: what cannot differ between two months is judged once.

Ten thousand people have 120,000 months, nearly all of them alike. Contract and age each hold for one stretch of time,
so where the first and the last month agree about them, so do all between; what is left is the law of the month, the
wage and the insurance.
"""

from collections.abc import Callable, Sequence
from datetime import date

from jobmatch.employment.counting import LawOn, MonthJudged, judge_month
from jobmatch.employment.facts import CardFacts, MonthFacts
from jobmatch.employment.rules import last_day
from jobmatch.law.working import minimum_wage
from jobmatch.levy.roster.rows import Row

_OF_A_STRETCH = frozenset({
    "contract_does_not_cover",
    "contract_too_short",
    "too_young",
    "past_employment_age",
    "age_to_be_confirmed",
})  # fmt: skip


class YearOfLaw:
    """The law of a work year's twelve months as on ``today``, looked up once for a whole roster.

    Raises ``NoLegalValueError`` where the minimum wage of a month is not known.
    """

    def __init__(self, year: int, today: date, law_on: LawOn) -> None:
        self.year, self.today, self.law_on = year, today, law_on
        self.names = {month: f"{year:04d}-{month:02d}" for month in range(1, 13)}
        laws = {month: law_on(last_day(name)) for month, name in self.names.items()}
        self.least = {month: minimum_wage(law).whole for month, law in laws.items()}
        in_force = {month: tuple(law.find(key) for key in law.book.keys) for month, law in laws.items()}
        self._alike = {month: list(in_force.values()).index(one) for month, one in in_force.items()}

    def judge(
        self, row: Row, months: Sequence[int], facts: Callable[[int], MonthFacts], card: CardFacts | None
    ) -> list[tuple[int, MonthJudged]]:
        """Return each of ``months`` (in order) judged, as ``judge_month`` would."""
        ends = {
            month: judge_month(facts(month), card, self.today, self.law_on) for month in {*months[:1], *months[-1:]}
        }
        stretches = {_stretch(one) for one in ends.values()}
        # A contract that covers neither the first nor the last month may still lie between them.
        if len(stretches) > 1 or any("contract_does_not_cover" in one for one in stretches):
            return [(month, judge_month(facts(month), card, self.today, self.law_on)) for month in months]
        known = {self._likeness(row, month): one for month, one in ends.items()}
        judged = []
        for month in months:
            likeness = self._likeness(row, month)
            one = ends.get(month) or (known.get(likeness) if likeness else None)
            if one is None:
                one = known[likeness] = judge_month(facts(month), card, self.today, self.law_on)
            judged.append((month, one))
        return judged

    def _likeness(self, row: Row, month: int) -> object | None:
        """Return what months have in common that are judged alike; None where the wage is named in a reason."""
        wage, least = row.wages.get(month), self.least[month]
        if wage is None or wage < least:
            return None
        return wage == least, row.pension.get(month), row.medical.get(month), self._alike[month]


def _stretch(judged: MonthJudged) -> frozenset[str]:
    return frozenset(one.key for one in (*judged.against, *judged.cautions) if one.key in _OF_A_STRETCH)
