"""Finds the files of a place: what the product brings, and over it what a federation has confirmed for itself."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from jobmatch.law.reading import in_order, read_values
from jobmatch.law.values import LawBook, LegalValue, chain_of


@cache
def book(jurisdiction: str, own: Path | None = None) -> LawBook:
    """Return the law of ``jurisdiction`` (an administrative code), read once. Raises ``LawFileError``.

    ``own`` is a folder of the installation, laid out like ``places/``: a key that it has for a place takes the place
    of every period that the product brings for that key and place, so a confirmed value needs no new release.
    """
    chain = chain_of(jurisdiction)
    confirmed = _read(own, chain) if own is not None else []
    replaced = {(one.place, one.key) for one in confirmed}
    kept = [one for one in _brought(chain) if (one.place, one.key) not in replaced]
    return LawBook(chain, in_order([*kept, *confirmed]))


@cache
def _brought(chain: tuple[str, ...]) -> tuple[LegalValue, ...]:
    """Return what the product brings: read once, however many folders of their own there are beside it."""
    return tuple(_read(files("jobmatch.law").joinpath("places"), chain))


def _read(folder: object, chain: tuple[str, ...]) -> list[LegalValue]:
    return [one for place in chain for file, text in _texts(folder, place) for one in read_values(place, file, text)]


def _texts(folder: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file of a place, in the order of their names; a place may have none."""
    there = Path(str(folder)) / place
    if there.is_dir():
        for file in sorted(there.glob("*.yaml")):
            yield f"{place}/{file.name}", file.read_text(encoding="utf-8")
