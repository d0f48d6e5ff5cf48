"""Suggestions for one seeker over many positions, and the other way round. Facts in, decisions out; no database.

An excluded pair is never scored. Order: score, highest first; equal scores by id.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nsmallest
from typing import Any

from jobmatch.matching.base import Table
from jobmatch.matching.decisions import Excluded, Exclusion, Part, Reason, Suggestion, Suggestions, Value
from jobmatch.matching.facts import Day, PositionFacts, SeekerFacts
from jobmatch.matching.remarks import cautions, missing
from jobmatch.matching.rules.exclusions import exclusion
from jobmatch.matching.sides import PositionSide, SeekerSide, position_side, seeker_side

__all__ = ["Suggestion", "Suggestions", "as_json", "suggest", "suggest_seekers"]

_Ranked = tuple[float, str, list[Part], SeekerSide, PositionSide]


def suggest(
    seeker: SeekerFacts, positions: Iterable[PositionFacts], table: Table, day: Day, limit: int | None
) -> Suggestions:
    """Return the best ``limit`` positions (None: all) for a seeker on that day, and what was excluded and why."""
    side = seeker_side(seeker, table.texts)
    ranked: list[_Ranked] = []
    excluded: list[Excluded] = []
    for position in positions:
        why_not = exclusion(seeker, position, day)
        if why_not:
            excluded.append(_excluded(position.id, why_not))
        else:
            ranked.append(_ranked(position.id, side, position_side(position, table.texts, day.on), table))
    return Suggestions("position", _best(ranked, day.on, limit), _by_id(excluded))


def suggest_seekers(
    position: PositionFacts, seekers: Iterable[SeekerFacts], table: Table, day: Day, limit: int | None
) -> Suggestions:
    """Return the best ``limit`` seekers for a position: the same pairs, scores and reasons, seen from there."""
    side = position_side(position, table.texts, day.on)
    ranked: list[_Ranked] = []
    excluded: list[Excluded] = []
    for seeker in seekers:
        why_not = exclusion(seeker, position, day)
        if why_not:
            excluded.append(_excluded(seeker.id, why_not))
        else:
            ranked.append(_ranked(seeker.id, seeker_side(seeker, table.texts), side, table))
    return Suggestions("seeker", _best(ranked, day.on, limit), _by_id(excluded))


def as_json(suggestions: Suggestions, locale: str) -> dict[str, Any]:
    """Return the answer in the contract's shape, every reason with its sentence in the language of ``locale``."""
    about = suggestions.about
    return {
        "suggestions": [
            {
                about: shown.id,
                "score": shown.score,
                "parts": [
                    {
                        "reason": part.reason,
                        "value": part.value,
                        "points": part.points,
                        "sentence": part.sentence(locale),
                    }
                    for part in shown.parts
                ],
                "cautions": [_said(reason, locale) for reason in shown.cautions],
                "missing": [{**_said(reason, locale), "who": reason.who} for reason in shown.missing],
            }
            for shown in suggestions.suggestions
        ],
        "excluded": [
            {
                about: left_out.id,
                "because": [_said(reason, locale) for reason in left_out.because],
                "opened_by": [{**_said(way, locale), "who": way.who, "opens": way.opens} for way in left_out.opened_by],
            }
            for left_out in suggestions.excluded
        ],
    }


def _ranked(key: str, seeker: SeekerSide, position: PositionSide, table: Table) -> _Ranked:
    parts = table.parts(seeker, position)
    return -table.score(parts), key, parts, seeker, position


def _best(ranked: Sequence[_Ranked], on: date | None, limit: int | None) -> tuple[Suggestion, ...]:
    """Explain the best; what is not shown is not explained."""
    best = sorted(ranked, key=_order) if limit is None else nsmallest(limit, ranked, key=_order)
    return tuple(
        Suggestion(key, -below, _for_display(parts), cautions(seeker, position, on), missing(seeker, position))
        for below, key, parts, seeker, position in best
    )


def _order(ranked: _Ranked) -> tuple[float, str]:
    return ranked[:2]


def _for_display(parts: list[Part]) -> tuple[Part, ...]:
    """Put the start first, then what counts most for the pair, last what counts most against it."""
    start, *rest = parts
    return (start, *sorted(rest, key=lambda part: -part.points))


def _excluded(key: str, why_not: Exclusion) -> Excluded:
    return Excluded(why_not.because, why_not.opened_by, key)


def _by_id(excluded: list[Excluded]) -> tuple[Excluded, ...]:
    return tuple(sorted(excluded, key=lambda one: one.id))


def _said(reason: Reason, locale: str) -> dict[str, Any]:
    values = {name: _plain(value) for name, value in reason.values.items()}
    return {"reason": reason.reason, "sentence": reason.sentence(locale), "values": values}


def _plain(value: Value) -> str | int | float | list[Any]:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
