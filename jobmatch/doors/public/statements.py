"""What the federation promises in writing: how accessible the pages are, what happens with personal data."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch.accounts.queries import find_district
from jobmatch.doors.public import blueprint


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """How far the pages can be used by everybody, what was not tested, how to complain."""
    return render_template("public/accessibility.html", district=find_district())


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept of whom, why, how long, who sees it, and what one can ask for (PIPL art. 17, 30)."""
    return render_template("public/privacy.html", district=find_district())
