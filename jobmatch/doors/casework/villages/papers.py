"""The photograph of a signed paper, shown to whoever checks the registration."""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import submission_or_404
from jobmatch.seekers.papers import find_paper
from jobmatch.seekers.service import record_read
from jobmatch.web.signed_in import current_actor


@blueprint.get("/submissions/<id:submission_id>/paper")
def consent_paper(submission_id: str) -> ResponseReturnValue:
    """Show the paper that somebody signed; that it was looked at is kept."""
    submission = submission_or_404(submission_id)
    picture = find_paper(submission.id) or abort(404)
    record_read(current_actor(), submission)
    return Response(picture, mimetype="image/jpeg", headers={"Content-Disposition": "inline; filename=paper.jpg"})
