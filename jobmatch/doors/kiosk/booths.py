"""What there is to see at a fair, a few booths at a time: no scrolling through sixty of them on a shared screen."""

from collections import defaultdict
from typing import NamedTuple

from jobmatch.employers.tables import Position
from jobmatch.fairs.queries import list_booths, list_positions_at
from jobmatch.fairs.tables import Booth
from jobmatch.web.paging import page_number

BOOTHS_ON_A_PAGE = 6


class BoothPage(NamedTuple):
    """Booths with their open positions; page ``number`` of ``last``."""

    booths: list[tuple[Booth, list[Position]]]
    number: int
    last: int


class Offer(NamedTuple):
    """How much a fair offers."""

    booths: int
    positions: int


def count_offer(fair_id: str) -> Offer:
    """Count the booths of a fair and the positions open at them."""
    return Offer(len(list_booths(fair_id)), len(list_positions_at(fair_id)))


def booths_on_page(fair_id: str) -> BoothPage:
    """Return the booths of the page asked for, by number; beyond the last page that one."""
    booths = list_booths(fair_id)
    last = max(1, -(-len(booths) // BOOTHS_ON_A_PAGE))
    number = min(page_number(), last)
    open_at: dict[str, list[Position]] = defaultdict(list)
    for position in list_positions_at(fair_id):
        open_at[position.employer_id].append(position)
    first = (number - 1) * BOOTHS_ON_A_PAGE
    shown = booths[first : first + BOOTHS_ON_A_PAGE]
    return BoothPage([(booth, open_at[booth.employer_id]) for booth in shown], number, last)
