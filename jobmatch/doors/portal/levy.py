"""What if: an employer plays with its own months of a year. Posted, so that no wage stands in an address; not kept."""

from flask import url_for
from flask.typing import ResponseReturnValue

from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.scope import my_employer
from jobmatch.employers.queries import find_employer, list_positions
from jobmatch.web.what_if import page
from jobmatch.web.what_if.page import Asker, Vacancy


@blueprint.get("/levy")
def levy() -> ResponseReturnValue:
    """What shall we owe for this year, and what would one more colleague change? The questions."""
    return page.questions(_asker())


@blueprint.post("/levy")
def levy_assessed() -> ResponseReturnValue:
    """The answer, with every step, above the questions as they were typed."""
    return page.answer(_asker())


def _asker() -> Asker:
    district_id, employer_id = my_employer()
    employer = find_employer(district_id, employer_id)
    positions = list_positions(district_id, employer_id, open_only=True)
    return Asker(
        district_id,
        employer_id,
        employer.name if employer else "",
        asked=lambda year: url_for("portal.levy", year=year),
        answered=lambda year: url_for("portal.levy_assessed", year=year),
        # Never how many people suit: an employer's page counts nobody (attack case I5).
        vacancies=[Vacancy(url_for("public.job", position_id=one.id), one.title, one.seats) for one in positions],
        months_href=url_for("portal.months"),
    )
