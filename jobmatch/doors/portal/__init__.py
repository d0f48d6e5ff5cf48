"""The employers' door: referrals to their positions, and their answers."""

from flask import Blueprint

blueprint = Blueprint("portal", __name__)

from jobmatch.doors.portal import (  # noqa: E402  # the routes need the blueprint
    claims,  # noqa: F401
    declarations,  # noqa: F401
    home,  # noqa: F401
    levy,  # noqa: F401
    month_claims,  # noqa: F401
    months,  # noqa: F401
    occupations,  # noqa: F401
    position_drafts,  # noqa: F401
    positions,  # noqa: F401
    referrals,  # noqa: F401
    roster_changes,  # noqa: F401
    rosters,  # noqa: F401
    small_year,  # noqa: F401
)
