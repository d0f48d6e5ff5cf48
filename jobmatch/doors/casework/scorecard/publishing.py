"""Signing a scorecard: the figures once more, a reason for each small one, and then they stand."""

# mypy: disallow-subclassing-any=false

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.accounts.queries import get_district
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import my_district
from jobmatch.doors.casework.scorecard.period import asked_of, period_of
from jobmatch.reports.publication_rules import needs_reason, seal_of
from jobmatch.reports.publishing import LONGEST_REASON, PublicationRefusedError, SmallFigureError, publish
from jobmatch.reports.report import Report, report_of
from jobmatch.reports.written import by_process, said
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.fields import HiddenField, LongTextField, TickField
from jobmatch.web.filters import PeriodFilter
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.web.validators import Required, Ticked, TooLong
from jobmatch.wording import sentence

REASON = "reason_"


class SigningForm(Form):
    """What the head signs; ``form_of`` adds the questions."""

    seen = HiddenField()


def form_of(report: Report) -> SigningForm:
    """Return the form: for each figure from 1 to 4, why it may be shown, and last that all were checked."""
    asked = {
        REASON + one.key: LongTextField(
            _("“%(name)s”是 %(value)s，为什么可以公布", name=one.name, value=said(one)),
            hint=_("不到 5 的数可能让人认出是谁"),
            rows=2,
            validators=[Required(_("理由")), TooLong(_("理由"), high=LONGEST_REASON)],
        )
        for one in report.figures
        if needs_reason(one.value)
    }
    checked = TickField(_("上面的数我已核对，同意发布"), validators=[Ticked(_("请核对上面的数，勾选后再签发"))])
    form: SigningForm = type("SigningForm", (SigningForm,), {**asked, "checked": checked})()
    return form


@blueprint.route("/scorecard/publish", methods=["GET", "POST"])
def publish_scorecard() -> ResponseReturnValue:
    """Sign the scorecard of a period, so that it stands as it is."""
    first, last = period_of(PeriodFilter.asked())
    report = report_of(get_district(my_district()), first, last, locale_code(), clock.today())
    form = form_of(report)
    if not form.validate_on_submit():
        return _page(report, form), 422 if form.errors else 200
    reasons = {one.key: form[REASON + one.key].data for one in report.figures if needs_reason(one.value)}
    try:
        made = publish(current_actor(), my_district(), first, last, seen=str(form.seen.data), reasons=reasons)
    except (PublicationRefusedError, BrokenRuleError) as error:
        form.refuse(REASON + error.indicator if isinstance(error, SmallFigureError) else None, _told(error))
        return _page(report, form), 409
    flash(_("已签发。发布的数和名单不会再变，以后的变动另外列出。"), "success")
    return redirect(url_for("casework.publication", publication_id=made.id), 303)


def _page(report: Report, form: SigningForm) -> str:
    form.seen.data = seal_of({one.key: one.value for one in report.figures})
    return render_template(
        "casework/scorecard/publish.html",
        form=form,
        report=report,
        is_over=is_over(report.last),
        parts=list(by_process(report.figures, locale_code())),
        said=said,
        asked=asked_of(report.first, report.last),
    )


def is_over(last: date) -> bool:
    """Tell whether a period that ends on ``last`` may be published today."""
    return last < clock.today()


def _told(error: PublicationRefusedError | BrokenRuleError) -> str:
    if isinstance(error, BrokenRuleError):
        return sentence(f"rule.{error.rule}", {}, locale_code())
    return error.sentence(locale_code())
