"""The forms of the caseworkers' desk. Nothing is chosen beforehand where a person has to decide."""

import uuid
from collections.abc import Collection, Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch import clock
from jobmatch.people.service import legal_ages
from jobmatch.seekers.rules import Asked, Earlier, Guardian, Said
from jobmatch.web import labels
from jobmatch.web.fields import ChoiceField, DayField, HiddenField, NumberField, SelectField, TextField, TickField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Choose, Required, Ticked, TooLong, ValidationError, WholeNumber

SOMEONE_NEW = "new"
NOTE_MOST = 200


class IdentityForm(Form):
    """Whose submission it is, said by somebody who has seen the person and their card."""

    person = ChoiceField(
        _l("看过本人和证件，这份登记是谁的？"),
        validators=[Choose(_l("这份登记是谁的"))],
    )

    recommend = ChoiceField(
        _l("以前同意过向单位推荐，这次登记没有同意。问本人：以前的同意怎么办？"),
        choices=[
            ("keep", _l("本人说继续有效")),
            ("withdraw", _l("本人说不再同意"), _l("马上撤回，单位看不到本人的内容了")),
        ],
    )
    guardian = ChoiceField(
        _l("监护人同意吗？"),
        choices=[
            ("agreed", _l("监护人在场，看过说明，同意"), _l("记作监护人的同意")),
            ("absent", _l("监护人没有来，或者不同意"), _l("先不转入，登记留在待核实里")),
        ],
    )

    def offer(self, choices: Iterable[tuple[str, str, str]], asked: Collection[Asked]) -> None:
        """Offer the known people, as (key, name, hint), and last somebody new; ask what is to be asked of any of them.

        Whether an answer is missing turns on who is chosen: the service says so.
        """
        ages = legal_ages()
        new = (SOMEONE_NEW, str(_l("以前没有登记过的人")), str(_l("新建一个人，以后都用这一份")))
        self.person.choices = [(key, name, {"hint": hint}) for key, name, hint in (*choices, new)]
        if not any(one.recommended_on for one in asked):
            del self.recommend
        if not any(one.hears_a_guardian for one in asked):
            del self.guardian
        elif not any(one.guardian for one in asked):
            self.guardian.description = _("不知道出生日期，请看证件；已满 %(age)s 周岁的不用选。", age=ages.own_labour)
        else:
            self.guardian.description = _(
                "不满 %(child)s 周岁只有监护人能同意（个人信息保护法第三十一条），不满 %(age)s 周岁由监护人一起决定。",
                child=ages.child,
                age=ages.own_labour,
            )

    @property
    def said(self) -> Said:
        """Return what was said at the desk, as far as it was asked."""
        recommend = self.recommend.data if "recommend" in self else ""
        guardian = self.guardian.data if "guardian" in self else ""
        return Said(Earlier(recommend) if recommend else None, Guardian(guardian) if guardian else None)


class ConsentForm(Form):
    """A person's own yes, kept with the form in which they were told and in which capacity it was given."""

    agreed = TickField(
        _l("已经把上面的话读给本人听，本人同意"), validators=[Ticked(_l("本人同意以后，才能勾选并保存"))]
    )
    notice = ChoiceField(
        _l("怎样告诉本人的"), validators=[Choose(_l("怎样告诉本人的"))], choices=list(labels.CONSENT_FORMS.items())
    )
    capacity = ChoiceField(_l("谁同意的"), validators=[Choose(_l("谁同意的"))], choices=list(labels.CAPACITIES.items()))


class WithdrawForm(Form):
    """Why a referral is taken back."""

    reason = ChoiceField(
        _l("撤回的原因"), validators=[Choose(_l("撤回的原因"))], choices=list(labels.WITHDRAW_REASONS.items())
    )
    note = TextField(_l("补充说明（可以不填）"), validators=[TooLong(_l("补充说明"), high=NOTE_MOST)])


class HireForm(Form):
    """On what terms somebody begins to work."""

    started_on = DayField(
        _l("上班日期"), validators=[Required()], default=clock.today, hint=_l("第一天上班的日子，不是签合同的日子")
    )
    contract_kind = ChoiceField(_l("用工方式"), validators=[Choose()], choices=list(labels.CONTRACT_KINDS.items()))
    contract_until = DayField(_l("合同到期日"), hint=_l("没有固定期限的可以不填"))
    wage = NumberField(
        _l("每月工资"),
        validators=[Required(), WholeNumber(low=1, high=200_000)],
        suffix=_l("元"),
        hint=_l("税前，不算年终奖；计件的写每月大约数"),
    )
    employment_form = SelectField(
        _l("就业形式"),
        validators=[Choose()],
        coerce=int,
        choices=[(str(code), name) for code, name in labels.EMPLOYMENT_FORMS.items()],
    )


class NumberForm(Form):
    """Which number is needed in full, and what for. ``key`` is made once a form: sent again, it opens nothing."""

    key = HiddenField(default=lambda: str(uuid.uuid4()))
    what = ChoiceField(_l("要看哪个号码"), validators=[Choose(_l("要看哪个号码"))])
    reason = ChoiceField(
        _l("为什么要看"),
        validators=[Choose(_l("为什么要看"))],
        choices=list(labels.OPEN_REASONS.items()),
        hint=_l("会记下来，本人查得到。"),
    )
    note = TextField(
        _l("选了其他原因，写明是什么"),
        validators=[TooLong(_l("原因"), high=NOTE_MOST)],
        hint=_l("不要写证件号码和病情。"),
    )

    def offer(self, numbers: Iterable[tuple[str, str]]) -> None:
        """Offer the numbers that are known, as (key, name)."""
        self.what.choices = list(numbers)

    def begin_anew(self) -> None:
        """Ask again from the start, under a new key, with nothing chosen."""
        self.key.data, self.what.data, self.reason.data, self.note.data = str(uuid.uuid4()), None, None, ""

    def validate_key(self, field: HiddenField) -> None:
        """Refuse what no form of ours carries."""
        try:
            field.data = str(uuid.UUID(field.data or ""))
        except ValueError:
            field.data = str(uuid.uuid4())
            raise ValidationError(_("请再交一次。")) from None

    def validate_note(self, field: TextField) -> None:
        """Another reason is none until it is said; beside a reason of the list nothing is kept."""
        if self.reason.data != "other":
            field.data = ""
        elif not field.data:
            raise ValidationError(_("请写明是什么原因"))


class HandOverForm(Form):
    """Whose account ends when the next person comes; an employer without an account gets its first one."""

    account = ChoiceField(
        _l("哪个账号要交给别人？"),
        validators=[Choose(_l("要交接的账号"))],
    )

    def offer(self, choices: Iterable[tuple[str, str, str]]) -> None:
        """Offer the accounts, as (key, name, login); without any there is nothing to choose."""
        self.account.choices = [(key, name, {"hint": login}) for key, name, login in choices]
        if not self.account.choices:
            self.account.validators = ()


class VoidForm(Form):
    """Why something was noted by mistake."""

    reason = TextField(
        _l("为什么作废"), validators=[Required(), TooLong(high=NOTE_MOST)], hint=_l("例如：登记到别人名下了")
    )
