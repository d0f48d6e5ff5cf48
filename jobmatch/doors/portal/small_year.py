"""A small employer's year on one page: up to ten people, filled with last year's, checked like a roster file."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.roster_changes import ChangesShown, roster_changes
from jobmatch.doors.portal.scope import my_employer
from jobmatch.doors.portal.small_year_form import SmallYearForm, small_year_form
from jobmatch.doors.portal.small_year_known import MOST, list_known
from jobmatch.doors.portal.year_asked import declared_year
from jobmatch.doors.portal.year_bar import year_bar
from jobmatch.employers.queries import find_employer
from jobmatch.law.installed import law_on
from jobmatch.levy.roster import Level, check_roster
from jobmatch.levy.roster.form_rows import table_of
from jobmatch.levy.roster.stated import Stated, blocking, people_of
from jobmatch.people.numbers import CitizenNumber
from jobmatch.web.language import locale_code


@blueprint.route("/declaration/people", methods=["GET", "POST"])
def small_year() -> ResponseReturnValue:
    """Everybody's year on one page; what it changes is shown before it is claimed."""
    year = declared_year()
    known, others = list_known(*my_employer(), year)
    form = small_year_form(known[:MOST])
    too_many = len(known) > MOST
    if too_many or not form.validate_on_submit():
        return _page(year, form, others, too_many=too_many), 422 if form.errors or form.form_errors else 200
    turns = form.turns()
    rows = [form.row(turn) for turn in turns]
    found = check_roster(table_of(rows), year, clock.today(), law_on)
    told = [(turns[one.row - 2], one) for one in found.findings if one.row >= 2]
    wrong = {id(one) for one in blocking(found.findings)}
    faults = [(turn, one) for turn, one in told if id(one) in wrong and form.is_asked(turn, one)]
    for turn, one in faults:
        form.place(turn, one)
    if faults:
        return _page(year, form, others), 422
    people = [*people_of(found, year, clock.today()), *_without_months(form)] if rows else _without_months(form)
    hints = [one.sentence(locale_code()) for _turn, one in told if one.level is not Level.OK and id(one) not in wrong]
    return _page(year, form, others, roster_changes(year, people, is_everybody=False), hints)


def _without_months(form: SmallYearForm) -> list[Stated]:
    """List those known of whom no month is ticked: what was claimed of theirs is taken back."""
    return [
        Stated(
            name=one.name,
            citizen=CitizenNumber(one.worker.person.citizen_number or ""),
            certificate=None,
            soldier_grade=None,
            started_on=one.worker.spell.started_on,
            ended_on=one.worker.spell.ended_on,
            contract_kind=one.contract_kind,
            contract_until=one.worker.spell.contract_until,
            months=(),
        )
        for turn, one in enumerate(form.known)
        if turn not in form.turns()
    ]


def _page(
    year: int,
    form: SmallYearForm,
    others: list[str],
    changes: ChangesShown | None = None,
    hints: list[str] | None = None,
    *,
    too_many: bool = False,
) -> str:
    district_id, employer_id = my_employer()
    employer = find_employer(district_id, employer_id)
    return render_template(
        "portal/small_year.html",
        form=form,
        year=year,
        employer=employer.name if employer else "",
        changes=changes,
        hints=list(dict.fromkeys(hints or [])),
        others=others,
        too_many=too_many,
        most=MOST,
        bar=year_bar(employer_id, year),
    )
