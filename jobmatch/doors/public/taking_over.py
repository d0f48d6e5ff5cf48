"""Taking an employer's account over with a code on paper: the next person makes an account of their own."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts.hand_over import HandOverRefusedError, NewPerson, take_over
from jobmatch.accounts.rules import find_password_fault
from jobmatch.accounts.signing_in import SignInRefusedError
from jobmatch.doors.public import blueprint
from jobmatch.doors.public.forms import HandOverForm
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web import signed_in
from jobmatch.web.language import locale_code
from jobmatch.wording import sentence


@blueprint.route("/hand-over", methods=["GET", "POST"])
def hand_over() -> ResponseReturnValue:
    """Enter the code from the federation, then choose a name, a login and a password."""
    form = HandOverForm()
    if not form.validate_on_submit():
        return render_template("public/hand_over.html", form=form), 422 if form.errors else 200
    if fault := find_password_fault(form.new.data, form.login.data):
        form.refuse("new", sentence(fault, {}, locale_code()))
        return render_template("public/hand_over.html", form=form), 422
    if status := _refused(form):
        return render_template("public/hand_over.html", form=form), status
    flash(_("账号已经交接好。请用您自己的登录名和密码登录。"), "success")
    return redirect(url_for("public.sign_in"), 303)


def _refused(form: HandOverForm) -> int:
    """Take the account over; returns the status of a refusal, which then stands beside its field, or 0."""
    new = NewPerson(form.name.data, form.login.data, form.new.data)
    try:
        take_over(form.code.data, new, signed_in.caller())
    except HandOverRefusedError as error:
        form.refuse("code", error.sentence(locale_code()))
        return 422
    except SignInRefusedError as error:
        form.refuse("code", error.sentence(locale_code()))
        return 429
    except BrokenRuleError as error:
        form.refuse("login", sentence(f"rule.{error.rule}", {}, locale_code()))
        return 409
    return 0
