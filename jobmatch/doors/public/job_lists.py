"""The job column to take away: on paper in large print, as the text of an article, as a feed for other sites."""

from datetime import date, datetime, time

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.public import blueprint
from jobmatch.doors.public.job_shown import JobShown, job_shown
from jobmatch.doors.public.job_wish import JobWish
from jobmatch.doors.public.jobs import look
from jobmatch.web.facts import joined

MOST = 200
FED = 50
"""Positions on the list to print and in an article; entries of the feed."""


@blueprint.get("/jobs/print")
def jobs_print() -> ResponseReturnValue:
    """The list in large print, for the wall of a village committee or a bus stop."""
    form = JobWish.asked()
    found = look(form, MOST)
    return render_template(
        "public/jobs_print.html",
        form=form,
        jobs=[job_shown(one) for one in found.positions],
        total=found.total,
        district=find_district(),
        today=clock.today(),
    )


@blueprint.get("/jobs/article")
def jobs_article() -> ResponseReturnValue:
    """The list as text to copy into an article, a group or a letter."""
    form = JobWish.asked()
    found = look(form, MOST)
    text = "\n\n".join(_paragraph(job_shown(one)) for one in found.positions)
    return render_template(
        "public/jobs_article.html", form=form, text=text, shown=len(found.positions), total=found.total
    )


@blueprint.get("/jobs/feed")
def jobs_feed() -> ResponseReturnValue:
    """The newest positions as an Atom feed (RFC 4287), for other sites to show and readers to follow."""
    form = JobWish.asked()
    found = look(form, FED)
    newest = max((one.posted_on for one in found.positions), default=clock.today())
    entries = [(job_shown(one), _instant(one.posted_on)) for one in found.positions]
    feed = render_template("public/jobs_feed.xml", form=form, entries=entries, updated=_instant(newest))
    return Response(feed, mimetype="application/atom+xml")


def _paragraph(job: JobShown) -> str:
    """Say a position in a few lines of plain text, with the address of its page."""
    lines = [
        f"【{job.title}】{job.employer}",
        joined((job.pay, *job.facts)),
        job.text,
        _("单位说能提供：%(offers)s", offers=joined(job.offers)) if job.offers else "",
        url_for("public.job", position_id=job.id, _external=True),
    ]
    return "\n".join(line for line in lines if line)


def _instant(day: date) -> str:
    return datetime.combine(day, time(0), tzinfo=clock.BEIJING).isoformat()
