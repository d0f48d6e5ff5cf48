"""The caseworkers' desk: submissions, suggestions, referrals, hires, months."""

from flask import Blueprint

blueprint = Blueprint("casework", __name__)

from jobmatch.doors.casework import (  # noqa: E402  # the routes need the blueprint
    care,  # noqa: F401
    consents,  # noqa: F401
    declarations,  # noqa: F401
    employer_levy,  # noqa: F401
    employers,  # noqa: F401
    fairs,  # noqa: F401
    follow_up,  # noqa: F401
    hires,  # noqa: F401
    home,  # noqa: F401
    imports,  # noqa: F401
    job_changes,  # noqa: F401
    month_contests,  # noqa: F401
    numbers,  # noqa: F401
    people,  # noqa: F401
    positions,  # noqa: F401
    referrals,  # noqa: F401
    scorecard,  # noqa: F401
    search,  # noqa: F401
    seekers,  # noqa: F401
    submissions,  # noqa: F401
    views,  # noqa: F401
    villages,  # noqa: F401
    workshops,  # noqa: F401
)
