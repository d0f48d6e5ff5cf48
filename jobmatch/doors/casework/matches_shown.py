"""Suggestions as the desk shows them: why, what to mind, what is not known, and what would open the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch.doors.casework.rows import ReferralRow, referral_row
from jobmatch.employers.queries import positions_by_id
from jobmatch.employers.tables import Position
from jobmatch.matching.decisions import Excluded, Missing, Part, Reason, Suggestion, Suggestions
from jobmatch.referrals.tables import Referral
from jobmatch.web.facts import pay_range, place_name
from jobmatch.web.language import locale_code

REASONS_SHOWN = 4
EXCLUDED_SHOWN = 20


@dataclass(frozen=True)
class MatchShown:
    """One suggestion; ``points`` are all parts of the score as (sentence, points), adding up to it.

    ``moves`` says of each missing fact what knowing it would do to the place in the list.
    """

    position_id: str
    title: str
    employer: str
    facts: tuple[str, ...]
    score: float
    because: tuple[str, ...]
    cautions: tuple[str, ...]
    missing: tuple[str, ...]
    points: tuple[tuple[str, str], ...]
    moves: tuple[tuple[str, str], ...]
    referral: ReferralRow | None


@dataclass(frozen=True)
class ExcludedShown:
    """A position that was left out: why, and the ways to open it, the easiest first."""

    position_id: str
    title: str
    employer: str
    because: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class MatchesShown:
    """What the desk shows of an answer; ``excluded_count`` counts all that were left out, listed or not."""

    matches: tuple[MatchShown, ...]
    excluded: tuple[ExcludedShown, ...]
    excluded_count: int


def matches_shown(district_id: str, found: Suggestions, referrals: Sequence[Referral]) -> MatchesShown:
    """Return suggestions with what became of earlier referrals to the same positions."""
    nearest = sorted(found.excluded, key=lambda one: (len(one.because), one.id))[:EXCLUDED_SHOWN]
    ids = [*(one.id for one in found.suggestions), *(one.id for one in nearest)]
    positions = positions_by_id(district_id, ids)
    # Newest first, so that reversed the newest of each position stays.
    latest = {one.position_id: referral_row(one) for one in reversed(referrals)}
    return MatchesShown(
        matches=tuple(_match(positions[one.id], one, latest.get(one.id)) for one in found.suggestions),
        excluded=tuple(_excluded(positions[one.id], one) for one in nearest),
        excluded_count=len(found.excluded),
    )


def _match(position: Position, suggestion: Suggestion, referral: ReferralRow | None) -> MatchShown:
    for_it = [part for part in suggestion.parts[1:] if part.points > 0]
    facts = (position.employer.name, place_name(position.town), pay_range(position.wage_min_fen, position.wage_max_fen))
    return MatchShown(
        position_id=position.id,
        title=position.title,
        employer=position.employer.name,
        facts=tuple(fact for fact in facts if fact),
        score=suggestion.score,
        because=said(for_it[:REASONS_SHOWN]),
        cautions=said(suggestion.cautions),
        missing=said(suggestion.missing),
        points=tuple(points_said(part) for part in suggestion.parts),
        moves=tuple(moves_said(fact) for fact in suggestion.missing if fact.moves),
        referral=referral,
    )


def moves_said(fact: Missing) -> tuple[str, str]:
    """Say of a missing fact what knowing it would do to the place in the list."""
    return fact.sentence(locale_code()), _("；").join(said(fact.moves))


def points_said(part: Part) -> tuple[str, str]:
    """Say a part of a score, and its points with their sign."""
    return part.sentence(locale_code()), f"{part.points:+.1f}".replace("-", "\u2212")


def _excluded(position: Position, excluded: Excluded) -> ExcludedShown:
    return ExcludedShown(
        position.id, position.title, position.employer.name, said(excluded.because), said(excluded.opened_by)
    )


def said(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Say reasons in the language of the page."""
    return tuple(reason.sentence(locale_code()) for reason in reasons)
