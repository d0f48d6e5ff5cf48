"""What goes on a slip: the booths worth visiting, best first. Plain values in, plain values out."""

from collections.abc import Iterable
from datetime import date

BOOTHS_ON_A_SLIP = 5


def is_taking_registrations(starts_on: date, ends_on: date | None, today: date) -> bool:
    """Tell whether a fair takes registrations on ``today``; one without an end (practice) always does."""
    return starts_on <= today and (ends_on is None or today <= ends_on)


def booths_worth_visiting(ranked: Iterable[tuple[str, int]], most: int = BOOTHS_ON_A_SLIP) -> list[tuple[str, int]]:
    """Return the first position of each booth, in rank order, for at most ``most`` booths.

    ``ranked`` is (position, booth number), best first. Decision: one line a booth, so that nobody is sent to the
    same booth five times.
    """
    chosen: dict[int, str] = {}
    for position, booth in ranked:
        if booth not in chosen and len(chosen) < most:
            chosen[booth] = position
    return [(position, booth) for booth, position in chosen.items()]
