"""A question: at this instant, which positions will this seeker turn to? Read from a split file, or made by folds."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from json import JSONDecoder
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from jobmatch.matching import dataset_fields as fields
from jobmatch.matching.dataset import read_json
from jobmatch.matching.dataset_fields import DatasetError, Reader, Spot
from jobmatch.matching.pairs.catalogue import Catalogue
from jobmatch.matching.pairs.grams import Whole
from jobmatch.matching.pairs.timeline import Timeline

_TEST: Mapping[str, tuple[str, Reader]] = {
    "seeker": ("seeker", fields.text),
    "at": ("at", fields.instant),
    "relevant": ("relevant", fields.texts),
    "candidates": ("candidates", fields.texts),
}
_REQUIRED = ("seeker", "at", "relevant")
_TESTS_BEGIN = re.compile(r'"test"\s*:\s*\[')


@dataclass(frozen=True, slots=True)
class Question:
    """Seeker and positions by their rows; ``candidates`` None = every position."""

    seeker: int
    at: datetime
    relevant: Whole
    candidates: Whole | None = None


def read_split(file: Path, seekers: Mapping[str, int], catalogue: Catalogue) -> list[Question]:
    """Read ``{"test": [{seeker, at, relevant, candidates?}]}``. Raises ``DatasetError`` naming line and field."""
    try:
        raw = file.read_bytes()
    except OSError:
        raise DatasetError("dataset_no_file", file=file.name, folder=str(file.parent)) from None
    whole = Spot(file.name, 1, "test")
    found = read_json(raw, whole)
    tests = found.get("test") if isinstance(found, dict) else None
    if not isinstance(tests, list) or set(found) != {"test"}:
        raise whole.error("split_wrong_shape")
    if not tests:
        raise whole.error("split_empty")
    lines = _lines_of_tests(raw.decode("utf-8-sig"), len(tests))
    spots = (Spot(file.name, line, f"test[{place}]") for place, line in enumerate(lines))
    return [_question(test, spot, seekers, catalogue) for test, spot in zip(tests, spots, strict=True)]


def fold_questions(timeline: Timeline, folds: int, seed: int) -> list[list[Question]]:
    """Ask of each seeker what they turned to last, knowing all before; seekers are dealt out to ``folds`` at random.

    With fewer seekers than folds there are fewer folds. A seeker who only declined is asked nothing.
    """
    asked = [question for seeker in sorted(timeline.of_seeker) if (question := _last(timeline, seeker))]
    order = np.random.default_rng(seed).permutation(len(asked))
    dealt = [[asked[place] for place in sorted(order[fold::folds])] for fold in range(folds)]
    return [fold for fold in dealt if fold]


def moments(timeline: Timeline, seeker: int) -> Iterator[Question]:
    """Yield a question for each instant at which the seeker turned to something new, the oldest first."""
    rows = timeline.of_seeker.get(seeker, np.array([], dtype=np.int64))
    met: set[int] = set()
    for at in dict.fromkeys(timeline.at[rows].tolist()):
        now = rows[timeline.at[rows] == at]
        new = {int(timeline.position[row]) for row in now if not timeline.declined[row]} - met
        met.update(timeline.position[now].tolist())
        if new:
            yield Question(seeker, datetime.fromtimestamp(at, UTC), np.array(sorted(new)))


def _last(timeline: Timeline, seeker: int) -> Question | None:
    return max(moments(timeline, seeker), key=lambda question: question.at, default=None)


def _question(raw: Any, spot: Spot, seekers: Mapping[str, int], catalogue: Catalogue) -> Question:
    facts = fields.read_fields(raw, _TEST, spot)
    for key in _REQUIRED:
        if key not in facts:
            raise spot.inside(f".{key}").error("dataset_missing_key")
    if facts["seeker"] not in seekers:
        _unknown(spot.inside(".seeker"), facts["seeker"])
    relevant = _rows(facts["relevant"], spot.inside(".relevant"), catalogue)
    among = facts.get("candidates")
    candidates = None if among is None else _rows(among, spot.inside(".candidates"), catalogue)
    return Question(seekers[facts["seeker"]], facts["at"], relevant, candidates)


def _rows(ids: Sequence[str], spot: Spot, catalogue: Catalogue) -> Whole:
    for key in ids:
        if key not in catalogue.number:
            _unknown(spot, key)
    return np.array(sorted({catalogue.number[key] for key in ids}), dtype=np.int64)


def _unknown(spot: Spot, key: str) -> NoReturn:
    raise spot.error("dataset_unknown_id", word=key)


def _lines_of_tests(text: str, count: int) -> list[int]:
    """Return the line on which each test begins; the text is known to be a good JSON object with one key."""
    begin = _TESTS_BEGIN.search(text)
    decoder, lines = JSONDecoder(), []
    place = begin.end() if begin else 0
    for _ in range(count):
        place += len(text[place:]) - len(text[place:].lstrip(" \t\r\n,"))
        lines.append(text.count("\n", 0, place) + 1)
        _, place = decoder.raw_decode(text, place)
    return lines


def seekers_of(questions: Collection[Question]) -> set[int]:
    """Return the seekers who are asked about."""
    return {question.seeker for question in questions}
