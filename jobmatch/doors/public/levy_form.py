"""The calculator's questions; everything stays in the answer to this one request and is kept nowhere."""

from decimal import Decimal
from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.levy.rules import EmployerType, LevyFacts
from jobmatch.levy.rules.credit import MONTHS_OF_A_YEAR
from jobmatch.web.fields import AmountField, DayField, NumberField, SelectField
from jobmatch.web.forms import Form
from jobmatch.web.labels import EMPLOYER_TYPES
from jobmatch.web.validators import Choose, Required, WholeNumber

MOST_HEADS, MOST_YUAN, MOST_MONTHS = 1_000_000, 10**13, 12 * 100_000


class LevyForm(Form):
    """An employer's year in six figures."""

    employer_type = SelectField(_l("单位类型"), choices=list(EMPLOYER_TYPES.items()), validators=[Choose()])
    headcount = AmountField(
        _l("上年在职职工平均人数"),
        hint=_l("十二个月的人数相加除以 12，可以有小数。季节工按月折算；劳务派遣的人算在派遣单位。"),
        validators=[Required(), WholeNumber(low=1, high=MOST_HEADS)],
        width=10,
    )
    payroll = AmountField(
        _l("上年工资总额（元）"),
        hint=_l("包括奖金、加班费、津贴，和统计报表口径一样。"),
        validators=[Required(), WholeNumber(low=0, high=MOST_YUAN)],
    )
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
    social_avg = AmountField(
        _l("当地上年社会平均工资（元，选填）"),
        hint=_l("只有职工工资超过它的 2 倍时才有影响。请以税务或统计部门公布的为准，不知道可以空着。"),
        validators=[WholeNumber(low=1, high=MOST_YUAN)],
    )
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
            social_avg=_exact(given["social_avg"]),
            employer_type=EmployerType(given["employer_type"]),
            registered=given["registered"],
        )


def _exact(amount: Decimal | None) -> Fraction | None:
    return None if amount is None else Fraction(amount)
