"""Register somebody who is present or on the telephone: the same submission as at any other entrance."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.village import blueprint
from jobmatch.doors.village.forms import PAPER, RegisterForm
from jobmatch.doors.village.scope import my_district, village_or_404
from jobmatch.seekers.answers import Answers, AnswersError
from jobmatch.seekers.papers import take_in
from jobmatch.seekers.service import Arrival, Source
from jobmatch.seekers.tables import Entrance
from jobmatch.storage.idempotency import KeyReusedError
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor, get_signed_in_user

_FIELDS = {"citizen_number": None, "town": "village", "consents": "store", "person": "same"}


@blueprint.route("/register", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    """Take down somebody's wish to work; the desk sees it at once, and who it is once the card was seen."""
    form = RegisterForm()
    form.offer_villages()
    form.offer_namesakes()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        if form.is_registered_before:
            flash(_("没有再登记：%(name)s您登记过了。", name=form.name.data), "success")
            return redirect(url_for("village.registered"), 303)
        try:
            take_in(current_actor(), _arrival(form), Answers.read(_answers(form), clock.today()), form.picture)
        except AnswersError as error:
            form.refuse(_FIELDS.get(error.field, error.field), error.sentence(locale_code()))
        except KeyReusedError:
            form.refuse(None, _("这一份已经交过了，内容和现在的不一样。要再登记一个人，请重新打开这一页。"))
            status = 409
        else:
            flash(_("已登记%(name)s。经办人看过证件以后，就开始找岗位。", name=form.name.data), "success")
            return redirect(url_for("village.registered"), 303)
    return render_template("village/register.html", form=form, district=find_district()), status


def _arrival(form: RegisterForm) -> Arrival:
    source = Source("account", get_signed_in_user().id)
    return Arrival(form.key.data, my_district(), Entrance(form.met.data), locale_code(), source=source)


def _answers(form: RegisterForm) -> dict[str, Any]:
    """Return what was answered as the service takes it; what was not said is left out."""
    village = village_or_404(form.village.data)
    given = {
        "name": form.name.data,
        "phone": form.phone.data or None,
        "town": village.town_id,
        "village": village.id,
        "wanted": form.wishes(),
        "text": form.text.data or None,
        "consents": [purpose for purpose in ("store", "recommend") if form[purpose].data],
        "consent_version": form.consent_version.data,
        "consent_form": "full" if form.proof.data == PAPER else "spoken",
        "capacity": form.capacity.data,
        "person": form.person_id,
    }
    return {name: value for name, value in given.items() if value is not None}
