"""Which cells of a breakdown may be shown: none under five, and none from which such a one could be worked out."""

from collections.abc import Sequence

from jobmatch.reports.publication_rules import needs_reason


def suppress(cells: Sequence[int]) -> list[int | None]:
    """Return the cells that may be shown beside their total; None stands for one that may not.

    A cell from 1 to 4 is left out. Whoever subtracts the cells that are shown from the total learns what the others
    come to; as long as that leaves one of them a single possible value, the smallest cell that is shown is left out
    too (complementary suppression). Where nothing is left to hide behind, no cell is shown, not even those of 0.

    *Decision:* cells left out for either reason look the same, and 0 is shown, so a cell that is left out is known to
    be 1 at least. Which cell was the smallest is not known to who reads, and is not guarded against.
    """
    hidden = {place for place, value in enumerate(cells) if needs_reason(value)}
    while hidden and not _is_ambiguous([cells[place] for place in hidden]):
        shown = [place for place, value in enumerate(cells) if value and place not in hidden]
        if not shown:
            return [None] * len(cells)
        hidden.add(min(shown, key=lambda place: (cells[place], place)))
    return [None if place in hidden else value for place, value in enumerate(cells)]


def _is_ambiguous(hidden: Sequence[int]) -> bool:
    """Tell whether each of these cells, 1 at least, could be another number with the same sum."""
    return len(hidden) > 1 and sum(hidden) > len(hidden)
