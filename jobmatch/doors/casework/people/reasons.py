"""Why two rows may be one person, in words."""

from collections.abc import Iterable

from jobmatch.people.duplicate_rules import Likeness, Reason
from jobmatch.web.register_labels import DUPLICATE_REASONS

_AGAINST = {Reason.OTHER_CITIZEN_NUMBER, Reason.OTHER_BIRTH}


def reasons_said(likeness: Likeness) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return in words what speaks for one person, and what against."""
    against = [one for one in likeness.reasons if one in _AGAINST]
    return said_of(one for one in likeness.reasons if one not in _AGAINST), said_of(against)


def said_of(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return reasons in words."""
    return tuple(str(DUPLICATE_REASONS[one]) for one in reasons)
