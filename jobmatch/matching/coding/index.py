"""An inverted index of grams on numpy: how near a title is to each of some thousand short texts, in well under 1 ms."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import TYPE_CHECKING

from jobmatch.matching.coding.titles import core, folded, grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

AROUND_WEIGHT = 0.4
"""What a gram weighs that stands only outside the core of a title, against 1 within it."""

SATURATION, LENGTH_SHARE = 1.2, 0.75
"""The usual two settings of BM25: how fast repetition stops counting, how far long texts are marked down."""


def weighed(title: str) -> dict[str, float]:
    """Return the grams of a title: 1 + ln(count) in its core, less around it."""
    around, within = Counter(grams(folded(title))), Counter(grams(core(title)))
    weights = {gram: AROUND_WEIGHT * (1 + log(count)) for gram, count in around.items()}
    return weights | {gram: 1 + log(count) for gram, count in within.items()}


class Index:
    """Postings of grams: for each gram the documents that hold it, with a weight.

    ``row(query)`` is the sum over the query's grams of query weight × document weight, for every document.
    """

    def __init__(self, documents: Sequence[Mapping[str, float]]) -> None:
        """Index ``documents``, each given as gram → weight."""
        import numpy as np

        self.size = len(documents)
        self.places: dict[str, int] = {}
        for document in documents:
            for gram in document:
                self.places.setdefault(gram, len(self.places))
        gram_of = np.array([self.places[gram] for one in documents for gram in one], dtype=np.intp)
        order = np.argsort(gram_of, kind="stable")
        self.documents = np.repeat(np.arange(self.size), [len(one) for one in documents])[order]
        self.weights = np.array([weight for one in documents for weight in one.values()])[order]
        counts = np.bincount(gram_of, minlength=len(self.places))
        self.starts = np.concatenate([[0], np.cumsum(counts)]).tolist()

    def row(self, query: Mapping[str, float]) -> "Floats":
        """Return the nearness of every document to ``query`` (gram → weight), float32 of shape (documents,)."""
        import numpy as np

        at, said = [], []
        for gram, weight in query.items():
            place = self.places.get(gram)
            if place is not None:
                start, end = self.starts[place], self.starts[place + 1]
                at.append(self.documents[start:end])
                said.append(self.weights[start:end] * weight)
        if not at:
            return np.zeros(self.size, np.float32)
        return np.bincount(np.concatenate(at), np.concatenate(said), self.size).astype(np.float32)


class Cosine:
    """Cosine likeness of grams weighed by rarity (inverse document frequency), 0 to 1."""

    def __init__(self, texts: Sequence[Mapping[str, float]]) -> None:
        """Index ``texts``, each given as gram → weight before rarity counts."""
        frequency = Counter(gram for text in texts for gram in text)
        self.rarity = {gram: log((1 + len(texts)) / (1 + count)) + 1 for gram, count in frequency.items()}
        self.index = Index([self._unit(text) for text in texts])

    def row(self, text: Mapping[str, float]) -> "Floats":
        """Return the likeness of ``text`` to every text, float32."""
        return self.index.row(self._unit(text))

    def _unit(self, text: Mapping[str, float]) -> dict[str, float]:
        known = {gram: weight * self.rarity[gram] for gram, weight in text.items() if gram in self.rarity}
        length = sum(weight * weight for weight in known.values()) ** 0.5
        return {gram: weight / length for gram, weight in known.items()}


class BM25:
    """BM25 of the grams of a query in short texts (Robertson and Zaragoza, 2009)."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index ``texts`` (folded)."""
        counts = [Counter(grams(text)) for text in texts]
        frequency = Counter(gram for count in counts for gram in count)
        lengths = [count.total() for count in counts]
        mean = sum(lengths) / max(len(lengths), 1)
        rarity = {gram: log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for gram, n in frequency.items()}

        def document(count: Counter[str], length: int) -> dict[str, float]:
            norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / mean)
            return {gram: rarity[gram] * n * (SATURATION + 1) / (n + norm) for gram, n in count.items()}

        self.index = Index([document(count, length) for count, length in zip(counts, lengths, strict=True)])

    def row(self, text: str) -> "Floats":
        """Return the score of every text for the folded ``text``, float32; repetition in the query does not count."""
        return self.index.row(dict.fromkeys(grams(text), 1.0))
