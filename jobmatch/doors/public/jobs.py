"""The home page and the job column: open positions, a search over them, one position. Nothing about people."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.public import blueprint
from jobmatch.doors.public.job_shown import is_taking, job_shown
from jobmatch.doors.public.job_wish import JobWish
from jobmatch.doors.public.posting import job_posting
from jobmatch.employers.queries import find_position
from jobmatch.employers.search import Found, search_positions
from jobmatch.web.paging import PAGE_ROWS, page_number, page_of

NEWEST = 3
NOTHING = Found([], 0)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """What this is, and the three ways in."""
    district = find_district()
    found = search_positions(district.id, open_on=clock.today(), limit=NEWEST) if district else NOTHING
    jobs = [job_shown(one) for one in found.positions]
    return render_template("public/home.html", district=district, count=found.total, jobs=jobs)


@blueprint.get("/jobs")
def jobs() -> ResponseReturnValue:
    """The open positions as they are wished for, the newest or the best answers first."""
    form, number = JobWish.asked(), page_number()
    found = _page(form, number)
    page = page_of(number, found.total)
    if page.number != number:
        found = _page(form, page.number)
    return render_template(
        "public/jobs.html",
        form=form,
        page=page,
        jobs=[job_shown(one) for one in found.positions],
        href=lambda number: url_for("public.jobs", **form.kept(), page=number),
    )


def _page(form: JobWish, number: int) -> Found:
    return look(form, limit=PAGE_ROWS, offset=(number - 1) * PAGE_ROWS)


def look(form: JobWish, limit: int, offset: int = 0) -> Found:
    """Find the open positions that a visitor asks for."""
    district = find_district()
    if district is None:
        return NOTHING
    limits = {"limit": limit, "offset": offset}
    return search_positions(district.id, form.q.data or "", form.wish(), open_on=clock.today(), **limits)


@blueprint.get("/jobs/<id:position_id>")
def job(position_id: str) -> ResponseReturnValue:
    """One position: what it pays, asks and offers; whether it still takes people."""
    district = find_district()
    position = find_position(district.id, position_id) if district else None
    if district is None or position is None:
        abort(404)
    address = url_for("public.job", position_id=position.id, _external=True)
    posting = job_posting(position, address) if is_taking(position, clock.today()) else None
    return render_template("public/job.html", job=job_shown(position), posting=posting, district=district)
