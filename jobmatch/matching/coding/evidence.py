"""What speaks for each code: one row of figures per code for one title, and the order that learned weights give."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jobmatch.matching.coding.index import BM25, Cosine, weighed
from jobmatch.matching.coding.titles import core, folded, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]


CONSIDERED_BY_KERNEL, CONSIDERED_BY_SPELLING = 50, 20

FIGURES = (
    "kernel", "kernel_log", "kernel_share", "neighbours", "neighbours_log", "neighbours_share", "nearest", "spelling",
    "bm25", "bm25_share", "minor_group", "sub_major_group", "major_group", "minor_neighbours", "sub_major_neighbours",
    "spelled", "often", "level_1", "level_2", "level_3",
)  # fmt: skip


class Runs:
    """Runs of equal codes in something sorted by code: adds up, or finds the highest, within each."""

    def __init__(self, codes: "Sequence[int] | Places", size: int) -> None:
        """Take the sorted ``codes`` (places), of ``size`` codes in all."""
        import numpy as np

        numbers = np.asarray(codes, dtype=np.intp)
        self.size = size
        self.starts = np.flatnonzero(np.r_[True, numbers[1:] != numbers[:-1]]) if numbers.size else numbers
        self.codes = numbers[self.starts]

    def summed(self, values: "Floats") -> "Floats":
        """Return the sum of ``values`` for each code, 0 where it has none."""
        import numpy as np

        return (
            self._spread(np.add.reduceat(values, self.starts))
            if self.starts.size
            else np.zeros(self.size, values.dtype)
        )

    def highest(self, values: "Floats") -> "Floats":
        """Return the highest of ``values`` for each code, 0 where it has none."""
        import numpy as np

        return (
            self._spread(np.maximum.reduceat(values, self.starts))
            if self.starts.size
            else np.zeros(self.size, values.dtype)
        )

    def _spread(self, found: "Floats") -> "Floats":
        import numpy as np

        values = np.zeros(self.size, found.dtype)
        values[self.codes] = found
        return values


@dataclass(frozen=True)
class Library:
    """The coded titles and the spellings (names and aliases) that a new title is compared with.

    Both are sorted by code; ``title_codes`` and ``spelling_codes`` are places in ``codes``. ``everyday`` are those
    plain titles whose code somebody has looked at.
    """

    codes: Sequence[str]
    titles: Sequence[str]
    title_codes: Sequence[int]
    spellings: Sequence[str]
    spelling_codes: Sequence[int]
    everyday: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what is not sorted by code: runs of equal codes are read as one."""
        for places in (self.title_codes, self.spelling_codes):
            if list(places) != sorted(places):
                raise ValueError("Coded titles and spellings have to be sorted by code.")

    @cached_property
    def cosine(self) -> Cosine:
        """Titles first, then spellings."""
        return Cosine([weighed(text) for text in (*self.titles, *self.spellings)])

    @cached_property
    def bm25(self) -> BM25:
        """Spellings alone."""
        return BM25([folded(text) for text in self.spellings])

    @cached_property
    def _spelled(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for word, place in zip(self.spellings, self.spelling_codes, strict=True):
            places[plain(word)].append(place)
        return places

    def spelled(self, title: str) -> list[int]:
        """Return the places of the codes that have a title, or its core, as a name or alias."""
        return self._spelled.get(plain(title)) or self._spelled.get(plain(core(title))) or []

    def looked_at(self, title: str) -> int:
        """Return the place of the code that somebody gave this very title, or its core; -1 where nobody has."""
        return self.everyday.get(plain(title), self.everyday.get(plain(core(title)), -1))

    @cached_property
    def title_runs(self) -> "Runs":
        """The titles of each code."""
        return Runs(self.title_codes, len(self.codes))

    @cached_property
    def spelling_runs(self) -> "Runs":
        """The spellings of each code."""
        return Runs(self.spelling_codes, len(self.codes))

    @cached_property
    def parents(self) -> "tuple[Places, Places, Places]":
        """For each code the number of its minor, sub-major and major group."""
        import numpy as np

        ends = (7, 4, 1)
        return tuple(np.unique([code[:end] for code in self.codes], return_inverse=True)[1] for end in ends)  # type: ignore[return-value]

    @cached_property
    def levels(self) -> "NDArray[np.intp]":
        """The level of each code, 1 to 4."""
        import numpy as np

        return np.array([sum(part.strip("0") != "" for part in code.split("-")) for code in self.codes])

    @cached_property
    def often(self) -> "Floats":
        """How many coded titles each code has."""
        import numpy as np

        return np.bincount(self.title_codes, minlength=len(self.codes)).astype(np.float32)


def kernel_row(library: Library, title: str) -> "Floats":
    """Return the likeness of a title to every coded title and every spelling."""
    return library.cosine.row(weighed(title))


def kernel_of(likeness: "Floats") -> "Floats":
    """Return likeness to the power 1.5, the kernel: near neighbours count for more than many distant ones."""
    import numpy as np

    return likeness * np.sqrt(likeness)


def considered(kernel: "Floats", bm25: "Floats") -> "Places":
    """Return the places of the codes worth weighing: the best by kernel and by spelling, ascending."""
    import numpy as np

    if kernel.size <= CONSIDERED_BY_KERNEL:
        return np.arange(kernel.size)
    by_kernel = np.argpartition(-kernel, CONSIDERED_BY_KERNEL)[:CONSIDERED_BY_KERNEL]
    by_spelling = np.argpartition(-bm25, CONSIDERED_BY_SPELLING)[:CONSIDERED_BY_SPELLING]
    chosen = np.zeros(kernel.size, bool)
    chosen[by_kernel] = chosen[by_spelling] = True
    return np.flatnonzero(chosen)


def evidence(
    library: Library, title: str, row: "Floats", kernel: "Floats", often: "Floats | None" = None
) -> "tuple[Places, Floats]":
    """Return the codes considered, and their ``FIGURES``: float32 of shape (codes considered, figures).

    ``row`` is the likeness to every title and spelling, ``kernel`` the regression's score of every code; in training
    both leave the title itself out, and so does ``often``.
    """
    import numpy as np

    titles = len(library.titles)
    neighbours = library.title_runs.summed(row[:titles] * row[:titles])
    bm25 = library.spelling_runs.highest(library.bm25.row(core(title)))
    at = considered(kernel, bm25)
    minor, sub_major, major = library.parents
    levels = library.levels[at]

    def shared(values: "Floats", groups: "Places") -> Any:
        return np.bincount(groups, values)[groups[at]]

    columns = (
        kernel[at],
        np.log(np.maximum(kernel[at], 0) + 0.01),
        kernel[at] / max(float(kernel.max()), 1e-3),
        neighbours[at],
        np.log(neighbours[at] + 0.01),
        neighbours[at] / max(float(neighbours.max()), 1e-3),
        library.title_runs.highest(row[:titles])[at],
        library.spelling_runs.highest(row[titles:])[at],
        bm25[at],
        bm25[at] / max(float(bm25.max()), 1e-3),
        shared(kernel, minor),
        shared(kernel, sub_major),
        shared(kernel, major),
        shared(neighbours, minor),
        shared(neighbours, sub_major),
        np.isin(at, library.spelled(title)),
        np.log1p((library.often if often is None else often)[at]),
        levels == 1,
        levels == 2,
        levels == 3,
    )
    return at, np.column_stack(columns).astype(np.float32)
