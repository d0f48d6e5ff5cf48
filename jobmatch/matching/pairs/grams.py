"""Texts of a catalogue as sparse matrices: the likeness of one text to every position is one matrix product."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from jobmatch.matching.rounding import in_tenths_of_a_percent
from jobmatch.matching.texts import TextVector

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Grams:
    """Vectors of a catalogue's texts. ``exact`` gives what ``texts.likeness`` gives; ``weighted`` counts rare grams
    more (inverse document frequency over the catalogue)."""

    def __init__(self, vectors: Sequence[TextVector]) -> None:
        self.vectors = vectors
        self.columns: dict[str, int] = {}
        for one in vectors:
            for gram in one.weights:
                self.columns.setdefault(gram, len(self.columns))
        self.rows = self.matrix(vectors)
        seen_in = np.bincount(self.rows.indices, minlength=len(self.columns))
        self.rarity = np.log1p(len(vectors) / (1.0 + seen_in))
        self.rare_rows = _unit(self.rows.multiply(self.rarity[None, :]).tocsr())
        self.rare_columns = self.rare_rows.T.tocsr()
        self.gram_rows = self.rows.T.tocsr()

    def matrix(self, vectors: Iterable[TextVector]) -> csr_matrix:
        """Return vectors as rows over the catalogue's grams; a gram that no position has cannot be shared."""
        data, indices, starts = [], [], [0]
        for one in vectors:
            for gram, weight in one.weights.items():
                column = self.columns.get(gram)
                if column is not None:
                    indices.append(column)
                    data.append(weight)
            starts.append(len(indices))
        shape = (len(starts) - 1, len(self.columns))
        return csr_matrix((np.array(data, dtype=np.float64), np.array(indices, dtype=np.int32), starts), shape=shape)

    def exact(self, text: TextVector) -> Floats:
        """Return the likeness of ``text`` to each position in percent to one decimal, as ``likeness`` returns it."""
        shared = _dense(self.matrix([text]) @ self.gram_rows)[0]
        return np.asarray(np.floor(in_tenths_of_a_percent(np.minimum(shared, 1.0))) / 10)

    def nearest(self, texts: Sequence[TextVector]) -> Floats:
        """Return each position's likeness to the nearest of ``texts``; NaN where they have nothing in common."""
        best = np.zeros(len(self.vectors))
        for text in texts:
            np.maximum(best, self.exact(text), out=best)
        return np.where(best > 0, best, np.nan)

    def weighted(self, texts: Sequence[TextVector]) -> Floats:
        """Return the likeness (0 to 1) of each of ``texts`` to each position, rare grams counting more: (texts, n)."""
        rare = _unit(self.matrix(texts).multiply(self.rarity[None, :]).tocsr())
        return _dense(rare @ self.rare_columns)

    def alike(self, places: Whole) -> Floats:
        """Return the weighted likeness (0 to 1) of the texts at ``places`` to every position: (places, n)."""
        return _dense(self.rare_rows[places] @ self.rare_columns)


def _unit(rows: csr_matrix) -> csr_matrix:
    """Return rows of length 1; empty rows stay empty."""
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return csr_matrix(rows.multiply(scale[:, None]))


def _dense(product: csr_matrix) -> Floats:
    return np.asarray(product.toarray(), dtype=np.float64)
