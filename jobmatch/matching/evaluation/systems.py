"""The systems that answer questions: chance, popularity, likeness of texts, the base score, and what is learned.

Each learns from the same lists and looks at the same columns. An excluded position stands below all others, whatever a
system makes of it: no system serves without the rules.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np

from jobmatch.matching.evaluation.bm25 import Bm25
from jobmatch.matching.evaluation.peers import PEERS
from jobmatch.matching.pairs.columns import Described, Describer
from jobmatch.matching.pairs.grams import Floats
from jobmatch.matching.ranker.estimator import ListRanker
from jobmatch.matching.ranker.plan import arguments
from jobmatch.matching.ranker.sampling import Lists
from jobmatch.wording import SentenceError

OURS = ("random", "popularity", "text", "base", "learned")
ALL = (*OURS, *PEERS)
FEWEST_LISTS = 2


class UntrainableError(SentenceError):
    """A system that cannot be trained on what there is; the sentence says why."""


class System(Protocol):
    """Scores every position for a described question; higher is better."""

    def __call__(self, seeker: int, described: Described) -> Floats: ...


def make(name: str, describer: Describer, lists: Lists, seed: int) -> System:
    """Make, and where it learns train, a system. Raises ``UntrainableError``."""
    return _MAKERS[name](describer, lists, seed)


def train(lists: Lists, seed: int, **changes: Any) -> ListRanker:
    """Train the ranker on lists. Raises ``UntrainableError`` where there is nothing to tell apart."""
    check_trainable(lists)
    ranker = ListRanker(**{**arguments(), "random_state": seed, **changes})
    return ranker.fit(lists.block, lists.grades, lists.list_numbers, lists.weights)


def check_trainable(lists: Lists) -> None:
    """Raise ``UntrainableError`` unless there are lists in which something was wanted and something was not."""
    if len(lists.seekers) < FEWEST_LISTS:
        raise UntrainableError("match_too_few_lists", lists=len(lists.seekers), needed=FEWEST_LISTS)


def _random(describer: Describer, _lists: Lists, seed: int) -> System:
    generator = np.random.default_rng(seed)
    return lambda _seeker, _described: generator.random(len(describer.catalogue))


def _popularity(_describer: Describer, _lists: Lists, _seed: int) -> System:
    """What others turned to within the last week; of equals what they turned to ever."""
    return lambda _seeker, described: described.columns["sought_7d"] + described.columns["sought_ever"] / 1e3


def _text(describer: Describer, _lists: Lists, _seed: int) -> System:
    """BM25 of all that the seeker told, and of the titles they turned to before, to each position's text."""
    index = Bm25(describer.catalogue.texts)
    titles = [side.title for side in describer.catalogue.sides]

    def score(seeker: int, described: Described) -> Floats:
        side = describer.side(seeker)
        told = [side.skills, *(vector for _, vector in side.wishes)]
        return index.score([*told, *(titles[place] for place in described.known.own)])

    return score


def _base(_describer: Describer, _lists: Lists, _seed: int) -> System:
    return lambda _seeker, described: described.columns["base"]


def _learned(_describer: Describer, lists: Lists, seed: int) -> System:
    ranker = train(lists, seed)
    return lambda _seeker, described: ranker.predict(described.block())


def _peer(name: str) -> Callable[[Describer, Lists, int], System]:
    def learn(_describer: Describer, lists: Lists, seed: int) -> System:
        check_trainable(lists)
        model = PEERS[name](lists, seed)
        return lambda _seeker, described: np.asarray(model(described.block()), dtype=np.float64)

    return learn


_MAKERS: Mapping[str, Callable[[Describer, Lists, int], System]] = {
    "random": _random,
    "popularity": _popularity,
    "text": _text,
    "base": _base,
    "learned": _learned,
    **{name: _peer(name) for name in PEERS},
}
