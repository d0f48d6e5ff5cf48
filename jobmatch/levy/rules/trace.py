"""The trace of an assessment: every figure with the figures it came from, the rule, its source and its rounding."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from jobmatch.law.values import LegalValue

Figure = Fraction | int | str | bool | None
Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Step:
    """One step. ``reason`` is the key of its sentence (``levy.<reason>``), ``figures`` what the sentence speaks of.

    ``line`` is the line of the official declaration form (残疾人就业保障金缴费申报表) that the value belongs into.
    ``rounding`` is how ``value`` was rounded, ``exact`` where it was not.
    """

    reason: str
    value: Figure
    figures: Figures = field(default_factory=dict)
    sources: tuple[LegalValue, ...] = ()
    line: int | None = None
    rounding: str = "exact"

    @property
    def to_be_confirmed(self) -> bool:
        """Tell whether a value that this step uses has still to be confirmed by the federation."""
        return any(source.to_be_confirmed for source in self.sources)
