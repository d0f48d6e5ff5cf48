"""The employer's answer to a referral: three ways forward, one way out with its reason."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.referrals.rules import Answer
from jobmatch.web import labels
from jobmatch.web.fields import ChoiceField, DayField, HiddenField
from jobmatch.web.forms import Form

LATEST_DAYS = 92


class AnswerForm(Form):
    """Which answer; with an interview its day, with a refusal its reason."""

    answer = HiddenField()
    meet_on = DayField(_l("面试日期"))
    reason = ChoiceField(_l("为什么不合适"), choices=list(labels.DECLINE_REASONS.items()))

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for the day of an interview and the reason of a refusal, and for nothing else."""
        is_valid = bool(super().validate(extra_validators))
        if self.answer.data == Answer.INTERVIEW and not self.meet_on.errors:
            is_valid = self._checks_day() and is_valid
        if self.answer.data == Answer.DECLINED and not self.reason.data:
            self.refuse("reason", _("请选一个不合适的原因，方便我们帮本人找下一个岗位"))
            is_valid = False
        if self.answer.data != Answer.DECLINED and self.reason.data:
            self.refuse("reason", _("选了不合适的原因，又说合适。请只答复一种"))
            is_valid = False
        return is_valid

    def _checks_day(self) -> bool:
        chosen, today = self.meet_on.data, clock.today()
        if chosen is None:
            self.refuse("meet_on", _("请填写面试日期"))
        elif chosen < today:
            self.refuse("meet_on", _("面试日期已经过去，请改成今天或以后"))
        elif chosen > today + timedelta(days=LATEST_DAYS):
            self.refuse("meet_on", _("面试日期在三个月以后，请核对年份和月份"))
        return not self.meet_on.errors
