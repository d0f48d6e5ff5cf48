"""Claiming one person's months of a year: fill in, see what would count and why not, claim; take back."""

import hashlib
import json
from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.month_form import Year, YearForm, facts_of, withdraw_form_for, year_form_for
from jobmatch.doors.portal.months_shown import name_of_worker, person_shown, viewer_of_worker
from jobmatch.doors.portal.scope import worker_or_404
from jobmatch.doors.portal.year_asked import year_asked
from jobmatch.employment import claims
from jobmatch.employment.claiming import (
    Claimant,
    claim_months,
    kept_reasons,
    preview_months,
    withdraw_months,
)
from jobmatch.employment.facts import MonthFacts
from jobmatch.employment.grid import Cell, Telling, judged_cell, stated_cell
from jobmatch.employment.roster import Worker, months_worked
from jobmatch.employment.said import stated_facts
from jobmatch.levy.roster_filing import state_months
from jobmatch.levy.service import DeclarationRefusedError, require_open
from jobmatch.levy.telling import telling_of
from jobmatch.people.service import record_view
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.forms import Form
from jobmatch.web.month_cells import cell_shown, reasons_shown
from jobmatch.web.refusals import refusal
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import SentenceError


@blueprint.route("/months/<id:spell_id>", methods=["GET", "POST"])
def month_form(spell_id: str) -> ResponseReturnValue:
    """One person's year: what we paid and insured; first see what would count, then claim."""
    worker, year = _asked(spell_id)
    known = _known(worker, year)
    form = year_form_for(known, _open_months(worker, known, year))
    if not form.validate_on_submit():
        return _page(worker, year, form), 422 if form.errors or form.form_errors else 200
    try:
        return _previewed_or_claimed(worker, year, form, facts_of(form, known.worked))
    except (SentenceError, BrokenRuleError) as error:
        form.refuse(None, refusal(error))
        return _page(worker, year, form), 409


def _previewed_or_claimed(
    worker: Worker, year: int, form: YearForm, months: Sequence[MonthFacts]
) -> ResponseReturnValue:
    """Claim what was seen before; whatever was not, or was changed since, is shown first."""
    digest = _digest(months)
    if form.seen.data != digest:
        cells = _preview(worker, year, months)
        form.seen.data = digest
        return _page(worker, year, form, cells), 200
    require_open(worker.spell.employer_id, year)
    if _telling(worker, year) is Telling.STATED:
        state_months(current_actor(), _claimant(worker), months)
    else:
        claim_months(current_actor(), _claimant(worker), months)
    flash(_("已申报 %(count)s 个月。计入不计入，看下面每个月。", count=len(months)), "success")
    return redirect(url_for("portal.months", year=year, _anchor=f"year-{worker.spell.id}"), 303)


@blueprint.post("/months/<id:spell_id>/withdrawn")
def months_withdrawn(spell_id: str) -> ResponseReturnValue:
    """We take claims back: those months count for us no longer."""
    worker, year = _asked(spell_id)
    known = _known(worker, year)
    form = withdraw_form_for(known.claims)
    if not form.validate_on_submit():
        return _page(worker, year, None, withdraw_form=form), 422
    given = [str(month) for month in form["given"].data]
    try:
        require_open(worker.spell.employer_id, year)
    except DeclarationRefusedError as error:
        form.refuse(None, refusal(error))
        return _page(worker, year, None, withdraw_form=form), 409
    count = withdraw_months(current_actor(), _claimant(worker), given)
    flash(_("已撤回 %(count)s 个月的申报。", count=count), "success")
    return redirect(url_for("portal.months", year=year, _anchor=f"year-{worker.spell.id}"), 303)


def _asked(spell_id: str) -> tuple[Worker, int]:
    worker = worker_or_404(spell_id)
    return worker, year_asked(worker.spell.employer_id)


def _claimant(worker: Worker) -> Claimant:
    return Claimant(worker.spell.district_id, worker.spell.employer_id, worker.person.id)


def _known(worker: Worker, year: int) -> Year:
    employer_id, person_id = worker.spell.employer_id, worker.person.id
    worked = months_worked(employer_id, [person_id], year).get(person_id, {})
    held = claims.list_held(employer_id, person_id)
    return Year(worker.spell, worked, {one.month: one for one in held if one.month[:4] == f"{year:04d}"})


def _open_months(worker: Worker, known: Year, year: int) -> tuple[str, ...]:
    """The months that can be claimed or changed: worked, begun, and not being checked as far as that is told."""
    checked = {one.month for one in claims.list_open_contests_about([claim.id for claim in known.claims.values()])}
    if _telling(worker, year) is Telling.STATED:
        checked = set()
    this_month = clock.month_of(clock.today())
    return tuple(month for month in sorted(known.worked) if month <= this_month and month not in checked)


def _preview(worker: Worker, year: int, months: Sequence[MonthFacts]) -> list[Cell]:
    viewer, is_told = viewer_of_worker(worker), _telling(worker, year) is Telling.ALL
    return [
        judged_cell(judged.month, judged.weight, kept_reasons(judged), viewer)
        if is_told
        else stated_cell(judged.month, kept_reasons(judged))
        for judged in preview_months(worker.person, months)
    ]


def _telling(worker: Worker, year: int) -> Telling:
    return telling_of(worker.spell.employer_id, year).get(worker.person.id, Telling.ALL)


def _digest(months: Sequence[MonthFacts]) -> str:
    stated = [[one.month, stated_facts(one)] for one in months]
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()


def _page(
    worker: Worker, year: int, form: YearForm | None, cells: Sequence[Cell] = (), withdraw_form: Form | None = None
) -> str:
    known = _known(worker, year)
    own_form = form or year_form_for(known, _open_months(worker, known, year))
    record_view(current_actor(), worker.person.id, "months")
    return render_template(
        "portal/month_form.html",
        who=name_of_worker(worker),
        year=year,
        spell_id=worker.spell.id,
        one=person_shown(worker.spell.employer_id, worker, year),
        form=withdraw_form or own_form,
        year_form=own_form,
        withdraw_form=withdraw_form or (withdraw_form_for(known.claims) if known.claims else None),
        cells=[cell_shown(cell) for cell in cells],
        reasons=reasons_shown(cells),
    )
