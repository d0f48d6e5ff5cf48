"""The gates between a trained ranker and the people it would order: plain figures in, a decision with reasons out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

RIVALS = ("base", "text", "popularity", "random")
GROUPS = ("kind", "grade", "sex", "age_band", "town")
FEWEST_OUTCOMES = 300
MOST_CALIBRATION_ERROR = 0.05
LEAST_EXPOSURE_RATIO = 0.8
MOST_LARGE_MOVES = 0.05


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured; None or absent = it could not be.

    ``ahead``: by rival, the lower end of the 95 % interval of the paired difference in NDCG@10.
    """

    outcomes: int
    ahead: Mapping[str, float] = field(default_factory=dict)
    calibration_error: float | None = None
    large_moves: float | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: what was measured (None = not measurable), what is needed, and whether it was passed."""

    gate: str
    value: float | None
    needed: str
    passed: bool

    def as_json(self) -> dict[str, Any]:
        """Return it in the contract's shape; a figure that could not be taken is said to be so."""
        return {
            "gate": self.gate,
            "value": "not measurable" if self.value is None else self.value,
            "needed": self.needed,
        }


def judge(measured: Measured, exposure: Mapping[str, float | None] | None = None) -> tuple[Gate, ...]:
    """Judge every gate. *Decision*: what cannot be measured has not been passed."""
    ratios = exposure or {}
    return (
        _at_least("enough_outcomes", measured.outcomes, FEWEST_OUTCOMES),
        *(_above(f"better_than_{rival}", measured.ahead.get(rival)) for rival in RIVALS),
        _at_most("calibrated", measured.calibration_error, MOST_CALIBRATION_ERROR, strictly=True),
        *(_at_least(f"exposure_{group}", ratios.get(group), LEAST_EXPOSURE_RATIO) for group in GROUPS),
        _at_most("few_large_moves", measured.large_moves, MOST_LARGE_MOVES),
    )


def _at_least(gate: str, value: float | None, needed: float) -> Gate:
    return Gate(gate, value, f">= {needed:g}", value is not None and value >= needed)


def _above(gate: str, value: float | None) -> Gate:
    return Gate(gate, value, "lower end of the 95 % interval > 0", value is not None and value > 0)


def _at_most(gate: str, value: float | None, needed: float, *, strictly: bool = False) -> Gate:
    passed = value is not None and (value < needed if strictly else value <= needed)
    return Gate(gate, value, f"{'<' if strictly else '<='} {needed:g}", passed)
