"""The two sides of a pair made ready once, so that each pair only compares: text vectors, sorted words, known ranks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jobmatch.matching.facts import PositionFacts, SeekerFacts
from jobmatch.matching.places import levels
from jobmatch.matching.rules.licences import plain_licences
from jobmatch.matching.texts import NOTHING, TextSettings, TextVector, vector
from jobmatch.matching.words_as_bits import bits_of, words_in
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS, REFUSALS, cleared_by, education_rank

_CLEARED_BY = tuple(bits_of(cleared_by(function), ACCOMMODATIONS) for function in FUNCTIONS)


@dataclass(frozen=True, slots=True)
class SeekerSide:
    """A seeker made ready. Tuples of words keep the vocabulary's order; ``…_bits`` are sets of them as bits."""

    facts: SeekerFacts
    can_bits: int
    cannot_bits: int
    needs_bits: int
    refusals_bits: int
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
    """A position made ready.

    As bits: the functions that are ``needed``, those that some offer has ``cleared``, those of which it is ``said``
    whether they are needed; what is ``offered``; the conditions that are ``imposed`` and those that are ``denied``.
    """

    facts: PositionFacts
    needed_bits: int
    cleared_bits: int
    said_bits: int
    offers_bits: int
    imposed_bits: int
    denied_bits: int
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
        can_bits=_saying(facts.functions, FUNCTIONS, "can"),
        cannot_bits=_saying(facts.functions, FUNCTIONS, "cannot"),
        needs_bits=bits_of(facts.needs, ACCOMMODATIONS),
        refusals_bits=bits_of(facts.refusals, REFUSALS),
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
    needed = _saying(facts.demands, FUNCTIONS, "needed")
    offers = bits_of(facts.offers, ACCOMMODATIONS)
    return PositionSide(
        facts=facts,
        needed_bits=needed,
        cleared_bits=sum(1 << place for place, ways in enumerate(_CLEARED_BY) if ways & offers),
        said_bits=needed | _saying(facts.demands, FUNCTIONS, "not_needed"),
        offers_bits=offers,
        imposed_bits=_saying(facts.conditions, REFUSALS, "yes"),
        denied_bits=_saying(facts.conditions, REFUSALS, "no"),
        needed=words_in(needed, FUNCTIONS),
        title=title,
        all_text=vector(f"{facts.title} {more}", settings) if more.strip() else title,
        place=levels(facts.place),
        schooling=education_rank(facts.education),
        licences=plain_licences(facts.licences) if facts.licences else {},
        days_open=None if on is None or facts.posted_on is None else max((on - facts.posted_on).days, 0),
    )


def _saying(answers: Mapping[str, str], vocabulary: tuple[str, ...], answer: str) -> int:
    return bits_of([word for word, said in answers.items() if said == answer], vocabulary)


def _vectors(texts: Iterable[str], settings: TextSettings) -> tuple[tuple[str, TextVector], ...]:
    return tuple((text, vector(text, settings)) for text in dict.fromkeys(texts) if text.strip())
