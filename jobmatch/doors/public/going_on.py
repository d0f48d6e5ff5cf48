"""Where one goes once signed in: to what was wanted, or to the form that came too late."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from jobmatch.web import signed_in
from jobmatch.web.kept_forms import unpack
from jobmatch.web.local_paths import first_page, local_path


def go_on(wanted: str | None, kept_text: str | None) -> ResponseReturnValue:
    """Lead whoever has just signed in to what they wanted, or offer the form that came too late once more."""
    user = signed_in.get_signed_in_user()
    kept, page = unpack(kept_text, user.id), first_page(user.role, wanted)
    if kept is None or local_path(kept.path) is None or user.must_change_password:
        return redirect(page, 303)
    return render_template("public/send_again.html", kept=kept, page=page)
