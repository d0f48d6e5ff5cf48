"""Submissions that wait, and the moment in which a caseworker says whose one is (*identity seen*)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts.queries import find_town
from jobmatch.accounts.villages import find_village
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.answers_shown import answers_shown
from jobmatch.doors.casework.candidates import candidates_of
from jobmatch.doors.casework.forms import SOMEONE_NEW, IdentityForm
from jobmatch.doors.casework.rows import submission_row
from jobmatch.doors.casework.scope import my_district, submission_or_404
from jobmatch.fairs.queries import ticket_numbers
from jobmatch.people.queries import find_person
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.consenting import IdentityRefusedError, asked_of
from jobmatch.seekers.papers import has_paper
from jobmatch.seekers.queries import count_unseen, find_submission, list_unseen
from jobmatch.seekers.service import answers_of, record_identity_seen, record_read
from jobmatch.seekers.tables import Submission
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.facts import place_name, village_name
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence


@blueprint.get("/submissions")
def submissions() -> ResponseReturnValue:
    """The queue: who handed something in and waits for us to look at their card, oldest first."""
    district_id = my_district()
    page = page_asked(count_unseen(district_id))
    found = list_unseen(district_id, PAGE_ROWS, page.offset)
    tickets = ticket_numbers(one.id for one in found)
    rows = [submission_row(one, tickets) for one in found]
    return render_template(
        "casework/submissions.html",
        rows=rows,
        page=page,
        href=lambda number: url_for("casework.submissions", page=number),
    )


@blueprint.get("/submissions/<id:submission_id>")
def submission(submission_id: str) -> ResponseReturnValue:
    """One submission: what was answered, and who it may be."""
    return _page(submission_or_404(submission_id), IdentityForm())


@blueprint.post("/submissions/<id:submission_id>/identity")
def identity_seen(submission_id: str) -> ResponseReturnValue:
    """I have seen the person and the card: it is this one, or somebody new."""
    submission = submission_or_404(submission_id)
    form = IdentityForm()
    _offer(form, submission, answers_of(submission))
    if not form.validate_on_submit():
        return _page(submission, form), 422
    chosen = None if form.person.data == SOMEONE_NEW else form.person.data
    try:
        person = record_identity_seen(current_actor(), submission, chosen, form.said)
    except IdentityRefusedError as error:
        return _not_yet(submission_id, form, error)
    except BrokenRuleError as error:
        return _refused(submission_id, form, error)
    flash(_("已核实，登记内容已经转入%(name)s的求职档案。", name=person.name), "success")
    return redirect(url_for("casework.seeker", seeker_id=person.id), 303)


def _refused(submission_id: str, form: IdentityForm, error: BrokenRuleError) -> ResponseReturnValue:
    """Say what stands against it: mostly a colleague who was quicker."""
    db_now = find_submission(my_district(), submission_id)
    assert db_now is not None
    rule = "submission_links_say_once_whose_submission_it_is" if db_now.link else error.rule
    form.refuse("person", sentence(f"rule.{rule}", {}, locale_code()))
    return _page(db_now, form), 409


def _not_yet(submission_id: str, form: IdentityForm, error: IdentityRefusedError) -> ResponseReturnValue:
    """Say what has to be asked first, beside the question; where nobody was asked it yet, over the form."""
    for fault in error.faults:
        said = sentence(fault.key, fault.values, locale_code())
        form.refuse(fault.field if fault.field in form else None, said)
    return _page(submission_or_404(submission_id), form), 422


def _offer(form: IdentityForm, submission: Submission, answers: Answers) -> None:
    candidates = candidates_of(submission, answers)
    somebody_new = asked_of(answers, None)
    form.offer((one.as_choice() for one in candidates), [*(one.asked for one in candidates), somebody_new])


def _page(submission: Submission, form: IdentityForm) -> str:
    record_read(current_actor(), submission)
    answers = answers_of(submission)
    _offer(form, submission, answers)
    link = submission.link
    person = find_person(submission.district_id, link.person_id) if link else None
    return render_template(
        "casework/submission.html",
        form=form,
        link=link,
        person=person,
        row=submission_row(submission, ticket_numbers([submission.id]), answers),
        answers=answers_shown(answers, _home_of(submission.district_id, answers)),
        has_paper=has_paper(submission.id),
    )


def _home_of(district_id: str, answers: Answers) -> str:
    """Say where somebody lives: the town, and the village where an officer named one."""
    town = find_town(district_id, answers.town) if answers.town else None
    village = find_village(district_id, answers.village) if answers.village else None
    return " ".join(filter(None, (place_name(town), village_name(village))))
