"""The months of an employer's people: what counts towards the quota, and every reason why another does not."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.months_shown import people_shown
from jobmatch.doors.portal.scope import my_employer
from jobmatch.doors.portal.year_asked import year_asked, year_links
from jobmatch.employment.grid import MONTHS_OF_A_YEAR


@blueprint.get("/months")
def months() -> ResponseReturnValue:
    """Our people and their twelve months: what counts, what does not and why, what we have still to claim."""
    district_id, employer_id = my_employer()
    year = year_asked(employer_id)
    people = people_shown(district_id, employer_id, year)
    credited = sum(one.credited for one in people)
    return render_template(
        "portal/months.html",
        year=year,
        years=list(year_links(employer_id, year)),
        people=people,
        credited=credited,
        credit=f"{credited}/{MONTHS_OF_A_YEAR}",
        to_claim=sum(one.to_claim for one in people),
    )
