"""The two sides of a pair made ready once, so that each pair only compares: text vectors, sorted words, known ranks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jobmatch.matching.facts import PositionFacts, SeekerFacts
from jobmatch.matching.places import levels
from jobmatch.matching.rules.licences import plain_licences
from jobmatch.matching.texts import NOTHING, TextSettings, TextVector, vector
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS, REFUSALS, education_rank


@dataclass(frozen=True, slots=True)
class SeekerSide:
    """A seeker made ready. Tuples of words keep the vocabulary's order."""

    facts: SeekerFacts
    cannot: tuple[str, ...]
    needs: tuple[str, ...]
    refusals: tuple[str, ...]
    wishes: tuple[tuple[str, TextVector], ...]
    past_titles: tuple[tuple[str, TextVector], ...]
    skills: TextVector
    place: tuple[str, ...]
    past_places: tuple[tuple[str, tuple[str, ...]], ...]
    schooling: int | None
    licences: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class PositionSide:
    """A position made ready."""

    facts: PositionFacts
    needed: tuple[str, ...]
    title: TextVector
    all_text: TextVector
    place: tuple[str, ...]
    schooling: int | None
    licences: dict[str, str]
    days_open: int | None


def seeker_side(facts: SeekerFacts, settings: TextSettings) -> SeekerSide:
    """Make a seeker ready to be compared with many positions."""
    skills = " ".join([facts.text, *(f"{job.title} {job.text}" for job in facts.history)])
    places = dict.fromkeys(job.place for job in facts.history if job.place)
    return SeekerSide(
        facts=facts,
        cannot=tuple(word for word in FUNCTIONS if facts.functions.get(word) == "cannot"),
        needs=tuple(word for word in ACCOMMODATIONS if word in facts.needs),
        refusals=tuple(word for word in REFUSALS if word in facts.refusals),
        wishes=_vectors(facts.wanted, settings),
        past_titles=_vectors((job.title for job in facts.history), settings),
        skills=vector(skills, settings) if skills.strip() else NOTHING,
        place=levels(facts.place),
        past_places=tuple((place, levels(place)) for place in places),
        schooling=education_rank(facts.education),
        licences=None if facts.licences is None else frozenset(plain_licences(facts.licences)),
    )


def position_side(facts: PositionFacts, settings: TextSettings, on: date | None) -> PositionSide:
    """Make a position ready to be compared with many seekers. Days count to ``on``; without it they are unknown."""
    title = vector(facts.title, settings)
    more = f"{facts.text} {facts.industry}"
    return PositionSide(
        facts=facts,
        needed=tuple(word for word in FUNCTIONS if facts.demands.get(word) == "needed") if facts.demands else (),
        title=title,
        all_text=vector(f"{facts.title} {more}", settings) if more.strip() else title,
        place=levels(facts.place),
        schooling=education_rank(facts.education),
        licences=plain_licences(facts.licences) if facts.licences else {},
        days_open=None if on is None or facts.posted_on is None else max((on - facts.posted_on).days, 0),
    )


def _vectors(texts: Iterable[str], settings: TextSettings) -> tuple[tuple[str, TextVector], ...]:
    return tuple((text, vector(text, settings)) for text in dict.fromkeys(texts) if text.strip())
