"""The forms of data care. Nothing is chosen beforehand: which of two values is right, only a person can say."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from jobmatch import clock
from jobmatch.data_care.plan import Plan
from jobmatch.data_care.tables import Decision, Ground, MergeReason, RequestKind, UndoReason
from jobmatch.doors.casework.care import labels
from jobmatch.doors.casework.care.merge_shown import value_shown
from jobmatch.web.fields import ChoiceField, DayField, HiddenField, TickField
from jobmatch.web.forms import Form
from jobmatch.web.names import NAMES, choices_of
from jobmatch.web.validators import Choose, Required, Ticked


class MergeForm(Form):
    """Which values stand, and how one knows that it is one person; ``form_for`` adds the fields that differ."""

    seen = HiddenField()

    @property
    def choices(self) -> dict[str, str]:
        """Return what was chosen, by the plan's keys."""
        return {field.name: field.data for field in self.visible_fields() if field.name != "reason"}

    def look_again(self, plan: Plan) -> None:
        """Let the next press confirm what is shown now."""
        self.seen.data = plan.digest


def merge_form_for(plan: Plan) -> MergeForm:
    """Return the form that asks what this plan asks."""
    fields: dict[str, ChoiceField] = {}
    for one in plan.asked:
        label = labels.FIELDS[one.key]
        choices = [
            ("kept", value_shown(one, one.kept), _l("保留的这一份里的")),
            ("gone", value_shown(one, one.gone), _l("并过来的这一份里的")),
        ]
        fields[one.key] = ChoiceField(label, validators=[Choose(label)], choices=choices)
    fields["reason"] = ChoiceField(
        _l("怎么知道是同一个人"),
        validators=[Choose(_l("怎么知道是同一个人"))],
        choices=choices_of(MergeReason),
    )
    form: MergeForm = type("MergeFormAsked", (MergeForm,), fields)()
    if not form.seen.data:
        form.look_again(plan)
    return form


class UndoForm(Form):
    """Why a merge is taken back."""

    reason = ChoiceField(_l("为什么要撤销"), validators=[Choose(_l("撤销的原因"))], choices=choices_of(UndoReason))


class DecideForm(Form):
    """Which of two rows stands; ``decide_form_for`` names its field after the contest, for a page may hold several."""

    @property
    def name(self) -> str:
        """Return the name of the only field."""
        return str(self.visible_fields()[0].name)


def decide_form_for(contest_id: str, ours: Iterable[str], other: str) -> DecideForm:
    """Return the form about one contest; each choice says in words which rows it means."""
    choices = [
        ("kept", NAMES[Decision]["kept"], "；".join(ours)),
        ("other", NAMES[Decision]["other"], other),
    ]
    thing = _l("以哪一条为准")
    field = ChoiceField(thing, validators=[Choose(thing)], choices=choices)
    form: DecideForm = type("DecideFormNamed", (DecideForm,), {f"decision_{contest_id}": field})()
    return form


class ExportForm(Form):
    """Who asked for the copy; as a page to print, or as a file for another program."""

    reason = ChoiceField(
        _l("谁要求的"), validators=[Choose(_l("谁要求的"))], choices=list(labels.EXPORT_REASONS.items())
    )
    shape = ChoiceField(
        _l("要哪一种"),
        validators=[Choose(_l("要哪一种"))],
        choices=[
            ("page", _l("看得懂、可以打印的页面"), _l("当面打印给本人")),
            ("file", _l("数据文件（JSON）"), _l("本人要带到别的系统时用")),
        ],
    )


class RequestForm(Form):
    """What a person asks about their data, and since when."""

    kind = ChoiceField(_l("本人要求什么"), validators=[Choose()], choices=choices_of(RequestKind))
    received_on = DayField(_l("哪天收到的"), validators=[Required()], default=clock.today)


class EraseForm(Form):
    """Why a person's data is erased; there is no way back."""

    ground = ChoiceField(
        _l("为什么删除"),
        validators=[Choose(_l("删除的原因"))],
        choices=[(key, NAMES[Ground][key]) for key in ("asked", "withdrew")],
    )
    sure = TickField(
        _l("已经看过身份证，本人知道删除以后不能恢复"),
        validators=[Ticked(_l("本人知道不能恢复以后，才能勾选并删除"))],
    )


class StopForm(Form):
    """The person no longer agrees that their data is kept, and has heard what that means."""

    told = TickField(
        _l("这一页的话已经告诉本人，本人不再同意保存"),
        validators=[Ticked(_l("先把这一页的话告诉本人，本人仍不同意保存，才能勾选"))],
    )


class OneChoiceForm(Form):
    """One question about one row; ``one_choice_form`` names its field after the row, for a page may hold several."""

    @property
    def name(self) -> str:
        """Return the name of the only field."""
        return str(self.visible_fields()[0].name)

    @property
    def chosen(self) -> str:
        """Return what was chosen."""
        return str(self[self.name].data)


def one_choice_form(row_id: str, thing: LazyString, choices: Mapping[str, LazyString]) -> OneChoiceForm:
    """Return the form that asks one thing about one row."""
    field = ChoiceField(thing, validators=[Choose(thing)], choices=list(choices.items()))
    form: OneChoiceForm = type("OneChoiceFormNamed", (OneChoiceForm,), {f"about_{row_id}": field})()
    return form
