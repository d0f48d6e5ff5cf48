"""The first page of a supervisor: straight to the roll of the day, or a choice where there are several."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch.doors.workshop import blueprint
from jobmatch.doors.workshop.scope import my_institutions


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Lead to the roll of today; who looks after several institutions chooses one."""
    mine = my_institutions()
    if len(mine) == 1:
        return redirect(url_for("workshop.roll", institution_id=mine[0].id))
    return render_template("workshop/home.html", institutions=mine)
