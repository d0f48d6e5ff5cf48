"""Showing suggestions to staff: what was shown is kept, and the people concerned can read that somebody looked."""

from jobmatch.employers.queries import find_position
from jobmatch.matching.decisions import Excluded
from jobmatch.matching.service import log_shown, name_of_order, suggest_for_position, suggest_for_seeker
from jobmatch.matching.suggest import NOT_AGREED, Suggestions
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


def show_for_position(by: Actor, district_id: str, position_id: str, limit: int, *, left_out: int = 0) -> Suggestions:
    """Suggest seekers for a position of the district and keep what was shown. Raises ``LookupError``.

    ``left_out``: of so many whom a rule excludes name and reasons are shown too, and that is kept as well.
    """
    if find_position(district_id, position_id) is None:
        raise LookupError(position_id)
    found = suggest_for_position(position_id, limit)
    with act(by=by, action="suggestions.read"):
        log_shown(by, district_id, found, position_id=position_id)
        shown = [one.id for one in found.suggestions]
        for key in (*shown, *(one.id for one in nearest_left_out(found, left_out))):
            record_view(by, key, VIEW)
    return found


def nearest_left_out(found: Suggestions, most: int) -> list[Excluded]:
    """Return whom a rule excludes for the fewest reasons; who was not compared for want of consent is not in it."""
    return sorted(judged(found), key=lambda one: (len(one.because), one.id))[:most]


def judged(found: Suggestions) -> list[Excluded]:
    """List whom a rule excludes: everybody left out but those who were compared with nothing."""
    return [one for one in found.excluded if one.because != NOT_AGREED.because]
