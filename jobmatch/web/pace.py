"""How often one address may ask for what is not there, in this process: guessing is slow, whoever has a code is not.

*Decision:* only misses count, in memory and for each process by itself: a GET writes nothing, and a code of 128 bits is
not found by trying anyway. It spares the drawing of pages, no more: a hit is never refused.
"""

from collections import OrderedDict

from jobmatch import clock

WINDOW_SECONDS = 600
MOST_MISSES = 200
MOST_ADDRESSES = 10_000


class Misses:
    """Misses of each address in the window under way; the addresses that came first are forgotten first."""

    def __init__(self) -> None:
        self._counts: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def must_wait(self, address: str) -> bool:
        """Tell whether an address has asked in vain too often."""
        window, count = self._counts.get(address, (0, 0))
        return window == self._window() and count >= MOST_MISSES

    def add(self, address: str) -> None:
        """Count a miss."""
        window, count = self._counts.pop(address, (0, 0))
        now = self._window()
        self._counts[address] = (now, count + 1 if window == now else 1)
        while len(self._counts) > MOST_ADDRESSES:
            self._counts.popitem(last=False)

    def _window(self) -> int:
        return int(clock.now().timestamp()) // WINDOW_SECONDS
