"""The forms of fairs at the desk."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.fairs.managing import FairFacts
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.web.fair_labels import FAIR_KINDS, RESULT_KINDS
from jobmatch.web.fields import ChoiceField, DayField, HiddenField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Choose, Required, TooLong, ValidationError

NAME_MOST, VENUE_MOST, WORDS_MOST = 80, 120, 80


class FairForm(Form):
    """What is announced of a fair."""

    version = HiddenField()
    name = TextField(_l("招聘会名称"), validators=[Required(), TooLong(high=NAME_MOST)])
    name_en = TextField(
        _l("英文名称（可以不填）"),
        validators=[TooLong(_l("英文名称"), high=NAME_MOST)],
        hint=_l("不填就用中文名称"),
    )
    kind = ChoiceField(_l("哪一类"), validators=[Choose()], choices=list(FAIR_KINDS.items()))
    venue = TextField(_l("地点"), validators=[Required(), TooLong(high=VENUE_MOST)])
    starts_on = DayField(_l("哪天开始"), validators=[Required()])
    ends_on = DayField(_l("哪天结束"), validators=[Required()], hint=_l("只办一天的，和开始同一天"))

    def validate_ends_on(self, field: DayField) -> None:
        """It ends no earlier than it begins."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("结束日期应不早于开始日期"))

    @property
    def facts(self) -> FairFacts:
        """Return what was typed, once it is valid."""
        assert self.starts_on.data is not None, "it is required"
        assert self.ends_on.data is not None, "it is required"
        name, kind = self.name.data, FairKind(self.kind.data)
        days = {"starts_on": self.starts_on.data, "ends_on": self.ends_on.data}
        return FairFacts(name, self.name_en.data or name, kind, self.venue.data, **days)

    @classmethod
    def of(cls, fair: Fair) -> "FairForm":
        """Return the form as the fair is."""
        return cls(
            version=str(fair.version),
            name=fair.name,
            name_en=fair.name_en,
            kind=fair.kind.value,
            venue=fair.venue,
            starts_on=fair.starts_on,
            ends_on=fair.ends_on,
        )


class BoothForm(Form):
    """Which employer gets a booth."""

    employer = TextField(
        _l("单位名称或统一社会信用代码"), validators=[Required(), TooLong(high=WORDS_MOST)], autocomplete="off"
    )


class ResultForm(Form):
    """What became of somebody at an e-commerce fair."""

    kind = ChoiceField(_l("结果"), validators=[Choose()], choices=list(RESULT_KINDS.items()))
    on_day = DayField(_l("哪一天"), validators=[Required()], default=clock.today)
