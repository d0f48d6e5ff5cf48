"""The desk's forms about places: ask for one, write down an agreement, end it. Nothing is chosen beforehand."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.employers.queries import find_employer_by_uscc
from jobmatch.web.fields import ChoiceField, DayField, NumberField, SelectField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Choose, Required, TooLong, ValidationError, WholeNumber
from jobmatch.web.workshop_labels import ASKED_BY, END_REASONS
from jobmatch.workshops.placement_tables import AgreementKind, AskedBy
from jobmatch.workshops.service import Agreement

NOTE_MOST, USCC_MOST, HOURS_MOST = 200, 40, 44

_FLEXIBLE_HINT = _l("按时间、强度、报酬灵活约定。任何单位都不能拿来计入按比例就业。")


class AskForm(Form):
    """Where a place is asked for, by whom, since when."""

    institution = SelectField(_l("哪家机构"), validators=[Choose(_l("哪家机构"))])
    asked_by = ChoiceField(_l("谁提出的"), validators=[Choose(_l("谁提出的"))], choices=list(ASKED_BY.items()))
    asked_on = DayField(
        _l("哪天提出的"), validators=[Required()], default=clock.today, hint=_l("轮候按这一天排先后。照实写。")
    )

    @property
    def by(self) -> AskedBy:
        """Who asked, once the form is valid."""
        return AskedBy(self.asked_by.data)


class AgreementForm(Form):
    """What was agreed after the trial."""

    kind = ChoiceField(
        _l("签的是什么"),
        validators=[Choose(_l("签的是什么"))],
        choices=[
            (AgreementKind.LABOUR, _l("劳动合同"), _l("不低于最低工资，缴社保。签约单位可以按规定申报按比例就业。")),
            (AgreementKind.FLEXIBLE, _l("就业协议（灵活报酬）"), _FLEXIBLE_HINT),
        ],
    )
    began_on = DayField(_l("从哪天起"), validators=[Required()], default=clock.today)
    hours_week = NumberField(
        _l("每周多少小时（可以不填）"), validators=[WholeNumber(low=1, high=HOURS_MOST)], suffix=_l("小时"), width=4
    )
    employer = TextField(
        _l("签劳动合同的单位（机构自己签的不填）"),
        hint=_l("统一社会信用代码。只有劳动合同要填。"),
        validators=[TooLong(high=USCC_MOST)],
        autocomplete="off",
        width=20,
    )

    def __init__(self, district_id: str, **given: Any) -> None:
        super().__init__(**given)
        self.district_id = district_id
        self.employer_id: str | None = None

    def validate_employer(self, field: TextField) -> None:
        """An employer that is entered, and only beside a labour contract."""
        self.employer_id = None
        if not field.data:
            return
        if self.kind.data == AgreementKind.FLEXIBLE:
            raise ValidationError(_("灵活报酬的就业协议不计入任何单位，请把这一项空着"))
        found = find_employer_by_uscc(field.data.upper())
        if found is None or found.district_id != self.district_id:
            raise ValidationError(_("没有登记这个信用代码的单位，请核对"))
        self.employer_id = found.id

    @property
    def agreement(self) -> Agreement:
        """Return what was typed, once it is valid."""
        assert self.began_on.data is not None, "it is required"
        return Agreement(AgreementKind(self.kind.data), self.began_on.data, self.hours_week.data, self.employer_id)


class EndForm(Form):
    """Why it ended, and when."""

    reason = ChoiceField(_l("为什么结束"), validators=[Choose(_l("为什么结束"))])
    ended_on = DayField(_l("最后一天"), validators=[Required()], default=clock.today)
    note = TextField(
        _l("补充说明（可以不填）"),
        validators=[TooLong(_l("补充说明"), high=NOTE_MOST)],
        hint=_l("不要写证件号码和病情。"),
    )

    def offer(self, reasons: Sequence[str]) -> None:
        """Offer the reasons for which it may end as it stands."""
        self.reason.choices = [(one, END_REASONS[one]) for one in reasons]
