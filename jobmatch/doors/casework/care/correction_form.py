"""The form that corrects a person. A citizen number that is kept is never drawn into it: left empty, it stays."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.accounts.queries import list_towns
from jobmatch.data_care.correcting import Facts
from jobmatch.data_care.tables import CorrectedField, CorrectionReason
from jobmatch.doors.casework.care.lines import ending_of
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.phones import parse_phone
from jobmatch.people.tables import Person
from jobmatch.people.typed import NumberError
from jobmatch.web.facts import place_name
from jobmatch.web.fields import ChoiceField, DayField, HiddenField, SelectField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.names import NAMES, choices_of
from jobmatch.web.templating import day
from jobmatch.web.validators import Choose, Required, TooLong, ValidationError

NAME_MOST = 80


class CorrectionForm(Form):
    """What is known of a person, to be put right, and why."""

    version = HiddenField()
    name = TextField(_l("姓名"), validators=[Required(), TooLong(high=NAME_MOST)])
    citizen_number = TextField(_l("身份证号"), validators=[TooLong(high=64)], autocomplete="off", width=20)
    born_on = DayField(_l("出生日期"))
    phone = TextField(_l("电话"), validators=[TooLong(high=64)], autocomplete="off", width=20)
    town = SelectField(_l("乡镇街道"))
    reason = ChoiceField(_l("为什么更正"), validators=[Choose(_l("更正的原因"))], choices=choices_of(CorrectionReason))

    def __init__(self, person: Person) -> None:
        known: dict[str, Any] = {"name": person.name, "phone": person.phone or "", "town": person.town_id or ""}
        super().__init__(version=str(person.version), born_on=person.born_on, **known)
        self.town.choices = [(one.id, place_name(one), {}) for one in list_towns(person.district_id)]
        if person.citizen_number:
            # Beside the ending of a number no birth day, or the two would name it; it follows from the number.
            del self.born_on
            self.citizen_number.description = _(
                "现在登记的是%(ending)s；不改就空着", ending=ending_of(person.citizen_number)
            )
        else:
            self.citizen_number.description = _("还没有登记；填了以后，出生日期以身份证号为准")

    def validate_citizen_number(self, field: TextField) -> None:
        """Refuse what is no citizen number, in words."""
        if field.data:
            self._said(field, lambda typed: CitizenNumber.parse(typed, today=clock.today()))

    def validate_phone(self, field: TextField) -> None:
        """Refuse what is no telephone number, in words."""
        if field.data:
            self._said(field, parse_phone)

    @staticmethod
    def _said(field: TextField, parse: Any) -> None:
        try:
            parse(field.data)
        except NumberError as error:
            raise ValidationError(error.sentence(locale_code())) from None

    @property
    def facts(self) -> Facts:
        """Return what was typed, once it is valid."""
        number = self.citizen_number.data
        return Facts(
            name=self.name.data,
            citizen_number=CitizenNumber.parse(number) if number else None,
            born_on=self.born_on.data if "born_on" in self else None,
            phone=parse_phone(self.phone.data) if self.phone.data else None,
            town_id=self.town.data or None,
        )

    def beside(self, person: Person) -> list[list[str]]:
        """Return a line for each field in which what was typed differs from what is there now."""
        typed, towns = self.facts, {key: name for key, name, _more in self.town.choices}
        mine = {"name": typed.name, "phone": ending_of(typed.phone), "town": towns.get(typed.town_id or "", "")}
        now = {"name": person.name, "phone": ending_of(person.phone), "town": place_name(person.town)}
        if typed.citizen_number is not None:
            mine["citizen_number"] = ending_of(typed.citizen_number.value)
            now["citizen_number"] = ending_of(person.citizen_number)
        if "born_on" in self and not person.citizen_number:
            mine["born_on"], now["born_on"] = (day(one) if one else "" for one in (typed.born_on, person.born_on))
        blank = _("没有填写")
        return [
            [str(NAMES[CorrectedField][name]), mine[name] or blank, now[name] or blank]
            for name in mine
            if mine[name] != now[name]
        ]
