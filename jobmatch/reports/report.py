"""The scorecard of a period as it is handed on: its figures, whose they are and when they were counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobmatch.accounts.tables import District
from jobmatch.reports.indicators import INDICATORS, Unit
from jobmatch.reports.paragraphs import Paragraph, write_paragraphs
from jobmatch.reports.periods import half_year_of
from jobmatch.reports.scorecard import Figure, scorecard
from jobmatch.wording import sentence

MONEY = frozenset(key for key, one in INDICATORS.items() if one.unit is Unit.YUAN)


@dataclass(frozen=True)
class Report:
    """The figures of ``federation`` from ``first`` to ``last``, both included, counted on ``day``, in ``locale``."""

    federation: str
    first: date
    last: date
    day: date
    locale: str
    figures: Sequence[Figure]

    @property
    def lang(self) -> str:
        """Return ``zh`` or ``en``."""
        return "en" if self.locale == "en" else "zh"

    @property
    def title(self) -> str:
        """Return the name of the scorecard with its two days."""
        return self.say("scorecard.title", first=self.first, last=self.last)

    @property
    def period(self) -> str:
        """Return the period as people call it: 2018年上半年, or its two days."""
        first, last = self.first, self.last
        if (first, last) != half_year_of(first):
            return self.say("scorecard.period.days", first=first, last=last)
        half = "first" if first.month == 1 else "second"
        return self.say(f"scorecard.period.{half}_half", year=first.year)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Return what the figures come to in sentences, a paragraph for each process."""
        return write_paragraphs(
            {one.key: one.value for one in self.figures},
            self.last,
            self.locale,
            money=MONEY,
            approximate=[one.key for one in self.figures if one.approximate],
        )

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the report's language."""
        return sentence(key, values, self.locale)


def report_of(district: District, first: date, last: date, locale: str, day: date) -> Report:
    """Count the scorecard of a district from its ledgers."""
    figures = scorecard(district.id, first, last, locale)
    return Report(federation_of(district, locale), first, last, day, locale, figures)


def federation_of(district: District, locale: str) -> str:
    """Return what a district's federation is called."""
    name = district.name_en if locale == "en" else district.name
    return sentence("scorecard.federation", {"district": name}, locale)
