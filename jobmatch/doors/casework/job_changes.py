"""What a job would change for a person and the family: asked, answered, printed; nothing of it is kept."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.referral_shown import referral_shown
from jobmatch.doors.casework.scope import referral_or_404
from jobmatch.employment.job_changes import Change, Effect, Household, NewJob, changes
from jobmatch.law.installed import law_on
from jobmatch.people.service import record_view
from jobmatch.referrals.tables import Referral
from jobmatch.web.fields import AmountField, ChoiceField, DayField
from jobmatch.web.forms import Form
from jobmatch.web.signed_in import current_actor
from jobmatch.web.validators import Required, WholeNumber

MOST_YUAN, MOST_DAYS = 200_000, 366
KNOWN = (("yes", _l("有")), ("no", _l("没有")), ("unknown", _l("不知道")))
SAYS = {"yes": True, "no": False}
EFFECTS = {Effect.TO_DO: _l("要做的"), Effect.STAYS: _l("不变的"), Effect.MAY_CHANGE: _l("可能会变的")}


class ChangesForm(Form):
    """What the caseworker has asked the person and the family."""

    dibao = ChoiceField(_l("家里有低保吗"), choices=KNOWN, inline=True)
    living_subsidy = ChoiceField(_l("领困难残疾人生活补贴吗"), choices=KNOWN, inline=True)
    nursing_subsidy = ChoiceField(_l("领重度残疾人护理补贴吗"), choices=KNOWN, inline=True)
    starts_on = DayField(_l("哪天上班"), validators=[Required()])
    wage = AmountField(_l("每月工资"), suffix=_l("元"), validators=[WholeNumber(low=1, high=MOST_YUAN)])
    standard = AmountField(
        _l("本地低保标准，每人每月"),
        hint=_l("不知道就不填，民政部门会告诉您。"),
        suffix=_l("元"),
        validators=[WholeNumber(low=1, high=MOST_YUAN)],
    )

    def validate(self, extra_validators: object = None) -> bool:
        """A first day within a year of today."""
        is_valid = bool(super().validate(extra_validators))
        day = self.starts_on.data
        if day is not None and abs((day - clock.today()).days) > MOST_DAYS:
            self.refuse("starts_on", _("上班日期离今天超过一年，请核对年份"))
        return is_valid and not self.errors


class Group(NamedTuple):
    """Changes of one effect, in the order in which they happen."""

    title: str
    changes: list[Change]


@blueprint.route("/referrals/<id:referral_id>/changes", methods=["GET", "POST"])
def job_changes(referral_id: str) -> ResponseReturnValue:
    """Tell beforehand what the job would change, and print it for the family."""
    referral = referral_or_404(referral_id)
    low = referral.position.wage_min_fen
    form = ChangesForm(wage=None if low is None else Decimal(low) / 100 if low % 100 else low // 100)
    record_view(current_actor(), referral.seeker_id, "referral")
    if form.validate_on_submit():
        return _page(referral, form, _found(referral, form))
    return _page(referral, form, None), 422 if form.errors else 200


def _found(referral: Referral, form: ChangesForm) -> list[Change]:
    household = Household(
        dibao=SAYS.get(form.dibao.data),
        living_subsidy=SAYS.get(form.living_subsidy.data),
        nursing_subsidy=SAYS.get(form.nursing_subsidy.data),
        standard_fen=_fen(form.standard.data),
    )
    starts_on = form.starts_on.data
    assert starts_on is not None, "the form asks for it"
    job = NewJob(starts_on=starts_on, wage_fen=_fen(form.wage.data))
    return changes(household, job, _card_until(referral), law_on(job.starts_on))


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * 100)


def _card_until(referral: Referral) -> date | None:
    return max((one.valid_until for one in referral.seeker.person.certificates), default=None)


def _page(referral: Referral, form: ChangesForm, found: list[Change] | None) -> str:
    groups = [
        Group(str(title), [one for one in found or [] if one.effect is effect]) for effect, title in EFFECTS.items()
    ]
    return render_template(
        "casework/job_changes.html",
        referral=referral_shown(referral),
        form=form,
        is_answered=found is not None,
        groups=[one for one in groups if one.changes],
        district=find_district(),
        starts_on=form.starts_on.data,
    )
