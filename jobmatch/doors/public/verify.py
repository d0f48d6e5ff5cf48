"""Whether a confirmation letter is what it says: for anybody who holds it, and nobody's name is in the answer."""

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.public import blueprint
from jobmatch.levy.letter_pdf import credited_number, letter_number
from jobmatch.levy.letters import find_by_code
from jobmatch.web.language import locale_code
from jobmatch.web.pace import Misses
from jobmatch.web.signed_in import client_address
from jobmatch.web.templating import day


@blueprint.get("/verify/<code>")
def verify(code: str) -> ResponseReturnValue:
    """A letter by its code: employer, year, credited number, valid or superseded; one answer for every other code."""
    letter = find_by_code(code)
    if letter is None:
        address, misses = client_address(request), _misses()
        if misses.must_wait(address):
            abort(429)
        misses.add(address)
        return render_template("public/verify.html", rows=[], is_valid=False, superseded_on=None), 404
    year = letter.work_year
    rows = [
        (_("确认书编号"), letter_number(letter, locale_code())),
        (_("单位"), letter.employer_name),
        (_("年度"), _("%(work)s年度（%(filing)s年申报）", work=year, filing=year + 1)),
        (_("折合计入人数"), credited_number(letter)),
        (_("确认日期"), day(letter.confirmed_on)),
    ]
    of = {"is_valid": letter.superseded_on is None, "superseded_on": letter.superseded_on}
    return render_template("public/verify.html", rows=rows, **of)


def _misses() -> Misses:
    kept: Misses = current_app.extensions.setdefault("jobmatch_verify_misses", Misses())
    return kept
