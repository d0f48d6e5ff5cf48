"""Makes a coder out of coded titles and spellings: kernel ridge regression, and a conditional logit on top.

The regression's scores for its own titles are those that it would have given without them (the closed form of leaving
one out), so that the logit learns from honest figures and its probabilities are calibrated.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from jobmatch.matching.coding.evidence import Library, evidence, kernel_of, kernel_row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

RIDGE = 1.0
SMALLEST_DUAL = 0.005
"""Dual coefficients nearer to 0 are left out of the file; what that costs is in the benchmark."""

SHRINKAGE = 5.0
STEPS, NEAR_ENOUGH = 50, 1e-6


class Trained(NamedTuple):
    """What is learned: the regression's dual coefficients as (document, code, value) sorted by code, and the logit's
    weights with the means and spreads of the figures."""

    documents: "NDArray[np.intp]"
    codes: "NDArray[np.intp]"
    values: "Floats"
    means: "NDArray[np.float64]"
    spreads: "NDArray[np.float64]"
    weights: "NDArray[np.float64]"


def train(library: Library) -> Trained:
    """Learn from a library's own titles and spellings."""
    import numpy as np

    rows = np.stack([kernel_row(library, title) for title in (*library.titles, *library.spellings)])
    dual, left_out = ridge(rows, library)
    figures, chosen, queries = _figures(library, rows, left_out)
    means, spreads = figures.mean(0), figures.std(0) + 1e-6
    weights = conditional_logit((figures - means) / spreads, queries, chosen)
    documents, codes = np.nonzero(np.abs(dual) >= SMALLEST_DUAL)
    order = np.lexsort((documents, codes))
    documents, codes = documents[order], codes[order]
    return Trained(documents, codes, dual[documents, codes].astype(np.float32), means, spreads, weights)


def ridge(rows: "Floats", library: Library) -> tuple[Any, Any]:
    """Solve kernel ridge regression of one-hot codes. Returns the dual coefficients (documents, codes), and for each
    title the scores (titles, codes) that it gets from a regression without it."""
    import numpy as np

    own = np.array([*library.title_codes, *library.spelling_codes])
    titles, size = len(library.titles), len(library.codes)
    kernel = kernel_of(rows)
    kernel[np.diag_indices_from(kernel)] += np.float32(RIDGE)
    inverse = np.linalg.inv(kernel)
    dual = np.zeros((len(own), size), np.float32)
    for code in np.unique(own):
        dual[:, code] = inverse[:, own == code].sum(1)
    left_out = -dual[:titles] / np.diag(inverse)[:titles, None]
    left_out[np.arange(titles), own[:titles]] += 1
    return dual, left_out


def _figures(library: Library, rows: "Floats", left_out: "Floats") -> tuple[Any, Any, Any]:
    """Return the figures of all titles below each other, which of them belong to the title's own code, and of which
    title each is. Titles whose own code is not among those considered teach nothing and are left out."""
    import numpy as np

    figures: list[Any] = []
    chosen: list[Any] = []
    queries: list[Any] = []
    for place, (title, code) in enumerate(zip(library.titles, library.title_codes, strict=True)):
        row, often = rows[place].copy(), library.often.copy()
        row[place] = 0
        often[code] -= 1
        at, found = evidence(library, title, row, left_out[place], often)
        if code in at:
            figures.append(found)
            chosen.append(at == code)
            queries.append(np.full(at.size, len(queries)))
    return np.concatenate(figures).astype(np.float64), np.concatenate(chosen), np.concatenate(queries)


def conditional_logit(figures: Any, queries: Any, chosen: Any) -> "NDArray[np.float64]":
    """Maximise Σ ln p(chosen | its query), p a softmax of weighted figures within a query, less ``SHRINKAGE``/2 · |w|²
    (McFadden 1974), by Newton's method."""
    import numpy as np

    starts = np.flatnonzero(np.r_[True, queries[1:] != queries[:-1]])

    def judged(weights: Any) -> tuple[float, Any]:
        scores = figures @ weights
        scores -= np.maximum.reduceat(scores, starts)[queries]
        likely = np.exp(scores)
        sums = np.add.reduceat(likely, starts)
        return scores[chosen].sum() - np.log(sums).sum() - SHRINKAGE / 2 * weights @ weights, likely / sums[queries]

    weights = np.zeros(figures.shape[1])
    good, likely = judged(weights)
    for _step in range(STEPS):
        expected = np.add.reduceat(figures * likely[:, None], starts)
        gradient = figures.T @ (chosen - likely) - SHRINKAGE * weights
        curvature = (figures * likely[:, None]).T @ figures - expected.T @ expected
        change = np.linalg.solve(curvature + SHRINKAGE * np.eye(weights.size), gradient)
        better, then_likely = judged(weights + change)
        while better < good and np.abs(change).max() > NEAR_ENOUGH:
            change /= 2
            better, then_likely = judged(weights + change)
        if better < good:
            break
        weights, good, likely = weights + change, better, then_likely
        if np.abs(change).max() < NEAR_ENOUGH:
            break
    return weights
