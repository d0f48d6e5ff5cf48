"""Until which month somebody is of employment age: statutory retirement age by birth month and sex.

Source: 《全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定》 (2024-09-13), art. 1 and annexes. From 2025
on men go from 60 to 63 by a month for every four months of birth, women from 55 to 58 likewise.

*Decision:* women's other original age (50, workers) does not bear on the quota, whose bound is 55 either way.
"""

from datetime import date
from typing import NamedTuple

MONTHS_OF_A_YEAR = 12


class _Step(NamedTuple):
    """Born from ``begin`` (year, month) on: a month later for every ``per`` months of birth, ``most`` at most."""

    begin: tuple[int, int]
    per: int
    most: int


_STEPS = {"male": _Step((1965, 1), 4, 36), "female": _Step((1970, 1), 4, 36)}


def months_later(born_on: date, sex: str) -> int:
    """Return by how many months the retirement age of somebody has risen (0 to 36)."""
    step = _STEPS[sex]
    behind = (born_on.year - step.begin[0]) * MONTHS_OF_A_YEAR + born_on.month - step.begin[1]
    return 0 if behind < 0 else min(step.most, behind // step.per + 1)


def last_month(born_on: date, age: int, more: int = 0) -> str:
    """Return the last month (``YYYY-MM``) of employment age: that of the birthday on which ``age`` years and ``more``
    months are reached."""
    months = (born_on.year + age) * MONTHS_OF_A_YEAR + born_on.month - 1 + more
    return f"{months // MONTHS_OF_A_YEAR:04d}-{months % MONTHS_OF_A_YEAR + 1:02d}"
