"""The calculator's questions; everything stays in the answer to this one request and is kept nowhere."""

from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.levy.rules import EmployerType, LevyFacts
from jobmatch.levy.rules.credit import MONTHS_OF_A_YEAR
from jobmatch.web.fields import DayField, NumberField
from jobmatch.web.levy_figures import MOST_MONTHS, LevyFigures, exact, social_avg_field
from jobmatch.web.validators import Required, WholeNumber


class LevyForm(LevyFigures):
    """An employer's year in six figures."""

    ordinary_months = NumberField(
        _l("三级、四级残疾职工一共工作了几个月"),
        hint=_l("每人工作一个月算一个月，两个人全年是 24。残疾军人四至八级也填在这里。"),
        validators=[WholeNumber(high=MOST_MONTHS)],
    )
    severe_months = NumberField(
        _l("一级、二级残疾职工一共工作了几个月"),
        hint=_l("这些月份按两人计算，填实际的月数就可以。残疾军人一至三级也填在这里。"),
        validators=[WholeNumber(high=MOST_MONTHS)],
    )
    social_avg = social_avg_field()
    levy_date = DayField(_l("申报日期"), hint=_l("按这一天的规定计算。"), validators=[Required()], default=clock.today)
    registered = DayField(
        _l("单位登记日期（选填）"), hint=_l("只有算 2019 年及以前的残保金才用得到：那时小单位只在成立三年内免缴。")
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse more months than the staff could have worked, and a registration after the levy."""
        is_valid = bool(super().validate(extra_validators))
        heads = self.headcount.data
        if heads and not self.headcount.errors and self._months_worked() > heads * MONTHS_OF_A_YEAR:
            self.refuse("ordinary_months", _("残疾职工的月数比全体职工一年的月数还多，请核对人数和月数"))
            is_valid = False
        if self.registered.data and self.levy_date.data and self.registered.data > self.levy_date.data:
            self.refuse("registered", _("单位登记日期晚于申报日期，请核对"))
            is_valid = False
        return is_valid

    def _months_worked(self) -> int:
        return (self.ordinary_months.data or 0) + (self.severe_months.data or 0)

    def facts(self) -> LevyFacts:
        """Return what was answered as the rules want it; call it after the form was found valid."""
        given = self.data_of("levy_date", "headcount", "payroll", "social_avg", "employer_type", "registered")
        months = (self.ordinary_months.data or 0) + 2 * (self.severe_months.data or 0)
        return LevyFacts(
            levy_date=given["levy_date"],
            headcount=Fraction(given["headcount"]),
            payroll=Fraction(given["payroll"]),
            credited=Fraction(months, MONTHS_OF_A_YEAR),
            social_avg=exact(given["social_avg"]),
            employer_type=EmployerType(given["employer_type"]),
            registered=given["registered"],
        )
