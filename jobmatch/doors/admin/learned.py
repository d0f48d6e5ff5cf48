"""The learned ranker at the desk: whether it orders anything, which gates keep it off, and who would see what."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from jobmatch import logs
from jobmatch.config import Settings
from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.learned_shown import learned_shown
from jobmatch.matching.model_file import ModelError, read_papers

log = logs.get(__name__)


@blueprint.get("/score/learned")
def learned() -> ResponseReturnValue:
    """The papers of what was trained last: the gates, the figures beside every rival, the fairness report."""
    settings: Settings = current_app.config["JOBMATCH"]
    try:
        papers = read_papers(settings.model_dir)
    except ModelError as error:
        log.error("papers of a ranker refused", failure=str(error))
        return render_template("admin/learned.html", shown=None, is_damaged=True)
    shown = learned_shown(papers) if papers else None
    return render_template("admin/learned.html", shown=shown, is_damaged=False)
