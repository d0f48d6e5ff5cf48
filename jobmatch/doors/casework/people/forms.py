"""The forms of a person's page. Nothing is chosen beforehand where a person has to decide."""

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.people.companion_service import NewMilitaryCertificate, NewRelation, Whereabouts
from jobmatch.people.companion_tables import GuardianCapacity, RelationKind, Relationship, TaskKind
from jobmatch.people.companions import list_villages
from jobmatch.people.phones import parse_phone
from jobmatch.people.tables import ContactChannel, Person
from jobmatch.people.typed import NumberError, plain_characters
from jobmatch.web import register_labels as labels
from jobmatch.web.facts import place_name, village_name
from jobmatch.web.fields import ChoiceField, DayField, HiddenField, NumberField, SelectField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.validators import Choose, Required, TooLong, ValidationError, WholeNumber

NAME_MOST, NUMBER_MOST, ADDRESS_MOST, NOTE_MOST = 80, 40, 200, 200


def _refuse_future(day: date | None) -> None:
    if day is not None and day > clock.today():
        raise ValidationError(_("这一天还没有到，请核对"))


class RelationForm(Form):
    """Who stands beside a person."""

    kind = ChoiceField(_l("是什么人"), validators=[Choose()], choices=list(labels.RELATION_KINDS.items()))
    name = TextField(_l("姓名"), validators=[Required(), TooLong(high=NAME_MOST)], autocomplete="off")
    relationship = SelectField(_l("与本人的关系"), validators=[Choose()], choices=list(labels.RELATIONSHIPS.items()))
    phone = TextField(
        _l("电话（可以不填）"), validators=[TooLong(_l("电话"), high=64)], autocomplete="off", width=20, inputmode="tel"
    )
    capacity = ChoiceField(
        _l("监护依据"),
        choices=list(labels.GUARDIAN_CAPACITIES.items()),
        hint=_l("只有监护人要选（民法典第二十八、三十一、三十三条）"),
    )
    from_on = DayField(_l("从哪天起"), validators=[Required()], default=clock.today)

    def validate_phone(self, field: TextField) -> None:
        """Refuse what is no telephone number, in words."""
        try:
            if field.data:
                parse_phone(field.data)
        except NumberError as error:
            raise ValidationError(error.sentence(locale_code())) from None

    def validate_capacity(self, field: ChoiceField) -> None:
        """Of a guardian say by what; of anybody else nothing is kept."""
        if self.kind.data != RelationKind.GUARDIAN:
            field.data = ""
        elif not field.data:
            raise ValidationError(_("请选择监护依据"))

    def validate_from_on(self, field: DayField) -> None:
        """Nobody stands beside somebody from a day that has not come."""
        _refuse_future(field.data)

    @property
    def new(self) -> NewRelation:
        """Return what was typed, once it is valid."""
        capacity = GuardianCapacity(self.capacity.data) if self.capacity.data else None
        assert self.from_on.data is not None, "it is required"
        kind, related = RelationKind(self.kind.data), Relationship(self.relationship.data)
        phone = parse_phone(self.phone.data) if self.phone.data else None
        return NewRelation(kind, self.name.data, related, phone, capacity, self.from_on.data)


class MilitaryForm(Form):
    """What stands on a military certificate."""

    number = TextField(
        _l("证件编号"),
        validators=[Required(), TooLong(high=NUMBER_MOST)],
        autocomplete="off",
        width=20,
        hint=_l("照证件上的写；加密保存"),
    )
    soldier_grade = NumberField(
        _l("残疾军人等级"), validators=[Required(), WholeNumber(low=1, high=10)], suffix=_l("级")
    )
    valid_from = DayField(_l("发证日期"), validators=[Required()])
    valid_until = DayField(_l("有效期止（长期的不填）"))

    def validate_valid_until(self, field: DayField) -> None:
        """It ends after it began."""
        if field.data and self.valid_from.data and field.data <= self.valid_from.data:
            raise ValidationError(_("有效期止应在发证日期之后"))

    @property
    def new(self) -> NewMilitaryCertificate:
        """Return what was typed, once it is valid."""
        assert self.valid_from.data is not None, "it is required"
        number = plain_characters(self.number.data)
        return NewMilitaryCertificate(number, self.soldier_grade.data, self.valid_from.data, self.valid_until.data)


_BY_HAND = [(kind, name) for kind, name in labels.TASK_KINDS.items() if kind != TaskKind.FOLLOW_UP]
"""Follow-ups are booked by the hire."""


class TaskForm(Form):
    """Something to do for a person."""

    kind = ChoiceField(_l("要办什么"), validators=[Choose()], choices=_BY_HAND)
    due_on = DayField(_l("最晚哪天办完"), validators=[Required()], default=lambda: clock.today() + timedelta(days=7))
    note = TextField(
        _l("补充说明（可以不填）"),
        validators=[TooLong(_l("补充说明"), high=NOTE_MOST)],
        hint=_l("不要写证件号码和病情。"),
    )


class WhereaboutsForm(Form):
    """Where somebody lives and how they want to be reached."""

    version = HiddenField()
    village = SelectField(_l("村（社区）"), hint=_l("选了以后，乡镇街道跟着它走"))
    address = TextField(
        _l("住址"), validators=[TooLong(high=ADDRESS_MOST)], autocomplete="off", hint=_l("加密保存，只给经办人看")
    )
    contact_channel = ChoiceField(_l("怎么联系方便"), choices=list(labels.CONTACT_CHANNELS.items()))

    def __init__(self, person: Person) -> None:
        super().__init__(
            version=str(person.version),
            village=person.village_id or "",
            address=person.address or "",
            contact_channel=person.contact_channel or "",
        )
        self.villages = {one.id: one for one in list_villages(person.district_id)}
        self.village.choices = [
            (key, f"{place_name(one.town)} {village_name(one)}", {}) for key, one in self.villages.items()
        ]

    @property
    def new(self) -> Whereabouts:
        """Return what was typed, once it is valid."""
        channel = ContactChannel(self.contact_channel.data) if self.contact_channel.data else None
        return Whereabouts(self.villages.get(self.village.data), self.address.data or None, channel)
