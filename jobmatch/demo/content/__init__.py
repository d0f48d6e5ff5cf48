"""What the invented district is made of, read from the YAML files beside this one. Words are checked when building."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, kw_only=True)
class PositionTemplate:
    """A position before it has an employer. Wages are yuan a month, hours a week's; each text becomes one position."""

    key: str
    sector: str
    code: str
    title: str
    wage: tuple[int, int]
    hours: int
    education: str
    needed: tuple[str, ...]
    not_needed: tuple[str, ...]
    offers: tuple[str, ...]
    conditions: Mapping[str, str]
    texts: tuple[str, ...]
    licences: tuple[str, ...] = ()
    seats: int = 0


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What somebody can and cannot do, and what helps them; shared by several kinds of certificate."""

    key: str
    kinds: Mapping[int, int]
    grades: tuple[int, ...]
    cannot: tuple[str, ...]
    maybe: Mapping[str, float]
    needs: tuple[str, ...]
    maybe_needs: Mapping[str, float]
    refuses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Saying:
    """How somebody puts their wish. ``only_with``: it takes one of these, as a function they cannot or a need."""

    say: str
    only_with: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Life:
    """A working life: what it was, what is wanted next, and how it is told."""

    key: str
    uses: tuple[str, ...]
    wanted: tuple[tuple[str, str], ...]
    history: tuple[tuple[str, str, int], ...]
    education: tuple[str, ...]
    wage: tuple[int, int]
    sayings: tuple[Saying, ...]
    ages: tuple[int, int] = (18, 59)
    licences: tuple[str, ...] = ()
    lives_with: frozenset[str] = frozenset()
    never_refuses: frozenset[str] = field(default_factory=frozenset)


@cache
def read(name: str) -> Any:
    """Return the content of one YAML file beside this module."""
    return yaml.safe_load(files("jobmatch.demo.content").joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def position_templates() -> tuple[PositionTemplate, ...]:
    """List the position templates, ordered by file and place in it."""
    return tuple(PositionTemplate(**_tuples(entry)) for entry in _entries("positions"))


@cache
def profiles() -> tuple[Profile, ...]:
    """List the profiles in their order."""
    return tuple(Profile(key=key, **_tuples(entry)) for key, entry in read("profiles").items())


@cache
def lives() -> tuple[Life, ...]:
    """List the lives, ordered by file and place in it."""
    return tuple(_life(entry) for entry in _entries("lives"))


def _life(entry: Mapping[str, Any]) -> Life:
    values = {key: value for key, value in entry.items() if key != "texts"}
    for key in ("lives_with", "never_refuses"):
        values[key] = frozenset(values.get(key, ()))
    for key in ("wanted", "history"):
        values[key] = tuple(tuple(item) for item in values[key])
    return Life(**_tuples(values), sayings=tuple(_saying(text) for text in entry["texts"]))


def _saying(text: str | Mapping[str, Any]) -> Saying:
    if isinstance(text, str):
        return Saying(say=text)
    return Saying(say=text["say"], only_with=frozenset(text["if"]))


def _entries(folder: str) -> Iterator[Mapping[str, Any]]:
    place = files("jobmatch.demo.content").joinpath(folder)
    for file in sorted(place.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            yield from yaml.safe_load(file.read_text(encoding="utf-8"))


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
