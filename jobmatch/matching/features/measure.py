"""What a feature hands on: where a pair stands on the feature's scale, and the reason that says so."""

from collections.abc import Mapping
from typing import NamedTuple

from jobmatch.matching.decisions import Value


class Measure(NamedTuple):
    """``value`` is on the scale of the table's knots; ``reason`` and ``values`` make the sentence."""

    feature: str
    value: float
    reason: str
    values: Mapping[str, Value]


def share(count: int, of: int) -> float:
    """Return ``count`` in percent of ``of``."""
    return 100.0 * count / of
