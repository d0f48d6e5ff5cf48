"""Where one goes once signed in: to what must be done first, to what was wanted, or to the form that came too late."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch.web import signed_in
from jobmatch.web.kept_forms import unpack
from jobmatch.web.local_paths import first_page, local_path


def go_on(wanted: str | None, kept_text: str | None) -> ResponseReturnValue:
    """Lead whoever has just signed in to what they wanted, or offer the form that came too late once more.

    A one-time password is changed first, and a second step set up where there must be one.
    """
    user = signed_in.get_signed_in_user()
    if user.must_change_password:
        return redirect(url_for("public.password"), 303)
    if signed_in.needs_second_factor():
        return redirect(url_for("account.second_factor"), 303)
    kept, page = unpack(kept_text, user.id), first_page(user.role, wanted)
    if kept is None or local_path(kept.path) is None:
        return redirect(page, 303)
    return render_template("public/send_again.html", kept=kept, page=page)
