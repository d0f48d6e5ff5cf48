"""The villages' door: an officer's people by name, one tap a report, somebody to register, on an old phone.

No address holds a name: who is looked for is posted, and a page is named by a key alone.
"""

from flask import Blueprint

blueprint = Blueprint("village", __name__)

from jobmatch.doors.village import (  # noqa: E402  # the routes need the blueprint
    entries,  # noqa: F401
    home,  # noqa: F401
    people,  # noqa: F401
    registered,  # noqa: F401
    registering,  # noqa: F401
    reports,  # noqa: F401
)
