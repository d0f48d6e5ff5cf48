"""Setting up the second step: an app on the phone, codes on paper; taking the app away."""

from io import BytesIO

import segno
from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts import queries, second_factor
from jobmatch.accounts.second_factor import FactorRefusedError
from jobmatch.accounts.tables import TotpFactor, User
from jobmatch.doors.account import blueprint
from jobmatch.doors.account.confirming import ask, is_confirmed
from jobmatch.doors.account.forms import ConfirmForm, FirstCodeForm
from jobmatch.web import signed_in
from jobmatch.web.access import home_of
from jobmatch.web.language import locale_code


@blueprint.get("/second-factor", endpoint="second_factor")
def second_factor_page() -> ResponseReturnValue:
    """Choose a second step; who must have one comes here before anything else opens."""
    return _page(ask(ConfirmForm()))


@blueprint.post("/app/begin")
def begin_app() -> ResponseReturnValue:
    """Make the secret that the phone's app will share."""
    form = ask(ConfirmForm())
    if not is_confirmed(form):
        return _page(form), 422
    try:
        second_factor.begin_app(signed_in.get_signed_in_user())
    except FactorRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(form), 409
    return redirect(url_for("account.app"), 303)


@blueprint.route("/app", methods=["GET", "POST"])
def app() -> ResponseReturnValue:
    """Scan the picture or type the secret, then prove with a first code that it works."""
    user, form = signed_in.get_signed_in_user(), FirstCodeForm()
    if _unconfirmed(user) is None:
        return redirect(url_for("account.second_factor"))
    if form.validate_on_submit():
        try:
            token, codes = second_factor.confirm_app(user, form.code.data, signed_in.current_token())
        except FactorRefusedError as error:
            form.refuse("code", error.sentence(locale_code()))
        else:
            signed_in.remember(token)
            return codes_page(user, codes)
    factor = _unconfirmed(user)
    if factor is None:
        return redirect(url_for("account.second_factor"), 303)
    secret = second_factor.secret_in_groups(factor)
    return render_template("account/app.html", form=form, secret=secret, user=user), 422 if form.errors else 200


@blueprint.get("/app.svg")
def app_picture() -> ResponseReturnValue:
    """The secret as a picture (QR) for the phone's camera, while it is being set up and never again."""
    user = signed_in.get_signed_in_user()
    factor = _unconfirmed(user)
    if factor is None:
        abort(404)
    drawn = BytesIO()
    segno.make(second_factor.app_address(user, factor), error="m").save(drawn, kind="svg", scale=6, border=4)
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@blueprint.post("/app/remove")
def remove_app() -> ResponseReturnValue:
    """Take the app away, for another phone or another way."""
    form, user = ConfirmForm(), signed_in.get_signed_in_user()
    if not is_confirmed(form):
        return _page(form), 422
    try:
        second_factor.remove_app(user, signed_in.is_second_factor_required(user))
    except FactorRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return _page(form), 409
    flash(_("验证码应用已经解除。"), "success")
    return redirect(url_for("account.home"), 303)


@blueprint.route("/recovery-codes", methods=["GET", "POST"])
def recovery_codes() -> ResponseReturnValue:
    """Make ten new codes on paper; the ones from before open nothing any more."""
    form, user = ConfirmForm(), signed_in.get_signed_in_user()
    if not queries.has_second_factor(user.id):
        return redirect(url_for("account.second_factor"))
    if is_confirmed(form):
        return codes_page(user, second_factor.new_recovery_codes(user))
    left = queries.count_recovery_codes(user.id)
    return render_template("account/new_codes.html", form=form, left=left), 422 if form.errors else 200


def codes_page(user: User, codes: list[str]) -> ResponseReturnValue:
    """Show recovery codes, this once; where there are none to show, lead on."""
    if not codes:
        flash(_("第二步验证已经设好。其他地方的登录都已退出。"), "success")
        return redirect(url_for("account.home"), 303)
    return render_template("account/codes.html", codes=codes, user=user, home=url_for(home_of(user.role)))


def _page(form: ConfirmForm) -> str:
    user = signed_in.get_signed_in_user()
    return render_template(
        "account/second_factor.html",
        form=form,
        must=signed_in.needs_second_factor(),
        has_app=queries.has_app(user.id),
        passkeys=len(queries.list_passkeys(user.id)),
    )


def _unconfirmed(user: User) -> TotpFactor | None:
    factor = queries.find_totp(user.id)
    return factor if factor is not None and factor.confirmed_at is None else None
