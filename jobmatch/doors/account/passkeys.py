"""Passkeys of one's own: add one with the browser's help, take one away."""

from flask import abort, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts import passkeys as keys
from jobmatch.accounts import queries
from jobmatch.accounts.second_factor import FactorRefusedError
from jobmatch.doors.account import blueprint
from jobmatch.doors.account.confirming import ask, is_confirmed
from jobmatch.doors.account.forms import PasskeyForm
from jobmatch.doors.account.second_factors import codes_page
from jobmatch.web import signed_in
from jobmatch.web.language import locale_code
from jobmatch.web.sites import passkeys_work_here, this_site


@blueprint.get("/passkeys", endpoint="passkeys")
def list_passkeys() -> ResponseReturnValue:
    """Which passkeys I have, and how to add one."""
    return _page(ask(PasskeyForm()))


@blueprint.post("/passkeys/options")
def passkey_options() -> ResponseReturnValue:
    """What the browser needs to make a passkey; the small script asks for it."""
    if not passkeys_work_here():
        abort(404)
    try:
        return jsonify(keys.ask_to_register(signed_in.get_signed_in_user(), this_site()))
    except FactorRefusedError as error:
        return jsonify(error=error.sentence(locale_code())), 409


@blueprint.post("/passkeys", endpoint="add_passkey")
def add_passkey() -> ResponseReturnValue:
    """Keep the passkey that the browser has made."""
    form, user = ask(PasskeyForm()), signed_in.get_signed_in_user()
    if not is_confirmed(form):
        return _page(form), 422
    try:
        token = signed_in.current_token()
        token, codes = keys.register(user, this_site(), form.name.data, form.answer_read(), token)
    except FactorRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(form), 422
    signed_in.remember(token)
    return codes_page(user, codes)


@blueprint.post("/passkeys/<id:passkey_id>/remove")
def remove_passkey(passkey_id: str) -> ResponseReturnValue:
    """Take a passkey away: a device that was lost or given on."""
    user = signed_in.get_signed_in_user()
    form = PasskeyForm()
    try:
        if not keys.remove(user, passkey_id, signed_in.is_second_factor_required(user)):
            abort(404)
    except FactorRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(form), 409
    flash(_("通行密钥已经移除。"), "success")
    return redirect(url_for("account.passkeys"), 303)


def _page(form: PasskeyForm) -> str:
    user = signed_in.get_signed_in_user()
    there = queries.list_passkeys(user.id)
    works = passkeys_work_here()
    return render_template("account/passkeys.html", form=form, passkeys=there, works=works)
