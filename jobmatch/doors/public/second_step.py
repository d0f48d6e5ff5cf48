"""The second step of the sign-in: a code from the app or from paper, or a passkey."""

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from jobmatch.accounts import passkeys, queries, signing_in
from jobmatch.accounts.second_factor import FactorRefusedError
from jobmatch.accounts.signing_in import SignInRefusedError
from jobmatch.accounts.tables import HalfSignIn
from jobmatch.doors.public import blueprint
from jobmatch.doors.public.forms import CodeForm, SignedForm
from jobmatch.doors.public.going_on import go_on
from jobmatch.web import signed_in
from jobmatch.web.language import locale_code
from jobmatch.web.sites import passkeys_work_here, this_site


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """Ask for the code, and let in who has it; each code opens once."""
    form, token = CodeForm(), signed_in.half_token()
    half = signing_in.find_half(token) if token else None
    if token is None or half is None:
        return redirect(url_for("public.sign_in", next=request.args.get("next")), 303)
    if form.validate_on_submit():
        try:
            entered = signing_in.give_code(token, form.code.data, signed_in.caller())
        except SignInRefusedError as error:
            form.refuse("code", error.sentence(locale_code()))
            return code_page(form, token), 429 if error.must_wait else 422
        signed_in.remember(entered)
        return go_on(request.args.get("next"), form.kept.data)
    return code_page(form, token), 422 if form.errors else 200


@blueprint.post("/sign-in/passkey/options")
def passkey_options() -> ResponseReturnValue:
    """What the browser needs to sign with a passkey; the small script asks for it."""
    half = _half()
    if half is None or not passkeys_work_here():
        abort(404)
    try:
        return jsonify(passkeys.ask_to_sign(half.user, this_site()))
    except FactorRefusedError as error:
        return jsonify(error=error.sentence(locale_code())), 409


@blueprint.post("/sign-in/passkey")
def passkey() -> ResponseReturnValue:
    """Let in who has signed with a passkey."""
    form, token = SignedForm(), signed_in.half_token()
    if token is None or signing_in.find_half(token) is None or not form.validate_on_submit():
        return redirect(url_for("public.sign_in", next=request.args.get("next")), 303)
    try:
        entered = signing_in.give_passkey(token, form.answer_read(), this_site(), signed_in.caller())
    except SignInRefusedError as error:
        again = CodeForm(formdata=None, kept=form.kept.data)
        again.refuse(None, error.sentence(locale_code()))
        return code_page(again, token), 429 if error.must_wait else 422
    signed_in.remember(entered)
    return go_on(request.args.get("next"), form.kept.data)


def code_page(form: CodeForm, token: str) -> str:
    """Draw the page that asks for the second factor of the sign-in that ``token`` continues."""
    half = signing_in.find_half(token)
    has_passkeys = half is not None and bool(queries.list_passkeys(half.user_id)) and passkeys_work_here()
    wanted = request.args.get("next")
    return render_template("public/code.html", form=form, wanted=wanted, has_passkeys=has_passkeys)


def _half() -> HalfSignIn | None:
    token = signed_in.half_token()
    return signing_in.find_half(token) if token else None
