"""What matching may know of a seeker and of a position: plain frozen values, nothing read from a register.

Neither holds kind, grade, certificate, sex or age. ``born_on`` is there for the legal minimum age and nothing else.
An absent fact is an unknown fact. Money is 分 a month, distance kilometres, hours are a week's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from jobmatch.law.values import LawBook
from jobmatch.law.working import working_age


@dataclass(frozen=True, slots=True)
class Day:
    """The day on which pairs are judged, and the age from which the law lets somebody work on it.

    ``on`` None: no date is judged, and no age.
    """

    on: date | None
    working_age: int

    @classmethod
    def under(cls, law: LawBook, on: date | None) -> Self:
        """Return the day ``on`` as ``law`` sees it."""
        return cls(on, working_age(law.at(on)) if on is not None else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastJob:
    """A job that the seeker had."""

    title: str = ""
    text: str = ""
    place: str | None = None
    began_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekerFacts:
    """A seeker in the words of the closed vocabulary.

    ``functions`` maps a function to can, cannot or unknown (absent = unknown). ``licences`` None = not asked, so a
    missing one is not known to be missing.
    """

    id: str
    text: str = ""
    wanted: tuple[str, ...] = ()
    wanted_codes: tuple[str, ...] = ()
    history: tuple[PastJob, ...] = ()
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    education: str | None = None
    wage_floor_fen: int | None = None
    functions: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    refusals: frozenset[str] = frozenset()
    licences: frozenset[str] | None = None
    distance_km: float | None = None
    hours_week: float | None = None
    born_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionFacts:
    """A position in the words of the closed vocabulary.

    ``demands`` maps a function to needed, not_needed or unknown (absent = unknown); ``conditions`` maps a refusal word
    to yes, no or unknown (absent = unknown); ``seats_left`` None = not counted.
    """

    id: str
    title: str = ""
    text: str = ""
    employer: str = ""
    industry: str = ""
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    posted_on: date | None = None
    wage_min_fen: int | None = None
    wage_max_fen: int | None = None
    education: str | None = None
    demands: Mapping[str, str] = field(default_factory=dict)
    offers: frozenset[str] = frozenset()
    conditions: Mapping[str, str] = field(default_factory=dict)
    licences: frozenset[str] = frozenset()
    hours_week: float | None = None
    occupation_code: str | None = None
    is_open: bool = True
    seats_left: int | None = None
    closes_on: date | None = None
