"""What a feature hands on: where a pair stands on the feature's scale, and the reason that says so."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from jobmatch.matching.decisions import Value

Tell: TypeAlias = Callable[[], Mapping[str, Value]]

Measure: TypeAlias = tuple[str, float, str, Tell]
"""The feature, where the pair stands on the scale of the table's knots, the reason, and what makes its sentence.

*Decision:* the values of the sentence are asked for only when a pair is explained: of a hundred positions that are
ranked five are shown. A plain tuple, because a district's seeker is measured a hundred thousand times.
"""


def share(count: int, of: int) -> float:
    """Return ``count`` in percent of ``of``."""
    return 100.0 * count / of


def nothing() -> Mapping[str, Value]:
    """Tell of a sentence that speaks of no value."""
    return {}
