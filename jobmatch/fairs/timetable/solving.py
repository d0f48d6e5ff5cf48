"""Programs of whole numbers, solved by HiGHS (through SciPy): rows of sums with limits, and a gain for each choice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SECONDS = 60.0


class Solved(NamedTuple):
    """Which of the choices are taken, in their order, and what no other choice can exceed."""

    taken: list[bool]
    bound: float


@dataclass
class Program:
    """Choices of yes or no, each worth its ``gains``. A row limits how many of some choices are taken; one that asks
    for at least so many may be missed, at a price for each that is missing, so that there always is an answer."""

    gains: Sequence[float]
    _rows: list[tuple[Sequence[int], float, float, float | None]] = field(default_factory=list)

    def at_most(self, which: Iterable[int], most: int) -> None:
        """Take no more than ``most`` of these choices."""
        self._rows.append((list(which), float("-inf"), most, None))

    def at_least(self, which: Iterable[int], least: int, price: float) -> None:
        """Take ``least`` or more of these, or pay ``price`` for each that is missing."""
        if least > 0:
            self._rows.append((list(which), least, float("inf"), price))

    def solve(self) -> Solved:
        """Return the best choice that HiGHS finds within a minute, and the bound that it proved."""
        import numpy as np  # lazily: only who plans a fair waits for it
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_matrix

        if not self.gains:
            return Solved([], 0.0)
        prices = [(row, price, least) for row, (_, least, _, price) in enumerate(self._rows) if price is not None]
        count, size = len(self.gains), len(self.gains) + len(prices)
        at = [(row, column) for row, (which, *_) in enumerate(self._rows) for column in which]
        at += [(row, count + turn) for turn, (row, *_) in enumerate(prices)]
        rows, columns = zip(*at, strict=True) if at else ((), ())
        sums = csr_matrix((np.ones(len(at)), (rows, columns)), shape=(len(self._rows), size))
        found = milp(
            np.array([*(-gain for gain in self.gains), *(price for _, price, _ in prices)]),
            integrality=np.r_[np.ones(count), np.zeros(len(prices))],
            bounds=Bounds(0, np.array([*[1.0] * count, *(least for *_, least in prices)])),
            constraints=LinearConstraint(sums, [row[1] for row in self._rows], [row[2] for row in self._rows]),
            options={"time_limit": SECONDS, "mip_rel_gap": 1e-9},
        )
        taken = found.x[:count] > 0.5 if found.x is not None else np.zeros(count, dtype=bool)
        return Solved([bool(one) for one in taken], -float(found.mip_dual_bound))
