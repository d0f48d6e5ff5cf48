"""The registration at the kiosk as one form. Only the name and the consent to keep it must be given.

Nothing is decided here about what an answer means: ``reading.py`` makes answers of it, the services judge them.
"""

import uuid
from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from jobmatch.doors.kiosk import choices
from jobmatch.people.typed import plain_characters
from jobmatch.seekers.answers import NAME_MOST, WISHES_MOST
from jobmatch.web.consent import CONSENT_VERSION
from jobmatch.web.fields import ChoiceField, ChoicesField, HiddenField, NumberField, TextField, TickField
from jobmatch.web.forms import Form
from jobmatch.web.kinds_of_work import KINDS_OF_WORK
from jobmatch.web.language import locale_code
from jobmatch.web.registering import Registering
from jobmatch.web.validators import Required, Ticked, TooLong, ValidationError, WholeNumber
from jobmatch.wording import vocabulary

_NUMBER_LENGTHS = (15, 18, 20, 22)
_FUNCTIONS = {group.key: group.words for group in vocabulary.FUNCTION_GROUPS}
_NEEDS = {group.key: group.words for group in vocabulary.ACCOMMODATION_GROUPS}


def _group(key: str, words: Iterable[str]) -> ChoicesField:
    return ChoicesField(LazyString(lambda: vocabulary.label(key, locale_code())), choices=lambda: choices.words(words))


class RegistrationForm(Registering, Form):
    """One person's registration. ``key`` is made once a form, so that sending it twice is sending it once."""

    class Meta(Form.Meta):
        """A shared screen: large choices, nothing remembered."""

        kiosk = True

    key = HiddenField(default=lambda: str(uuid.uuid4()))
    consent_version = HiddenField(default=CONSENT_VERSION)

    name = TextField(_l("您的姓名"), validators=[Required(), TooLong(high=NAME_MOST)], width=20)
    number = TextField(
        _l("身份证号或残疾人证号"),
        hint=_l("填一个就行。没有带、不想填，就空着，照样可以登记。"),
        validators=[TooLong(high=64)],
        width=30,
    )
    phone = TextField(_l("电话"), hint=_l("可以不填。填了，有合适的工作我们好联系您。"), width=20, inputmode="tel")
    town = ChoiceField(_l("您住在哪里"), choices=choices.towns)

    wanted = ChoicesField(_l("想做的工作"), choices=KINDS_OF_WORK, hint=_l("最多选 %(most)s 种。", most=WISHES_MOST))
    wanted_other = TextField(_l("还想做别的工作，写在这里"), validators=[TooLong(high=60)])

    cannot_seeing = _group("seeing", _FUNCTIONS["seeing"])
    cannot_hearing = _group("hearing", _FUNCTIONS["hearing"])
    cannot_reading = _group("reading", _FUNCTIONS["reading"])
    cannot_hands = _group("hands", _FUNCTIONS["hands"])
    cannot_body = _group("body", _FUNCTIONS["body"])
    cannot_workplace = _group("workplace", _FUNCTIONS["workplace"])
    cannot_rhythm = _group("rhythm", _FUNCTIONS["rhythm"])
    rest = ChoiceField(_l("前面没有点的，都能做吗？"), choices=choices.CAN_THE_REST)

    need_to_see = _group("to_see", _NEEDS["to_see"])
    need_to_hear = _group("to_hear", _NEEDS["to_hear"])
    need_to_hold = _group("to_hold", _NEEDS["to_hold"])
    need_to_move = _group("to_move", _NEEDS["to_move"])
    need_to_pace = _group("to_pace", _NEEDS["to_pace"])
    need_to_rely = _group("to_rely", _NEEDS["to_rely"])
    need_to_live = _group("to_live", _NEEDS["to_live"])
    refusals = ChoicesField(_l("不能接受哪些？"), choices=lambda: choices.words(vocabulary.REFUSALS))
    hours = ChoiceField(_l("想上多长时间的班？"), choices=choices.HOURS)
    wage = NumberField(
        _l("每月最少要的工资（元）"),
        hint=_l("可以不填。"),
        suffix=_l("元"),
        validators=[WholeNumber(low=1, high=100_000)],
    )
    distance = ChoiceField(_l("上班可以走多远？"), choices=choices.KILOMETRES)
    education = ChoiceField(_l("您上学上到哪里"), choices=choices.schooling)

    capacity = ChoiceField(_l("谁来同意？"), choices=choices.CAPACITIES, default="self")
    store = TickField(
        _l("我同意保存这次登记，用来帮我找工作"),
        hint=_l("必须同意才能登记。"),
        validators=[Ticked(_l("请先同意保存这次登记，才能登记。不同意，也可以到服务台直接看岗位"))],
    )
    recommend = TickField(
        _l("我同意用这次登记为我找岗位，向单位推荐"),
        hint=_l("可以不同意：照样登记、拿号码，只是号码条上没有岗位，由工作人员当面帮您找。"),
    )
    show_needs = TickField(
        _l("我同意让单位看到我要的帮助"),
        hint=_l("可以不同意：那就只有工作人员知道。单位看不到您的姓名。"),
    )

    def validate_capacity(self, field: ChoiceField) -> None:
        """Who is not asked agrees for themselves; a question that was sent without an answer is asked again."""
        if field.raw_data and not field.data:
            raise ValidationError(_("请选择谁来同意"))

    def validate_number(self, field: TextField) -> None:
        """Say which lengths there are; what else is wrong is said by the number's own rules."""
        length = len(plain_characters(field.data))
        if field.data and length not in _NUMBER_LENGTHS:
            raise ValidationError(
                _("身份证号是 18 位，残疾人证号是 20 位，您填了 %(length)s 位。请再核对一遍", length=length)
            )
