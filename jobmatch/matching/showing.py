"""Showing suggestions to staff: what was shown is kept, and the people concerned can read that somebody looked."""

from jobmatch.employers.queries import find_position
from jobmatch.matching.service import log_shown, name_of_order, suggest_for_position, suggest_for_seeker
from jobmatch.matching.suggest import Suggestions
from jobmatch.people.service import record_view
from jobmatch.seekers.queries import find_seeker
from jobmatch.storage.act import Actor, act

VIEW = "suggestions"


def show_for_seeker(by: Actor, district_id: str, seeker_id: str, limit: int) -> Suggestions:
    """Suggest positions for a seeker of the district and keep what was shown. Raises ``LookupError``."""
    seeker = find_seeker(district_id, seeker_id)
    if seeker is None:
        raise LookupError(seeker_id)
    found = suggest_for_seeker(seeker_id, limit)
    with act(by=by, action="suggestions.read"):
        log_shown(by, district_id, found, seeker_id=seeker_id, model=name_of_order(seeker))
        record_view(by, seeker_id, VIEW)
    return found


def show_for_position(by: Actor, district_id: str, position_id: str, limit: int) -> Suggestions:
    """Suggest seekers for a position of the district and keep what was shown. Raises ``LookupError``."""
    if find_position(district_id, position_id) is None:
        raise LookupError(position_id)
    found = suggest_for_position(position_id, limit)
    with act(by=by, action="suggestions.read"):
        log_shown(by, district_id, found, position_id=position_id)
        for one in found.suggestions:
            record_view(by, one.id, VIEW)
    return found
