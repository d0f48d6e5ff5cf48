"""A year's declaration: where it stands, how long there is time, hand it in, take it back."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.months_shown import people_shown
from jobmatch.doors.portal.scope import my_employer
from jobmatch.doors.portal.year_asked import declared_year, years_of
from jobmatch.doors.portal.year_bar import year_bar
from jobmatch.employers.queries import find_employer
from jobmatch.law.installed import law_on
from jobmatch.levy import service
from jobmatch.levy.filing import levy_day
from jobmatch.levy.letter_pdf import letter_number
from jobmatch.levy.letters import find_valid
from jobmatch.levy.queries import find_newest
from jobmatch.levy.rules.declarations import HELD, REJECTED, RETURNED, WITHDRAWN, Phase, may_follow, window_of
from jobmatch.levy.tables import Declaration
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.claim_labels import DECLARATION_STATES
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.letters import letter_answer
from jobmatch.web.refusals import refusal
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import SentenceError


@dataclass(frozen=True)
class DeclarationShown:
    """Where a declaration stands. ``state`` is "draft" before it is handed in; ``days_left`` None = no time to name."""

    state: str
    state_name: str
    from_on: date
    until_on: date
    to_be_confirmed: bool
    days_left: int | None
    notice: str
    notice_on: datetime | None
    may_submit: bool
    may_withdraw: bool
    letter: str


class SubmitForm(Form):
    """One button: what is handed in is what the claims say."""


@blueprint.get("/declaration")
def declaration() -> ResponseReturnValue:
    """Our year's declaration: where it stands, how many days are left, who counts in which month."""
    return _page(declared_year(), SubmitForm())


@blueprint.post("/declaration")
def declaration_submitted() -> ResponseReturnValue:
    """We hand the year in."""
    year, form = declared_year(), SubmitForm()
    district_id, employer_id = my_employer()
    try:
        service.submit(current_actor(), district_id, employer_id, year)
    except (SentenceError, BrokenRuleError) as error:
        form.refuse(None, refusal(error))
        return _page(year, form), 409
    flash(_("已提交 %(work)s 年度（%(filing)s 年申报）。审核结果会在这里看到。", work=year, filing=year + 1), "success")
    return redirect(url_for("portal.declaration", year=year), 303)


@blueprint.get("/declaration/letter")
def declaration_letter() -> ResponseReturnValue:
    """The letter that confirms our year, as PDF with room for the seal."""
    declared = find_newest(my_employer()[1], declared_year()) or abort(404)
    letter = find_valid(declared.id) or abort(404)
    return letter_answer(current_actor(), declared, letter)


@blueprint.post("/declaration/withdrawn")
def declaration_withdrawn() -> ResponseReturnValue:
    """We take it back, to change something."""
    year, form = declared_year(), SubmitForm()
    declared = find_newest(my_employer()[1], year) or abort(404)
    try:
        service.withdraw(current_actor(), declared)
    except (SentenceError, BrokenRuleError) as error:
        form.refuse(None, refusal(error))
        return _page(year, form), 409
    flash(_("已撤回，可以修改月份以后再提交。"), "success")
    return redirect(url_for("portal.declaration", year=year), 303)


def _page(year: int, form: Form) -> str:
    district_id, employer_id = my_employer()
    people = people_shown(district_id, employer_id, year)
    handed_in = sum(one.credited + one.stated for one in people)
    employer = find_employer(district_id, employer_id)
    return render_template(
        "portal/declaration.html",
        form=form,
        year=year,
        years=[(one, one == year) for one in reversed(years_of(employer_id))],
        employer=employer.name if employer else "",
        shown=_shown(find_newest(employer_id, year), year, handed_in),
        bar=year_bar(employer_id, year, has_months=handed_in > 0),
        people=people,
        credited=sum(one.credited for one in people),
        stated=sum(one.stated for one in people),
        to_claim=sum(one.to_claim for one in people),
    )


def _shown(declared: Declaration | None, year: int, handed_in: int) -> DeclarationShown:
    window, today = window_of(year, law_on(levy_day(year))), clock.today()
    state = declared.state.value if declared else "draft"
    letter = find_valid(declared.id) if declared else None
    notice = next((step for step in reversed(declared.steps) if step.note), None) if declared else None
    is_free = state not in HELD
    until = declared.answer_by if declared and state == RETURNED and declared.answer_by else window.until_on
    is_open = today <= until if state == RETURNED else window.phase(today) is Phase.OPEN
    return DeclarationShown(
        state=state,
        state_name=str(DECLARATION_STATES[state]) if declared else _("还没有提交"),
        from_on=window.from_on,
        until_on=until,
        to_be_confirmed=window.to_be_confirmed,
        days_left=(until - today).days + 1 if is_free and is_open else None,
        notice=notice.note or "" if notice and state in {RETURNED, REJECTED} else "",
        notice_on=notice.taken_at if notice else None,
        may_submit=is_free and is_open and handed_in > 0,
        may_withdraw=declared is not None and may_follow(state, WITHDRAWN),
        letter=letter_number(letter, locale_code()) if letter else "",
    )
