"""Codes titles: what is learned (``models/occupations``) put to work on one title after the other, by scipy alone."""

from typing import TYPE_CHECKING, NamedTuple

from jobmatch.matching.coding.evidence import Library, evidence, kernel_of, kernel_row
from jobmatch.matching.coding.training import Trained

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ALTERNATIVES_MOST = 9
LEAST_LIKENESS = 0.12
"""A title that is no nearer than this to anything known has no evidence: it gets no code rather than a guess."""

KNOWN_SHARE = 0.95
"""The chance of the code of a title that somebody has looked at (``everyday``)."""


class Guess(NamedTuple):
    """A code and the chance that it is the right one, 0 to 1."""

    code: str
    confidence: float


class Coder:
    """Ranks the codes of the classification for a title."""

    def __init__(self, library: Library, trained: Trained) -> None:
        """Make ready; the library's grams are indexed at the first title."""
        import numpy as np
        from scipy.sparse import csr_array

        self.library = library
        self.trained = trained
        documents = len(library.titles) + len(library.spellings)
        of = (trained.values.astype(np.float64), (trained.codes, trained.documents))
        self._learned = csr_array(of, shape=(len(library.codes), documents))

    def code(self, title: str, most: int = ALTERNATIVES_MOST + 1) -> list[Guess]:
        """Return the likeliest codes, best first, at most ``most``; none where nothing known is like the title."""
        import numpy as np

        row = kernel_row(self.library, title)
        if row.max(initial=0) < LEAST_LIKENESS or not any(map(str.isalpha, title)):
            return []
        at, figures = evidence(self.library, title, row, self.kernel(row))
        scores = ((figures - self.trained.means) / self.trained.spreads) @ self.trained.weights
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        known = at == self.library.looked_at(title)
        if 0 < (share := float(likely[known].sum())) < KNOWN_SHARE:
            likely = np.where(known, KNOWN_SHARE, likely * ((1 - KNOWN_SHARE) / (1 - share)))
        order = np.lexsort((at, -likely))[:most]
        return [Guess(self.library.codes[at[place]], float(likely[place])) for place in order]

    def best(self, title: str) -> Guess | None:
        """Return the likeliest code, or None where there is no evidence."""
        return next(iter(self.code(title, 1)), None)

    def kernel(self, row: "Floats") -> "Floats":
        """Return the regression's score of every code for a row of likenesses."""
        import numpy as np

        found: Floats = (self._learned @ kernel_of(row).astype(np.float64)).astype(np.float32)
        return found
