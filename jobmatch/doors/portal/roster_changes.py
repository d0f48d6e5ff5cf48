"""What a checked roster would change, and the button that changes it: nothing is written before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.doors.portal import blueprint
from jobmatch.doors.portal.months_shown import name_of_worker
from jobmatch.doors.portal.roster_form import roster_form, roster_page
from jobmatch.doors.portal.scope import my_employer
from jobmatch.employment.roster import find_worker_of
from jobmatch.levy.carried import open_up, seal_up
from jobmatch.levy.roster.difference import Change, Difference, Known
from jobmatch.levy.roster.stated import Stated
from jobmatch.levy.roster_filing import MOST_PEOPLE, Filing, difference, file_roster
from jobmatch.levy.service import is_held
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.facts import joined
from jobmatch.web.fields import HiddenField, TickField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.refusals import refusal
from jobmatch.web.signed_in import current_actor, get_signed_in_user
from jobmatch.wording import SentenceError, sentence

MOST_SHOWN = 300
_DIGITS = 4


class ConfirmForm(Form):
    """What was read, sealed, and whether the claims to whoever is not in the file are taken back."""

    year = HiddenField()
    carried = HiddenField()
    drops_gone = TickField(_l("收回名单以外这些人的申报"), hint=_l("不勾选，他们的月份照旧。"))


@dataclass(frozen=True)
class ChangesShown:
    """What a roster changes. ``rows``: name, what becomes of them, which months; ``why_not`` says why nothing can be.

    ``form`` is None where there is nothing to confirm.
    """

    year: int
    new: int
    changed: int
    gone: int
    unchanged: int
    rows: list[list[str]]
    is_cut: bool
    why_not: str
    form: ConfirmForm | None


def roster_changes(year: int, people: list[Stated], *, is_everybody: bool = True) -> ChangesShown:
    """Return what those people would change of what we claim of a year, ready to be confirmed.

    ``is_everybody``: they are meant to be all that we have, so that who is not among them is shown as gone.
    """
    whose = Filing(*my_employer(), year)
    found = difference(whose, people)
    digest = found.digest
    if not is_everybody:
        found = replace(found, gone=())
    form = None
    why_not = _why_not(whose, found, people)
    if not why_not:
        carried = seal_up(get_signed_in_user().id, whose, people, digest, is_everybody=is_everybody)
        form = ConfirmForm(formdata=None, year=str(year), carried=carried)
        if not found.gone:
            del form.drops_gone
    rows = _rows(found)
    return ChangesShown(
        year=year,
        new=len(found.new),
        changed=len(found.changed),
        gone=len(found.gone),
        unchanged=len(found.unchanged),
        rows=rows[:MOST_SHOWN],
        is_cut=len(rows) > MOST_SHOWN,
        why_not=why_not,
        form=form,
    )


@blueprint.post("/roster/confirmed")
def roster_confirmed() -> ResponseReturnValue:
    """We claim what we saw: all of it, or nothing."""
    form = ConfirmForm()
    typed = str(form.year.data or "")
    year = int(typed) if typed.isdecimal() and len(typed) == _DIGITS else 0
    whose = Filing(*my_employer(), year)
    try:
        people, seen, is_everybody = open_up(get_signed_in_user().id, whose, str(form.carried.data or ""))
    except SentenceError as error:
        return _refused(error.sentence(locale_code())), 422
    if not form.validate_on_submit():
        return _refused(_("请再核对一次"), roster_changes(year, people, is_everybody=is_everybody)), 422
    drops_gone = is_everybody and bool(form.drops_gone.data)
    try:
        done = file_roster(current_actor(), whose, people, seen=seen, drops_gone=drops_gone)
    except (SentenceError, BrokenRuleError) as error:
        return _refused(refusal(error), roster_changes(year, people, is_everybody=is_everybody)), 409
    flash(*_told(done, drops_gone=drops_gone))
    return redirect(url_for("portal.declaration", year=year), 303)


def _told(done: Difference, *, drops_gone: bool) -> tuple[str, str]:
    if done.is_nothing(drops_gone=drops_gone):
        return _("和已经申报的一样，没有改动。"), "success"
    taken = [*done.new, *done.changed]
    people = len(taken) + (len(done.gone) if drops_gone else 0)
    months = sum(len(one.added) + len(one.restated) + len(one.taken_back) for one in taken)
    months += sum(len(one.months) for one in done.gone) if drops_gone else 0
    return _("已按花名册申报：改动 %(people)s 人、%(months)s 个月。", people=people, months=months), "success"


def _why_not(whose: Filing, found: Difference, people: list[Stated]) -> str:
    """Say why there is nothing to confirm; empty where there is."""
    if not (found.new or found.changed or found.gone):
        return _("和已经申报的一样，没有要改的。")
    if is_held(whose.employer_id, whose.work_year):
        return sentence("declaration.year_is_held", {"year": whose.work_year}, locale_code())
    if len(people) > MOST_PEOPLE:
        return sentence("filing.too_many", {"most": MOST_PEOPLE}, locale_code())
    return ""


def _refused(said: str, changes: ChangesShown | None = None) -> str:
    form = roster_form()
    form.refuse(None, said)
    return roster_page(form, changes=changes)


def _rows(found: Difference) -> list[list[str]]:
    return [
        *([one.stated.name, _("新增"), _months_of(one)] for one in found.new),
        *([one.stated.name, _("改动"), _months_of(one)] for one in found.changed),
        *([_name_of(one), _("不在名单里"), _numbers(sorted(one.months))] for one in found.gone),
    ]


def _months_of(one: Change) -> str:
    said = [
        _("申报 %(months)s", months=_numbers(one.added)) if one.added else "",
        _("更正 %(months)s", months=_numbers(one.restated)) if one.restated else "",
        _("收回 %(months)s", months=_numbers(one.taken_back)) if one.taken_back else "",
    ]
    return _("；").join(filter(None, said))


def _numbers(months: Iterable[str]) -> str:
    return joined(_("%(number)s月", number=int(month[-2:])) for month in months)


def _name_of(known: Known) -> str:
    worker = find_worker_of(*my_employer(), known.person_id)
    return name_of_worker(worker) if worker else _("以前申报的人")
