"""Suggestions for one seeker over many positions, and the other way round. Facts in, decisions out; no database.

An excluded pair is never scored. Order: score, highest first; equal scores by id.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from heapq import nsmallest
from typing import Any, Literal

from jobmatch.matching.base import Table
from jobmatch.matching.decisions import Excluded, Exclusion, Missing, Part, Reason, Suggestion, Suggestions, Value, Way
from jobmatch.matching.facts import Day, PositionFacts, SeekerFacts
from jobmatch.matching.moves import find_moves, say_moves
from jobmatch.matching.ranking import Pair, Ranked, Ranking, order, rank_positions, rank_seekers
from jobmatch.matching.remarks import cautions, missing
from jobmatch.matching.rules.exclusions import exclusion
from jobmatch.matching.sides import position_side, seeker_side

__all__ = ["Suggestion", "Suggestions", "answer_from", "as_json", "explain", "not_asked", "suggest", "suggest_seekers"]

NOT_AGREED = Exclusion(
    (Reason("recommending_not_agreed"),),
    (Way("federation_asks_to_recommend", {}, "federation", "recommending_not_agreed"),),
)
"""Why somebody is suggested to nobody who has not agreed to be recommended, and what would open it."""
MOVES_JUDGED = 50
"""Of so many suggestions it is judged how a missing fact would move them: nobody reads on beyond that."""


def suggest(
    seeker: SeekerFacts, positions: Iterable[PositionFacts], table: Table, day: Day, limit: int | None
) -> Suggestions:
    """Return the best ``limit`` positions (None: all) for a seeker on that day, and what was excluded and why.

    Judged on the facts first: what is excluded is not made ready, which costs more than judging it.
    """
    judged = [(position, exclusion(seeker, position, day)) for position in positions]
    sides = (position_side(position, table.texts, day.on) for position, why_not in judged if why_not is None)
    ranking = rank_positions(seeker_side(seeker, table.texts), sides, table, day)
    answer = answer_from("position", ranking, table, day, limit)
    excluded = [_left_out(position.id, why_not) for position, why_not in judged if why_not is not None]
    return Suggestions(answer.about, answer.suggestions, _by_id(excluded))


def suggest_seekers(
    position: PositionFacts, seekers: Iterable[SeekerFacts], table: Table, day: Day, limit: int | None
) -> Suggestions:
    """Return the best ``limit`` seekers for a position: the same pairs, scores and reasons, seen from there.

    Judged on the facts first, as in ``suggest``; of those that may be suggested all are counted.
    """
    judged = [(seeker, exclusion(seeker, position, day)) for seeker in seekers]
    sides = [seeker_side(seeker, table.texts) for seeker, why_not in judged if why_not is None]
    ranking = rank_seekers(position_side(position, table.texts, day.on), sides, table, day)
    answer = answer_from("seeker", ranking, table, day, limit)
    excluded = [_left_out(seeker.id, why_not) for seeker, why_not in judged if why_not is not None]
    return Suggestions(answer.about, answer.suggestions, _by_id(excluded), fitting=len(sides))


def not_asked(suggestions: Suggestions, seeker_ids: Iterable[str]) -> Suggestions:
    """Add those who have not agreed to be recommended: compared with nothing, left out for that reason alone."""
    excluded = [_left_out(key, NOT_AGREED) for key in seeker_ids]
    return replace(suggestions, excluded=_by_id([*suggestions.excluded, *excluded]))


def answer_from(
    about: Literal["position", "seeker"], ranking: Ranking, table: Table, day: Day, limit: int | None
) -> Suggestions:
    """Explain the best, and everything that was excluded."""
    ranked = ranking.ranked
    best = sorted(ranked, key=order) if limit is None else nsmallest(limit, ranked, key=order)
    excluded = [_excluded(key, pair, day) for key, pair in ranking.excluded]
    shown = [explain(one, table, day) for one in best]
    for rank in range(1, min(len(shown), MOVES_JUDGED) + 1):
        shown[rank - 1] = replace(shown[rank - 1], missing=_with_moves(best, rank, shown[rank - 1], table, day))
    return Suggestions(about, tuple(shown), _by_id(excluded))


def _with_moves(best: list[Ranked], rank: int, shown: Suggestion, table: Table, day: Day) -> tuple[Missing, ...]:
    """Say of each missing fact of the pair at ``rank`` how the list would move if it were known."""
    pair, below = best[rank - 1].pair, [one.below for one in best]
    return tuple(
        replace(fact, moves=say_moves(find_moves(*pair, fact, table, day), rank, below)) for fact in shown.missing
    )


def explain(ranked: Ranked, table: Table, day: Day) -> Suggestion:
    """Say why a pair stands where it stands: every part of its score, what to mind, what is not known."""
    seeker, position = ranked.pair
    parts = _for_display(table.parts(seeker, position))
    return Suggestion(ranked.id, ranked.score, parts, cautions(seeker, position, day.on), missing(seeker, position))


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
                "missing": [
                    {**_said(fact, locale), "who": fact.who, "moves": [_said(move, locale) for move in fact.moves]}
                    for fact in shown.missing
                ],
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


def _for_display(parts: list[Part]) -> tuple[Part, ...]:
    """Put the start first, then what counts most for the pair, last what counts most against it."""
    start, *rest = parts
    return (start, *sorted(rest, key=lambda part: -part.points))


def _excluded(key: str, pair: Pair, day: Day) -> Excluded:
    seeker, position = pair
    why_not = exclusion(seeker.facts, position.facts, day)
    if why_not is None:
        raise AssertionError(f"{key} was left out without a reason.")
    return _left_out(key, why_not)


def _left_out(key: str, why_not: Exclusion) -> Excluded:
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
