"""``/api/v1`` and its OpenAPI document, for programs: the same acts and questions as on the pages, as JSON."""

from flask import Flask

from jobmatch.doors.api import devices, fairs, hires, jobs, referrals, seekers  # noqa: F401  # their operations hang themselves in
from jobmatch.doors.api.blueprint import blueprint
from jobmatch.doors.api.document import describe
from jobmatch.extensions import csrf


def init_app(app: Flask) -> None:
    """Hang the API into ``app``; it reads no cookie, so there is nothing to forge (CSRF)."""
    csrf.exempt(blueprint)
    describe(app).register_blueprint(blueprint)
