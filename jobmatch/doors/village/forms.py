"""The registration by an officer: short, no numbers to type, with the consent as it was given."""

import uuid

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.fields.choices import SelectChoice

from jobmatch.documents.pictures import MOST_BYTES, Picture, PictureError, draw_anew
from jobmatch.doors.village.namesakes import EARLIER, SAME, choices_of, list_namesakes
from jobmatch.doors.village.scope import my_villages
from jobmatch.seekers.answers import NAME_MOST, TEXT_MOST, WISHES_MOST
from jobmatch.web.consent import CONSENT_VERSION
from jobmatch.web.facts import village_name
from jobmatch.web.fields import (
    ChoiceField,
    ChoicesField,
    FileField,
    HiddenField,
    LongTextField,
    SelectField,
    TextField,
    TickField,
)
from jobmatch.web.forms import Form
from jobmatch.web.kinds_of_work import KINDS_OF_WORK
from jobmatch.web.language import locale_code
from jobmatch.web.registering import Registering
from jobmatch.web.validators import Choose, Required, Ticked, TooLong, ValidationError

SPOKEN, PAPER = "spoken", "paper"


class RegisterForm(Registering, Form):
    """Somebody whom the officer has in front of them or on the telephone.

    ``key`` is made once a form: however often a weak network sends it, it is one registration. Nothing is left in the
    phone for the next person: every field says ``autocomplete="off"`` (``Meta.kiosk``).
    """

    class Meta(Form.Meta):
        """Large choices, nothing remembered by the browser."""

        kiosk = True

    key = HiddenField(default=lambda: str(uuid.uuid4()))
    consent_version = HiddenField(default=CONSENT_VERSION)
    met = ChoiceField(
        _l("怎么谈的？"),
        validators=[Choose(_l("是当面谈的还是在电话里谈的"))],
        choices=[("village", _l("当面")), ("phone", _l("在电话里"))],
    )
    name = TextField(_l("姓名"), validators=[Required(), TooLong(high=NAME_MOST)], width=20)
    phone = TextField(_l("本人或家里人的电话"), hint=_l("可以不填。填了，经办人才好联系。"), width=20, inputmode="tel")
    village = SelectField(_l("住在哪个村、社区？"), validators=[Choose(_l("住在哪个村、社区"))])
    same = ChoiceField(_l("是不是名册里的这个人？"), hint=_l("本村已经有这个姓名的人。"))
    wanted = ChoicesField(
        _l("想做什么工作？"), choices=KINDS_OF_WORK, hint=_l("最多选 %(most)s 种。", most=WISHES_MOST)
    )
    wanted_other = TextField(_l("别的工作，写在这里"), validators=[TooLong(high=60)])
    text = LongTextField(
        _l("本人还说了什么？"),
        hint=_l("可以不填。不要写病情和证件号。"),
        validators=[TooLong(high=TEXT_MOST)],
        rows=3,
    )
    capacity = ChoiceField(
        _l("谁来同意？"),
        validators=[Choose(_l("谁来同意"))],
        choices=[("self", _l("本人")), ("guardian", _l("监护人，本人知道"))],
    )
    proof = ChoiceField(
        _l("怎样同意的？"),
        validators=[Choose(_l("怎样同意的"))],
        choices=[
            (SPOKEN, _l("我把说明读给他听，他口头同意了")),
            (PAPER, _l("他在纸上签了字，我拍了照片")),
        ],
    )
    paper = FileField(
        _l("签字的照片"),
        accept="image/jpeg,image/png",
        hint=_l("只有签了纸才要。拍清楚整张纸；照片里的地点、时间会去掉。"),
    )
    store = TickField(
        _l("同意保存这次登记，用来帮忙找工作"), validators=[Ticked(_l("本人同意保存，才能登记。不同意就不要登记"))]
    )
    recommend = TickField(_l("同意用这次登记找岗位，向单位推荐"), hint=_l("可以不同意：照样登记。"))
    picture: Picture | None = None

    def offer_villages(self) -> None:
        """Offer the officer's villages; where there is one only, it is that."""
        mine = my_villages()
        self.village.choices = [(one.id, village_name(one)) for one in mine]
        if len(mine) == 1 and not self.is_submitted():
            self.village.data = mine[0].id

    def offer_namesakes(self) -> None:
        """Ask whether it is somebody whom the officer knows already, once there is a name to look for."""
        given = self.key.data or ""
        found = list_namesakes(self.name.data, self.phone.data or "", given) if self.name.data else []
        if not found:
            del self.same
            return
        self.same.choices = [SelectChoice(value, label, {"hint": hint}) for value, label, hint in choices_of(found)]

    @property
    def person_id(self) -> str | None:
        """Return the key of whom the officer says it is, or None."""
        kind, _colon, key = (self.same.data if "same" in self else "").partition(":")
        return key if kind == SAME else None

    @property
    def is_registered_before(self) -> bool:
        """Tell whether the officer has registered that person already."""
        return "same" in self and self.same.data.startswith(f"{EARLIER}:")

    def validate_same(self, field: Field) -> None:
        """Nobody is entered twice because nobody looked."""
        if not field.data:
            raise ValidationError(_("本村已经有这个姓名的人，请选是不是"))

    def validate_paper(self, field: Field) -> None:
        """A signed paper is seen by its photograph; a photograph without one is none that anybody asked for."""
        if self.proof.data != PAPER:
            return
        if field.data is None:
            raise ValidationError(_("请选签字的照片，或者改成口头同意"))
        try:
            self.picture = draw_anew(field.data.stream.read(MOST_BYTES + 1))
        except PictureError as error:
            raise ValidationError(error.sentence(locale_code())) from error
