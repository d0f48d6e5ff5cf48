"""What every form of the levy asks: the kind of employer, its heads and payroll; and the local average wage.

The public calculator and the employers' what-if ask the same; what they do with it is theirs.
"""

from decimal import Decimal
from fractions import Fraction

from flask_babel import lazy_gettext as _l

from jobmatch.web.fields import AmountField, SelectField
from jobmatch.web.forms import Form
from jobmatch.web.labels import EMPLOYER_TYPES
from jobmatch.web.validators import Choose, Required, WholeNumber

MOST_HEADS, MOST_YUAN, MOST_MONTHS = 1_000_000, 10**13, 12 * 100_000


class LevyFigures(Form):
    """The figures that an employer files itself; forms of the levy add their own questions after them."""

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


def social_avg_field() -> AmountField:
    """Return the question for the local average wage; forms put it where it belongs among their own."""
    return AmountField(
        _l("当地上年社会平均工资（元，选填）"),
        hint=_l("只有职工工资超过它的 2 倍时才有影响。请以税务或统计部门公布的为准，不知道可以空着。"),
        validators=[WholeNumber(low=1, high=MOST_YUAN)],
    )


def exact(amount: Decimal | None) -> Fraction | None:
    """Return what was typed as the rules want it."""
    return None if amount is None else Fraction(amount)
