"""What a merge does where both rows have a place at an institution of assisted employment."""

from sqlalchemy import select

from jobmatch.storage.base import db
from jobmatch.workshops.placement_tables import WAITING, Placement, PlacementState

_TAKING = (PlacementState.TRIAL, PlacementState.PLACED, PlacementState.SUSPENDED)


def find_two_places(kept_id: str, gone_id: str) -> str | None:
    """Return why two rows cannot be merged yet: each takes a place, or both wait at one institution. None: they can.

    *Decision:* which of two agreements stands is between the person and the institutions, so one of them is ended at
    the desk first; a merge would have to end it unseen.
    """
    of = Placement.person_id.in_([kept_id, gone_id])
    taking = select(Placement.person_id).where(of, Placement.state.in_(_TAKING)).distinct()
    if len(db.session.scalars(taking).all()) > 1:
        return "merge.both_placed"
    waiting = list(db.session.scalars(select(Placement.institution_id).where(of, WAITING)))
    return "merge.both_wait" if len(set(waiting)) < len(waiting) else None
