"""The table of points: what each fact counts, why, and since when; a caseworker tunes it, a head puts it in force."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.scope import my_district
from jobmatch.doors.admin.score_forms import InForceForm, PointsForm, points_form
from jobmatch.doors.admin.score_shown import FEATURES_SHOWN, feature_shown, score_shown, version_shown
from jobmatch.matching import tuning
from jobmatch.matching.score_tables import get_score_table, newest_raw
from jobmatch.matching.tuning import TuningRefusedError
from jobmatch.web.access import who_may
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor, get_signed_in_user


@blueprint.get("/score")
def score() -> ResponseReturnValue:
    """Every feature with its points as they rank now, and the versions that were made."""
    return _score_page()


@blueprint.route("/score/features/<feature>", methods=["GET", "POST"])
def score_feature(feature: str) -> ResponseReturnValue:
    """Give a feature other points, or say more about it: that makes a new version, which ranks nothing yet."""
    if feature not in FEATURES_SHOWN:
        abort(404)
    entry = newest_raw(my_district())["features"][feature]
    form = points_form(feature, entry, locale_code())
    if form.validate_on_submit():
        made = _tune(form, feature)
        if made is not None:
            flash(_("新的一版已经存好，还没有开始用。"), "success")
            return redirect(url_for("admin.score_version", score_table_id=made), 303)
    status = 422 if form.errors or form.form_errors else 200
    return render_template(
        "admin/score_feature.html", form=form, one=feature_shown(feature, entry, locale_code())
    ), status


def _tune(form: PointsForm, feature: str) -> str | None:
    """Make the version; None where the points were refused, which the form then says."""
    try:
        return tuning.tune(current_actor(), my_district(), feature, form.points, form.note.data).id
    except TuningRefusedError as error:
        form.refuse(None, error.sentence(locale_code()))
        return None


@blueprint.get("/score/versions/<id:score_table_id>")
def score_version(score_table_id: str) -> ResponseReturnValue:
    """What a version changes against the one that ranks now, and whom that would move."""
    return _version_page(score_table_id, InForceForm())


@blueprint.post("/score/versions/<id:score_table_id>/use")
def use_score_version(score_table_id: str) -> ResponseReturnValue:
    """Let a version rank from now on."""
    form = InForceForm()
    if not form.validate_on_submit():
        return _version_page(score_table_id, form)
    return _put_in_force(form, score_table_id)


@blueprint.post("/score/use-shipped")
def use_shipped_score() -> ResponseReturnValue:
    """Let the table that came with the program rank again."""
    form = InForceForm()
    if not form.validate_on_submit():
        return _score_page(form), 422
    return _put_in_force(form, None)


def _put_in_force(form: InForceForm, score_table_id: str | None) -> ResponseReturnValue:
    try:
        tuning.put_in_force(current_actor(), my_district(), score_table_id)
    except LookupError:
        abort(404)
    except TuningRefusedError as error:
        flash(error.sentence(locale_code()), "message")
    else:
        flash(_("从现在起，推荐按这一版排序。以前打印和看过的名单不变。"), "success")
    return redirect(url_for("admin.score"), 303)


def _score_page(form: InForceForm | None = None) -> str:
    shown = score_shown(my_district(), locale_code())
    return render_template("admin/score.html", shown=shown, form=form, may_use=_may_use())


def _may_use() -> bool:
    return get_signed_in_user().role in (who_may("admin.use_score_version") or ())


def _version_page(score_table_id: str, form: InForceForm) -> ResponseReturnValue:
    try:
        table = get_score_table(my_district(), score_table_id)
    except LookupError:
        abort(404)
    shown = version_shown(table, locale_code())
    page = render_template("admin/score_version.html", shown=shown, form=form, may_use=_may_use())
    return page, 422 if form.errors else 200
