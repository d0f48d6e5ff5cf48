"""What an employer types for its what-if: the year's figures, who would come, who would go. Kept nowhere."""

from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.employment.own_months import OwnMonths
from jobmatch.levy.filing import levy_day
from jobmatch.levy.rules import EmployerType, LevyFacts
from jobmatch.levy.rules.credit import MONTHS_OF_A_YEAR
from jobmatch.levy.rules.scenario import Change, Ending, Gain
from jobmatch.people.disclosure import employer_viewer, name_for
from jobmatch.web.facts import month_name
from jobmatch.web.fields import NumberField, SelectField, TickField
from jobmatch.web.levy_figures import MOST_MONTHS, LevyFigures, exact, social_avg_field
from jobmatch.web.validators import WholeNumber

MOST_PEOPLE = 999
COMERS = (("ordinary", 1), ("severe", 2))
SCENARIO = (
    *(f"{who}_{what}" for who, _weight in COMERS for what in ("count", "from")),
    "leaver",
    "leaver_from",
    "leaver_severe",
)


class WhatIfForm(LevyFigures):
    """The year's figures and a scenario; without one it says what is due as things are.

    ``own`` are the employer's months of the year, ``first`` the first month in which somebody may still come or go,
    None for a year that is over.
    """

    severe_months = NumberField(
        _l("其中重度残疾职工的月数"),
        hint=_l(
            "残疾人证一、二级和残疾军人一至三级按两人计算。"
            "残联系统不向单位显示谁是几级，请按本单位手里的证件填。没有就空着。"
        ),
        validators=[WholeNumber(high=MOST_MONTHS)],
    )
    social_avg = social_avg_field()
    ordinary_count = NumberField(_l("增加几位（不是重度，按一人计算）"), validators=[WholeNumber(high=MOST_PEOPLE)])
    ordinary_from = SelectField(_l("他们从几月起上班"))
    severe_count = NumberField(_l("增加几位重度残疾人（按两人计算）"), validators=[WholeNumber(high=MOST_PEOPLE)])
    severe_from = SelectField(_l("重度的从几月起上班"))
    leaver = SelectField(_l("谁的合同结束（选填）"))
    leaver_from = SelectField(_l("从几月起不再上班"))
    leaver_severe = TickField(_l("这位是重度，按两人计算"))

    def __init__(self, own: OwnMonths, first: int | None) -> None:
        self.own = own
        super().__init__()
        if first is None:
            for name in SCENARIO:
                del self[name]
            return
        months = [(str(month), self._month(month)) for month in range(first, MONTHS_OF_A_YEAR + 1)]
        viewer = employer_viewer(is_open=False, is_hired=True, may_recommend=False, may_name=False)
        workers = [(one.spell_id, name_for(viewer, one.name)) for one in own.workers]
        for name in ("ordinary_from", "severe_from", "leaver_from"):
            self[name].choices = months
        self.leaver.choices = workers

    def process(self, *given: Any, **more: Any) -> None:
        """Name the year in the questions first, so that it also stands in what is said of an answer."""
        self.headcount.label.text = _("%(year)s 年在职职工平均人数", year=self.own.year)
        self.payroll.label.text = _("%(year)s 年工资总额（元）", year=self.own.year)
        self.social_avg.label.text = _("当地 %(year)s 年社会平均工资（元，选填）", year=self.own.year)
        super().process(*given, **more)

    @property
    def has_scenario(self) -> bool:
        """Tell whether somebody may still come or go in the year."""
        return "leaver" in self

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse what does not fit together: more months than there are, people without a month or the other way."""
        is_valid = bool(super().validate(extra_validators))
        heads, severe = self.headcount.data, self.severe_months.data or 0
        if heads and not self.headcount.errors and self.own.expected > heads * MONTHS_OF_A_YEAR:
            self.refuse("headcount", _("残疾职工的月数比全体职工一年的月数还多，请核对人数和月数"))
        if not self.severe_months.errors and severe > self.own.expected:
            self.refuse("severe_months", _("这一年一共只有 %(months)s 个人月，请核对", months=self.own.expected))
        if self.has_scenario:
            self._check_scenario(severe)
        return is_valid and not any(field.errors for field in self)

    def _check_scenario(self, severe: int) -> None:
        for who, _weight in COMERS:
            count, month = self[f"{who}_count"], self[f"{who}_from"]
            if count.data and not month.data and not month.errors:
                self.refuse(month.name, _("请选择从几月起上班"))
            if month.data and not count.data and not count.errors:
                self.refuse(count.name, _("请填写增加几位，或者不选月份"))
        if self.leaver.data and not self.leaver_from.data and not self.leaver_from.errors:
            self.refuse("leaver_from", _("请选择从几月起不再上班"))
        if (self.leaver_from.data or self.leaver_severe.data) and not self.leaver.data and not self.leaver.errors:
            self.refuse("leaver", _("请选择谁的合同结束，或者不选月份"))
        if self.leaver_severe.data and self._lost() > severe and not self.severe_months.errors:
            sentence = _("合同结束的这位按两人计算，还有 %(months)s 个月，这里至少要有这么多", months=self._lost())
            self.refuse("severe_months", sentence)

    def _month(self, number: int | str) -> str:
        return month_name(f"{self.own.year:04d}-{int(number):02d}")

    def _lost(self) -> int:
        """The months of whoever leaves that would still have come."""
        if not (self.leaver.data and self.leaver_from.data):
            return 0
        worker = next(one for one in self.own.workers if one.spell_id == self.leaver.data)
        return sum(month >= int(self.leaver_from.data) for month in worker.months)

    def facts(self) -> LevyFacts:
        """Return the year as things are, for the rules; call it after the form was found valid."""
        given = self.data_of("headcount", "payroll", "social_avg", "employer_type")
        months = self.own.expected + (self.severe_months.data or 0)
        return LevyFacts(
            levy_date=levy_day(self.own.year),
            headcount=Fraction(given["headcount"]),
            payroll=Fraction(given["payroll"]),
            credited=Fraction(months, MONTHS_OF_A_YEAR),
            social_avg=exact(given["social_avg"]),
            employer_type=EmployerType(given["employer_type"]),
        )

    def gains(self) -> list[Gain]:
        """List who would come and who would go; call it after the form was found valid."""
        if not self.has_scenario:
            return []
        gains: list[Gain] = []
        for who, weight in COMERS:
            if count := self[f"{who}_count"].data:
                gains += [Change(weight, int(self[f"{who}_from"].data))] * count
        if self.leaver.data:
            gains.append(Ending(2 if self.leaver_severe.data else 1, self._lost()))
        return gains

    def said(self) -> list[str]:
        """Say the scenario, one sentence a change; names of people stay out of what is printed for others."""
        if not self.has_scenario:
            return []
        sentences = []
        if self.ordinary_count.data:
            given = {"count": self.ordinary_count.data, "month": self._month(self.ordinary_from.data)}
            sentences.append(_("增加 %(count)s 位残疾职工，%(month)s起上班，到年底", **given))
        if self.severe_count.data:
            given = {"count": self.severe_count.data, "month": self._month(self.severe_from.data)}
            sentences.append(_("增加 %(count)s 位重度残疾职工（按两人计算），%(month)s起上班，到年底", **given))
        if self.leaver.data:
            given = {"month": self._month(self.leaver_from.data), "months": self._lost()}
            sentences.append(_("一份合同结束，%(month)s起不再上班，少 %(months)s 个月", **given))
        return sentences
