"""The desk's forms about villages: begin a round, take results in, settle a report."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import Field

from jobmatch import clock
from jobmatch.accounts.queries import list_towns
from jobmatch.accounts.tables import Village
from jobmatch.accounts.villages import list_villages
from jobmatch.people.report_rules import OUTCOMES as ALLOWED
from jobmatch.people.situation_tables import PersonSituation
from jobmatch.web.facts import place_name, village_name
from jobmatch.web.fields import ChoiceField, ChoicesField, DayField, FileField, NumberField, SelectField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Choose, Required, TooLong, ValidationError, WholeNumber
from jobmatch.web.village_labels import OUTCOMES
from jobmatch.web.villages_typed import read_villages

VILLAGES_MOST = 400
EARLIEST_YEAR, LATEST_YEAR = 2013, 2100  # the survey began in 2013


class BeginForm(Form):
    """For which year, until when, and where a round is held."""

    year = NumberField(
        _l("年度"),
        validators=[Required(), WholeNumber(low=EARLIEST_YEAR, high=LATEST_YEAR)],
        default=lambda: clock.today().year,
        width=4,
    )
    due_on = DayField(_l("最晚哪一天做完"), validators=[Required()])
    towns = ChoicesField(_l("整个乡镇、街道都做"), hint=_l("勾选的乡镇、街道，所有村、社区都在名单里。"))
    villages = TextField(
        _l("只做几个村、社区"),
        hint=_l("写村名或代码，用顿号隔开。可以和上面一起用。"),
        validators=[TooLong(high=VILLAGES_MOST)],
    )

    def offer(self, district_id: str) -> None:
        """Offer the towns of the district."""
        self.district_id = district_id
        self.towns.choices = [(one.id, place_name(one)) for one in list_towns(district_id)]

    def validate_due_on(self, field: Field) -> None:
        """A round is due today or later."""
        if field.data and field.data < clock.today():
            raise ValidationError(_("做完的日子不能在今天以前"))

    def validate_villages(self, field: Field) -> None:
        """Somewhere it must be held, and where somebody typed a village it must exist."""
        self.typed = read_villages(self.district_id, field.data)
        if not self.typed and not self.towns.data:
            raise ValidationError(_("请选乡镇、街道，或者写几个村"))

    def chosen(self) -> list[str]:
        """The keys of all villages that were chosen."""
        whole: list[Village] = [one for one in list_villages(self.district_id) if one.town_id in self.towns.data]
        return list(dict.fromkeys(one.id for one in (*whole, *self.typed)))


class ResultsForm(Form):
    """The national app's list of results."""

    file = FileField(
        _l("结果名单"),
        accept=".csv,.xls,.xlsx",
        hint=_l("Excel 或 CSV，第一行是表头：姓名、村（社区）、状态。别的列不读、不留。"),
    )

    def validate_file(self, field: Field) -> None:
        """Without a file there is nothing to take in."""
        if field.data is None:
            raise ValidationError(_("请选国家平台导出的名单"))


class SettleForm(Form):
    """What a report came to, said by somebody who has looked."""

    outcome = ChoiceField(_l("核对下来怎样？"), validators=[Choose(_l("核对下来怎样"))])
    on_day = DayField(_l("从哪一天算"), hint=_l("去世、迁出的日子。按证明写。"))
    village = SelectField(_l("搬到哪个村、社区"), hint=_l("只有搬到本区别的村才要选。"))

    def offer(self, said: PersonSituation) -> None:
        """Offer what can be made of a report of that kind; a wish needs neither day nor village."""
        labels: Mapping[str, LazyString] = OUTCOMES
        self.outcome.choices = [(outcome, labels[outcome]) for outcome in ALLOWED[said.kind]]
        if self.on_day.data is None and not self.is_submitted():
            self.on_day.data = said.on_day
        villages = list_villages(said.district_id) if said.kind == "moved" else []
        self.village.choices = [(one.id, f"{place_name(one.town)} {village_name(one)}") for one in villages]
        self.asked = {"died": ("outcome", "on_day"), "moved": ("outcome", "on_day", "village")}.get(
            said.kind, ("outcome",)
        )

    def validate_on_day(self, field: Field) -> None:
        """A day that has come: the register never knows of a death beforehand."""
        if self.outcome.data not in {"cancelled", "moved_out"}:
            return
        if field.data is None:
            raise ValidationError(_("请填写从哪一天算"))
        if field.data > clock.today():
            raise ValidationError(_("这一天还没有到"))

    def validate_village(self, field: Field) -> None:
        """A move within the district needs its village."""
        if self.outcome.data == "moved_within" and not field.data:
            raise ValidationError(_("请选搬到哪个村、社区"))
