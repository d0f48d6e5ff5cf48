"""Asking for the password once more before something that matters; wrong ones count as failed sign-ins."""

from flask_babel import gettext as _

from jobmatch.accounts import signing_in
from jobmatch.accounts.signing_in import SignInRefusedError
from jobmatch.doors.account.forms import ConfirmForm
from jobmatch.web import signed_in
from jobmatch.web.language import locale_code


def ask(form: ConfirmForm) -> ConfirmForm:
    """Return ``form`` as it is asked now: who must set up a second factor has given the password a moment ago."""
    if signed_in.needs_second_factor():
        form.without_password()
    return form


def is_confirmed(form: ConfirmForm) -> bool:
    """Tell whether the form came whole and with the right password; what is wrong stands beside the field."""
    if not form.validate_on_submit():
        return False
    user, caller = signed_in.get_signed_in_user(), signed_in.caller()
    if "password" not in form:
        return True
    try:
        if not signing_in.is_own_password(user, form.password.data, caller):
            form.refuse("password", _("密码不对，请再输入一次"))
    except SignInRefusedError as error:
        form.refuse("password", error.sentence(locale_code()))
    return not form.errors
