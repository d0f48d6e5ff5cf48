"""Signing in and out, and the new password that must follow a one-time one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts import service, signing_in
from jobmatch.accounts.rules import find_password_fault
from jobmatch.accounts.signing_in import Entry, SignInRefusedError
from jobmatch.accounts.tables import User
from jobmatch.doors.public import blueprint
from jobmatch.doors.public.forms import CodeForm, PasswordForm, SignInForm
from jobmatch.doors.public.going_on import go_on
from jobmatch.doors.public.second_step import code_page
from jobmatch.web import signed_in
from jobmatch.web.kept_forms import KeptForm, find_kept
from jobmatch.web.language import locale_code, page_address
from jobmatch.web.local_paths import first_page
from jobmatch.wording import sentence


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Let somebody of the staff or of an employer in; a refusal never tells whether the account exists."""
    if (kept := find_kept()) is not None:
        return _ask_again(kept)
    form, wanted = SignInForm(), request.args.get("next")
    user = signed_in.signed_in_user()
    if user is not None and request.method == "GET":
        return redirect(first_page(user.role, wanted))
    status = 200
    if form.validate_on_submit():
        try:
            entry = signing_in.sign_in(form.login.data, form.password.data, signed_in.caller())
        except SignInRefusedError as error:
            form.refuse(None, error.sentence(locale_code()))
            status = 429 if error.must_wait else 422
        else:
            return _enter(entry, wanted, form.kept.data)
    status = 422 if status == 200 and form.errors else status
    return render_template("public/sign_in.html", form=form, action="", again=bool(form.kept.data)), status


def _enter(entry: Entry, wanted: str | None, kept: str | None) -> ResponseReturnValue:
    """Go on as whoever signed in, or to the second step; a form that came too late goes along."""
    if not entry.is_half:
        signed_in.remember(entry.token)
        return go_on(wanted, kept)
    signed_in.remember_half(entry.token)
    if kept:
        return code_page(CodeForm(formdata=None, kept=kept), entry.token)
    return redirect(url_for("public.code", next=wanted), 303)


def _ask_again(kept: KeptForm) -> ResponseReturnValue:
    """Ask for the sign-in in answer to a form that came too late, and carry the form along."""
    form = SignInForm(formdata=None, kept=kept.packed())
    action = url_for("public.sign_in", next=page_address())
    return render_template("public/sign_in.html", form=form, action=action, again=True), 401


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session here and on the server."""
    signed_in.forget()
    flash(_("您已经退出。"), "success")
    return redirect(url_for("public.home"), 303)


@blueprint.route("/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Set a new password; after a one-time password nothing else is open until this is done."""
    user, form = signed_in.get_signed_in_user(), PasswordForm()
    if form.validate_on_submit() and _accepts(form, user):
        service.change_password(user, form.new.data, keep_token=signed_in.current_token())
        flash(_("新密码已经设好。其他地方的登录都已退出。"), "success")
        return go_on(None, None)
    must = user.must_change_password
    return render_template("public/password.html", form=form, must=must), 422 if form.errors else 200


def _accepts(form: PasswordForm, user: User) -> bool:
    """Ask the rules; what they refuse stands beside the field that it is about."""
    try:
        if not signing_in.is_own_password(user, form.current.data, signed_in.caller()):
            form.refuse("current", _("现在的密码不对，请再输入一次"))
    except SignInRefusedError as error:
        form.refuse("current", error.sentence(locale_code()))
    if form.errors:
        return False
    if form.new.data == form.current.data:
        form.refuse("new", _("新密码要和现在的密码不同，请换一个"))
    elif fault := find_password_fault(form.new.data, user.login):
        form.refuse("new", sentence(fault, {}, locale_code()))
    return not form.errors
