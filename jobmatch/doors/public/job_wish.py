"""What a visitor looks for in the job column, out of the address: words, place, pay, hours, accommodations."""

from flask_babel import lazy_gettext as _l

from jobmatch.accounts.queries import find_district, list_towns
from jobmatch.employers.search import Order, Wish
from jobmatch.web.facts import place_name
from jobmatch.web.fields import Choice, ChoicesField, NumberField, SelectField, TextField
from jobmatch.web.filters import SearchFilter
from jobmatch.web.templating import word
from jobmatch.web.validators import WholeNumber
from jobmatch.wording.vocabulary import ACCOMMODATIONS

MOST_YUAN = 200_000
HOURS = (("24", _l("24 小时以内（半天）")), ("40", _l("40 小时以内")), ("44", _l("44 小时以内")))
ORDERS = ((Order.NEWEST, _l("新的在前")), (Order.PAY, _l("工资高的在前")), (Order.HOURS, _l("时间短的在前")))


def _towns() -> list[Choice]:
    district = find_district()
    return [(town.id, place_name(town)) for town in list_towns(district.id)] if district else []


def _accommodations() -> list[Choice]:
    return [(code, word(code)) for code in ACCOMMODATIONS]


class JobWish(SearchFilter):
    """What to look for."""

    q = TextField(_l("找什么"), hint=_l("可以写工种、单位或地点，例如：按摩、包装、客服"))
    town = SelectField(_l("在哪里"), choices=_towns)
    pay = NumberField(_l("工资至少"), suffix=_l("元/月"), validators=[WholeNumber(low=1, high=MOST_YUAN)])
    hours = SelectField(_l("每周"), choices=HOURS)
    sort = SelectField(_l("排序"), choices=ORDERS)
    offers = ChoicesField(_l("单位要能提供"), choices=_accommodations)

    def wish(self) -> Wish:
        """Return what was asked for, without what is no answer."""
        good = {name: self[name].data for name in ("town", "pay", "hours", "sort", "offers") if not self[name].errors}
        return Wish(
            town_id=good.get("town") or None,
            pay_fen=good["pay"] * 100 if good.get("pay") else None,
            hours_week=int(good["hours"]) if good.get("hours") else None,
            offers=tuple(good.get("offers", ())),
            order=Order(good["sort"]) if good.get("sort") else None,
        )

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is asked for at all."""
        return bool(self.kept())
