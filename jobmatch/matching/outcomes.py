"""The append-only log of what came of suggestions: others write it, training reads it."""

from jobmatch import clock
from jobmatch.matching.queries import find_last_shown
from jobmatch.matching.tables import Outcome, OutcomeKind
from jobmatch.storage.base import db

CERTAIN = 1.0
"""The chance with which a position stood where it stood: lists are in strict order and nothing in them is drawn."""


def log_outcome(
    district_id: str, seeker_id: str, position_id: str, kind: OutcomeKind, reason: str | None = None
) -> None:
    """Add what came of a pair, with the rank and model it was last shown under; the act under way commits it."""
    shown = find_last_shown(seeker_id, position_id)
    db.session.add(
        Outcome(
            district_id=district_id,
            at=clock.now(),
            seeker_id=seeker_id,
            position_id=position_id,
            kind=kind,
            reason=reason,
            shown_list_id=shown[0].id if shown else None,
            rank=shown[1] if shown else None,
            model=shown[0].model if shown else None,
            propensity=CERTAIN if shown else None,
        )
    )
