"""Why two rows may be one person, in words."""

from jobmatch.people.duplicate_rules import Likeness, Reason
from jobmatch.web.register_labels import DUPLICATE_REASONS

_AGAINST = {Reason.OTHER_CITIZEN_NUMBER, Reason.OTHER_BIRTH}


def reasons_said(likeness: Likeness) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return in words what speaks for one person, and what against."""
    speaking = tuple(str(DUPLICATE_REASONS[one]) for one in likeness.reasons if one not in _AGAINST)
    return speaking, tuple(str(DUPLICATE_REASONS[one]) for one in likeness.reasons if one in _AGAINST)
