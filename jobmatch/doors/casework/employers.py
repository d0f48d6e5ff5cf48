"""Employers at the desk: find one, see who signs in for it, hand an account over to the next person."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.accounts import hand_over, queries
from jobmatch.accounts.hand_over import HandOverRefusedError
from jobmatch.accounts.tables import User
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.forms import HandOverForm
from jobmatch.doors.casework.position_shown import position_rows
from jobmatch.doors.casework.scope import employer_or_404, my_district
from jobmatch.employers.queries import count_employers, list_employers, list_positions
from jobmatch.employers.tables import Employer
from jobmatch.people.lines import one_line
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web import signed_in
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.wording import sentence

WORDS_MOST = 80
POSITIONS_SHOWN = 20


@blueprint.get("/employers")
def employers() -> ResponseReturnValue:
    """Every employer by name; with ``?q=`` those of that name or credit code."""
    district_id, words = my_district(), one_line(request.args.get("q", ""))[:WORDS_MOST]
    page = page_asked(count_employers(district_id, words))
    return render_template(
        "casework/employers.html",
        rows=list_employers(district_id, words, limit=PAGE_ROWS, offset=page.offset),
        words=words,
        page=page,
        href=lambda number: url_for("casework.employers", q=words or None, page=number),
    )


@blueprint.get("/employers/<id:employer_id>")
def employer(employer_id: str) -> ResponseReturnValue:
    """One employer: who signs in for it, and whether somebody is to take over."""
    return _page(employer_or_404(employer_id), HandOverForm())


@blueprint.post("/employers/<id:employer_id>/hand-over")
def hand_over_code(employer_id: str) -> ResponseReturnValue:
    """Give out the code with which the next person takes an account over; it is shown once."""
    found, form = employer_or_404(employer_id), HandOverForm()
    accounts = _open_accounts(found)
    form.offer((one.id, one.name, one.login) for one in accounts)
    if not form.validate_on_submit():
        return _page(found, form), 422
    former = next((one for one in accounts if one.id == form.account.data), None)
    try:
        given = hand_over.issue(signed_in.current_actor(), my_district(), found.id, former)
    except (HandOverRefusedError, BrokenRuleError) as error:
        form.refuse(None, _sentence(error))
        return _page(employer_or_404(employer_id), form), 409
    return render_template("casework/hand_over.html", given=given, employer=found, former=former)


def _sentence(error: HandOverRefusedError | BrokenRuleError) -> str:
    if isinstance(error, HandOverRefusedError):
        return error.sentence(locale_code())
    return sentence(f"rule.{error.rule}", {}, locale_code())


def _open_accounts(found: Employer) -> list[User]:
    there = queries.list_scope_accounts(found.district_id, found.id)
    return [one for one in there if one.disabled_at is None]


def _page(found: Employer, form: HandOverForm) -> str:
    accounts = queries.list_scope_accounts(found.district_id, found.id)
    form.offer((one.id, one.name, one.login) for one in accounts if one.disabled_at is None)
    waiting = queries.find_open_hand_over(found.id, clock.now())
    positions = list_positions(found.district_id, found.id)
    return render_template(
        "casework/employer.html",
        employer=found,
        accounts=accounts,
        waiting=waiting,
        form=form,
        positions=position_rows(positions[:POSITIONS_SHOWN]),
        position_count=len(positions),
    )
