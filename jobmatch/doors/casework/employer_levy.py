"""The what-if of an employer's levy, played at the desk with the employer on the telephone; nothing is kept.

Beside each open position stands how many people it may be suggested to. That is for staff alone, and not on the print.
"""

from flask import url_for
from flask.typing import ResponseReturnValue

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.position_shown import count_or_none
from jobmatch.doors.casework.scope import employer_or_404
from jobmatch.employers.queries import list_positions
from jobmatch.web.what_if import page
from jobmatch.web.what_if.page import Asker, Vacancy


@blueprint.get("/employers/<id:employer_id>/levy")
def employer_levy(employer_id: str) -> ResponseReturnValue:
    """What would this employer owe for a year, and what would one more colleague change? The questions."""
    return page.questions(_asker(employer_id))


@blueprint.post("/employers/<id:employer_id>/levy")
def employer_levy_assessed(employer_id: str) -> ResponseReturnValue:
    """The answer, with every step, above the questions as they were typed."""
    return page.answer(_asker(employer_id))


def _asker(employer_id: str) -> Asker:
    found = employer_or_404(employer_id)
    positions = list_positions(found.district_id, found.id, open_only=True)
    counts = count_or_none(positions)
    return Asker(
        found.district_id,
        found.id,
        found.name,
        asked=lambda year: url_for("casework.employer_levy", employer_id=employer_id, year=year),
        answered=lambda year: url_for("casework.employer_levy_assessed", employer_id=employer_id, year=year),
        vacancies=[
            Vacancy(url_for("casework.position", position_id=one.id), one.title, one.seats, counts.get(one.id))
            for one in positions
        ],
        back_href=url_for("casework.employer", employer_id=employer_id),
    )
