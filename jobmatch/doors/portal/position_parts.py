"""The form of a position in five calm sections; each is a page of its own, and each can be left unfinished."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from jobmatch import clock
from jobmatch.accounts.queries import list_towns
from jobmatch.employers.occupations import find_occupation
from jobmatch.web.facts import place_name
from jobmatch.web.fields import (
    AmountField,
    Choice,
    ChoiceField,
    ChoicesField,
    DayField,
    HiddenField,
    LongTextField,
    NumberField,
    SelectField,
    TextField,
)
from jobmatch.web.forms import Form
from jobmatch.web.signed_in import get_signed_in_user
from jobmatch.web.templating import word
from jobmatch.web.validators import Choose, Required, TooLong, WholeNumber
from jobmatch.wording.vocabulary import ACCOMMODATIONS, EDUCATION, FUNCTIONS, REFUSALS

TITLE_MOST, TEXT_MOST, LICENCE_MOST, LICENCES_MOST = 80, 2000, 60, 10
MOST_SEATS, MOST_YUAN, MOST_HOURS, LATEST_DAYS = 500, 200_000, 168, 366
SAID = (("yes", _l("有")), ("no", _l("没有")), ("unknown", _l("还没定")))


def _towns() -> list[Choice]:
    return [(town.id, place_name(town)) for town in list_towns(get_signed_in_user().district_id)]


def _functions() -> list[Choice]:
    return [(code, word(code)) for code in FUNCTIONS]


def _accommodations() -> list[Choice]:
    return [(code, word(code)) for code in ACCOMMODATIONS]


def _schooling() -> list[Choice]:
    return [(code, word(code)) for code in EDUCATION]


def _named(code: str) -> LazyString:
    return LazyString(word, code)


class WorkPart(Form):
    """What the work is."""

    title = TextField(
        _l("岗位名称"),
        hint=_l("写工种就行，例如：包装工、盲人按摩师、电话客服。"),
        validators=[Required(), TooLong(high=TITLE_MOST)],
    )
    text = LongTextField(
        _l("做什么"),
        hint=_l("每天做什么，坐着还是站着，和谁一起，用什么工具。写工作，不写人。"),
        rows=6,
        validators=[Required(_l("每天做什么")), TooLong(high=TEXT_MOST)],
    )
    seats = NumberField(
        _l("招几个人"), suffix=_l("人"), validators=[Required(_l("招几个人")), WholeNumber(low=1, high=MOST_SEATS)]
    )


class OccupationPart(Form):
    """Which occupation it is; ``asked``: the words that the choices are for."""

    asked = HiddenField()
    code = ChoiceField(_l("这个岗位属于哪个职业"))
    words = TextField(
        _l("都不合适？换个说法再找"),
        hint=_l("例如：打扫卫生、看大门、踩缝纫机。填了这里，先找职业，不保存上面的选择。"),
        validators=[TooLong(high=TITLE_MOST)],
    )


class TermsPart(Form):
    """Where, for how much, and when."""

    town = SelectField(_l("在哪个乡镇、街道上班"), choices=_towns, validators=[Choose(_l("乡镇、街道"))])
    wage_min = AmountField(
        _l("每月工资，最低"),
        hint=_l("写实际会付的最低数，不能低于最低工资。"),
        suffix=_l("元"),
        validators=[Required(), WholeNumber(low=1, high=MOST_YUAN)],
    )
    wage_max = AmountField(
        _l("每月工资，最高"),
        hint=_l("和最低一样的，不填。"),
        suffix=_l("元"),
        validators=[WholeNumber(low=1, high=MOST_YUAN)],
    )
    hours_week = NumberField(
        _l("每周上班"),
        hint=_l("一天 8 小时、一周 5 天是 40 小时。"),
        suffix=_l("小时"),
        validators=[Required(_l("每周上班几小时")), WholeNumber(low=1, high=MOST_HOURS)],
    )
    condition_night_shift = ChoiceField(_named("night_shift"), choices=SAID, inline=True)
    condition_rotating_shift = ChoiceField(_named("rotating_shift"), choices=SAID, inline=True)
    condition_overtime = ChoiceField(_named("overtime"), choices=SAID, inline=True)
    condition_lodging_away = ChoiceField(_named("lodging_away"), choices=SAID, inline=True)
    condition_outdoor_work = ChoiceField(_named("outdoor_work"), choices=SAID, inline=True)
    closes_on = DayField(_l("招到哪天为止"), hint=_l("一直招的，不填。"))

    def validate(self, extra_validators: object = None) -> bool:
        """Compare the two ends of the wage, and the last day with today."""
        is_valid = bool(super().validate(extra_validators))
        low, high, last = self.wage_min.data, self.wage_max.data, self.closes_on.data
        if low is not None and high is not None and high < low:
            self.refuse("wage_max", _("最高工资比最低工资还低，请核对两个数"))
        if last is not None and last < clock.today():
            self.refuse("closes_on", _("截止日期已经过去，请改成今天或以后，或者不填"))
        if last is not None and last > clock.today() + timedelta(days=LATEST_DAYS):
            self.refuse("closes_on", _("截止日期在一年以后，请核对年份"))
        return is_valid and not self.errors


class NeedsPart(Form):
    """What one has to be able to do, to have learned and to hold."""

    needed = ChoicesField(
        _l("这份工作要做到"), hint=_l("只选少了就做不成的。能用工具、便利代替的，在下一步写。"), choices=_functions
    )
    not_needed = ChoicesField(
        _l("这份工作用不到"), hint=_l("选得越多，越多人敢来。两边都没选的，算“没有说”。"), choices=_functions
    )
    education = SelectField(_l("学历，至少"), hint=_l("没有要求的，选最低一级或不选。"), choices=_schooling)
    licences = LongTextField(_l("法律要求的证件"), hint=_l("没有证就不能做这份工作的，才写。一行一个。"), rows=2)

    def validate(self, extra_validators: object = None) -> bool:
        """A function cannot be both; a licence is a short name."""
        is_valid = bool(super().validate(extra_validators))
        both = [word(one) for one in self.needed.data if one in set(self.not_needed.data)]
        if both:
            self.refuse("not_needed", _("“%(word)s”两边都选了，请只留一边", word=both[0]))
        named = lines_of(self.licences.data)
        if len(named) > LICENCES_MOST or any(len(one) > LICENCE_MOST for one in named):
            self.refuse(
                "licences",
                _("证件最多写 %(most)s 个，每个不超过 %(long)s 个字", most=LICENCES_MOST, long=LICENCE_MOST),
            )
        return is_valid and not self.errors


class OffersPart(Form):
    """What the employer can do for somebody."""

    offers = ChoicesField(_l("单位能提供的便利"), choices=_accommodations)


def lines_of(text: str | None) -> list[str]:
    """Return the lines that say something, each once."""
    return list(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))


class Part(NamedTuple):
    """A section: its title, why it is asked, its form."""

    title: LazyString
    why: LazyString
    form: type[Form]


PARTS: Mapping[str, Part] = {
    "work": Part(_l("做什么"), _l("名称写清楚，找同一种工作的人就能搜到。"), WorkPart),
    "occupation": Part(
        _l("属于哪个职业"),
        _l("职业按国家《职业分类大典（2022年版）》。百分数是电脑的把握，按您的实际工作来选。"),
        OccupationPart,
    ),
    "terms": Part(_l("地点、工资、时间"), _l("夜班、倒班写清楚，不愿意上夜班的人就不会白跑一趟。"), TermsPart),
    "needs": Part(
        _l("要做到什么"),
        _l("系统按这里一条一条对照。看得见看不见、走得动走不动，由工作来说，不由残疾类别来说。"),
        NeedsPart,
    ),
    "offers": Part(
        _l("能提供什么便利"), _l("一项便利，常常就让一个人能做这份工作。页面上会写明“单位自己说的”。"), OffersPart
    ),
}
NAMES: Mapping[str, tuple[str, ...]] = {
    "work": ("title", "text", "seats"),
    "occupation": ("code",),
    "terms": (
        "town",
        "wage_min",
        "wage_max",
        "hours_week",
        *(f"condition_{one}" for one in REFUSALS),
        "closes_on",
    ),
    "needs": ("needed", "not_needed", "education", "licences"),
    "offers": ("offers",),
}
"""Which answers of a draft belong to which section."""


def part_after(part: str) -> str | None:
    """Return the section that follows, or None after the last one."""
    order = list(PARTS)
    return order[order.index(part) + 1] if part != order[-1] else None


def known_occupation(code: Any) -> str | None:
    """Return a code of the classification, None for anything else."""
    return code if isinstance(code, str) and find_occupation(code) else None
