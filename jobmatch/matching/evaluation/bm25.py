"""BM25 over a catalogue's texts: the plain text search that a ranker has to beat."""

from collections.abc import Iterable

import numpy as np

from jobmatch.matching.pairs.grams import Floats, Grams
from jobmatch.matching.texts import TextVector

SATURATION, LENGTH_SHARE = 1.2, 0.75
"""Robertson's k1 and b at their usual values."""


class Bm25:
    """An index; a gram counts once however often it is repeated, as everywhere in matching."""

    def __init__(self, grams: Grams) -> None:
        self.grams = grams
        present = grams.gram_rows.copy()
        present.data[:] = 1.0
        count = len(grams.vectors)
        lengths = np.asarray(present.sum(axis=0)).ravel()
        usual = lengths.mean() if count and lengths.any() else 1.0
        damped = (SATURATION + 1.0) / (1.0 + SATURATION * (1.0 - LENGTH_SHARE + LENGTH_SHARE * lengths / usual))
        seen_in = np.asarray(present.sum(axis=1)).ravel()
        rarity = np.log1p((count - seen_in + 0.5) / (seen_in + 0.5))
        self.weights = present.multiply(rarity[:, None]).multiply(damped[None, :]).tocsr()

    def score(self, texts: Iterable[TextVector]) -> Floats:
        """Return each position's score for the grams of ``texts`` together."""
        asked = {self.grams.columns[gram] for text in texts for gram in text.weights if gram in self.grams.columns}
        if not asked:
            return np.zeros(len(self.grams.vectors))
        return np.asarray(self.weights[sorted(asked)].sum(axis=0)).ravel()
