"""The coder's files under ``models/occupations``: coded titles as text that people can read, what is learned as npz."""

import csv
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jobmatch.config import project_root
from jobmatch.employers.occupations import Occupation, list_occupations
from jobmatch.matching.coding.coder import Coder
from jobmatch.matching.coding.evidence import Library
from jobmatch.matching.coding.titles import plain
from jobmatch.matching.coding.training import Trained

LEARNED = "coder.npz"
TITLES, EVERYDAY = "titles.csv", "everyday.csv"


class CodedTitle(NamedTuple):
    """A title with the code that somebody gave it."""

    title: str
    code: str


class CoderError(ValueError):
    """The coder's files do not belong together, with the reason in one sentence."""


def folder() -> Path:
    """Return where the coder's files are."""
    return project_root() / "models" / "occupations"


def read_titles(path: Path) -> list[CodedTitle]:
    """Read a file of coded titles, columns ``code`` and ``title``."""
    with path.open(encoding="utf-8", newline="") as file:
        return [CodedTitle(row["title"], row["code"]) for row in csv.DictReader(file)]


def make_library(
    titles: Iterable[CodedTitle],
    everyday: Iterable[CodedTitle] = (),
    occupations: Iterable[Occupation] | None = None,
) -> Library:
    """Sort coded titles, and the names and aliases of the classification, by code. ``everyday`` titles are both: coded
    titles, and spellings that are taken at their word. ``occupations``: those alone, instead of all."""
    known = sorted(occupations or list_occupations(), key=lambda one: one.code)
    places = {one.code: place for place, one in enumerate(known)}
    looked_at = list(everyday)
    coded = sorted({(places[one.code], one.title) for one in (*titles, *looked_at)})
    spelled = [(place, word) for place, one in enumerate(known) for word in dict.fromkeys((one.name, *one.aliases))]
    return Library(
        codes=tuple(places),
        titles=tuple(title for _place, title in coded),
        title_codes=tuple(place for place, _title in coded),
        spellings=tuple(word for _place, word in spelled),
        spelling_codes=tuple(place for place, _word in spelled),
        everyday={plain(one.title): places[one.code] for one in looked_at},
    )


def shipped_library() -> Library:
    """Return the library of the titles that come with the product."""
    return make_library(read_titles(folder() / TITLES), read_titles(folder() / EVERYDAY))


def fingerprint(library: Library) -> str:
    """Return a digest of all that the coefficients of a coder stand for, in order."""
    digest = hashlib.sha256()
    for part in (library.codes, library.titles, library.title_codes, library.spellings, library.spelling_codes):
        digest.update("\n".join(map(str, part)).encode() + b"\0")
    return digest.hexdigest()


def save(path: Path, library: Library, trained: Trained) -> None:
    """Write what was learned from ``library``; coefficients in half precision, places as small whole numbers."""
    import numpy as np

    with path.open("wb") as file:
        np.savez_compressed(
            file,
            made_of=np.array(fingerprint(library)),
            documents=trained.documents.astype(np.uint16),
            codes=trained.codes.astype(np.uint16),
            values=trained.values.astype(np.float16),
            means=trained.means,
            spreads=trained.spreads,
            weights=trained.weights,
        )


def load(path: Path, library: Library) -> Trained:
    """Read what was learned from ``library``. Raises ``CoderError`` where the file is of another one, or damaged."""
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as kept:
            made_of = str(kept["made_of"])
            trained = Trained(
                kept["documents"].astype(np.intp),
                kept["codes"].astype(np.intp),
                kept["values"].astype(np.float32),
                kept["means"],
                kept["spreads"],
                kept["weights"],
            )
    except (OSError, KeyError, ValueError) as error:
        raise CoderError(f"{path.name} cannot be read. Run: python scripts/build_occupation_coder.py") from error
    if made_of != fingerprint(library):
        raise CoderError(f"{path.name} was made from other titles. Run: python scripts/build_occupation_coder.py")
    return trained


@cache
def shipped_coder() -> Coder:
    """Return the coder that comes with the product; loaded at the first title, once a process."""
    library = shipped_library()
    return Coder(library, load(folder() / LEARNED, library))
