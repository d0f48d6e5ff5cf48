"""The administrators' forms, and the filters above their lists (asked by GET, so without a token)."""

# mypy: disallow-subclassing-any=false
# (WTForms carries no types.)

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field

from jobmatch.accounts.duties import WATCHERS
from jobmatch.accounts.management import Rights
from jobmatch.accounts.tables import Role, Village
from jobmatch.employers.queries import find_employer_by_uscc
from jobmatch.employers.tables import Employer
from jobmatch.web.admin_labels import ROLE_REASONS
from jobmatch.web.fields import ChoiceField, SelectField, TextField
from jobmatch.web.filters import Filter, PeriodFilter
from jobmatch.web.forms import Form
from jobmatch.web.labels import ROLES
from jobmatch.web.signed_in import get_signed_in_user
from jobmatch.web.validators import Choose, Required, TooLong, ValidationError
from jobmatch.web.villages_typed import read_villages

LOGIN_MOST = NAME_MOST = 60
ID_MOST = 64
VILLAGES_MOST = 400


class AccountFilter(Filter):
    """Which accounts to list."""

    q = TextField(_l("账号名或姓名"), validators=[TooLong(high=NAME_MOST)], width=20)
    role = SelectField(_l("角色"), choices=list(ROLES.items()))
    state = SelectField(_l("状态"), choices=[("active", _l("在用")), ("disabled", _l("已停用"))])


class NamedForm(Form):
    """Whose account it is. (Fields are drawn in the order in which they are written, so this stands first.)"""

    name = TextField(_l("姓名"), validators=[Required(), TooLong(high=NAME_MOST)], width=20)
    login = TextField(
        _l("账号名"),
        validators=[Required(), TooLong(high=LOGIN_MOST)],
        hint=_l("登录时用，以后不能改。不要用身份证号、手机号"),
        width=20,
    )

    def validate_login(self, field: Field) -> None:
        """A login is typed by hand for years: no spaces, and never a number that names a person."""
        login = field.data or ""
        if any(character.isspace() for character in login):
            raise ValidationError(_("账号名里不要有空格"))
        if (login.isdecimal() and len(login) >= 11) or (login[:17].isdecimal() and len(login) >= 18):
            raise ValidationError(_("不要用身份证号、手机号做账号名，请换一个"))


class RightsForm(Form):
    """A role, and for an employer's account the employer, for an officer's the villages."""

    role = SelectField(_l("角色"), validators=[Choose()], choices=list(ROLES.items()))
    uscc = TextField(
        _l("单位的统一社会信用代码"),
        hint=_l("只有用人单位的账号要填；其他角色留空"),
        validators=[TooLong(high=18)],
        width=20,
    )
    villages = TextField(
        _l("专职委员负责的村、社区"),
        hint=_l("只有专职委员的账号要填：村名或代码，几个村用顿号隔开，第一个是本村。留空就是全区。"),
        validators=[TooLong(high=VILLAGES_MOST)],
    )
    employer: Employer | None = None
    chosen: tuple[Village, ...] = ()

    def validate_uscc(self, field: Field) -> None:
        """An employer's account belongs to an employer of this district; no other account does."""
        typed = (field.data or "").replace(" ", "").upper()
        if self.role.data != "employer":
            if typed:
                raise ValidationError(_("这个角色管全区，不用填单位代码。请清空，或把角色改成用人单位"))
            return
        if not typed:
            raise ValidationError(_("请填写单位的统一社会信用代码"))
        found = find_employer_by_uscc(typed)
        if found is None or found.district_id != get_signed_in_user().district_id:
            raise ValidationError(_("没有登记过这个信用代码的单位，请核对后再填"))
        self.employer = found

    def validate_villages(self, field: Field) -> None:
        """Villages are an officer's, and ones that are entered; a name that several have is asked for again."""
        self.chosen = tuple(read_villages(get_signed_in_user().district_id, field.data))
        if self.chosen and self.role.data != "village_officer":
            raise ValidationError(_("只有专职委员按村管。请清空，或把角色改成专职委员"))

    @property
    def scope_id(self) -> str | None:
        """The scope that was chosen: the employer's or the first village's key, or None for the whole district."""
        if self.employer:
            return self.employer.id
        return self.chosen[0].id if self.chosen else None

    @property
    def rights(self) -> Rights:
        """What was chosen, as the accounts' acts take it."""
        return Rights(Role(self.role.data), self.scope_id, tuple(one.id for one in self.chosen[1:]))


class AccountForm(NamedForm, RightsForm):
    """A new account. Its password is made by the system and shown once."""

    def offer_roles(self) -> None:
        """Leave out the roles that only a security administrator appoints."""
        self.role.choices = [(role, name) for role, name in ROLES.items() if role not in WATCHERS]


class RoleForm(RightsForm):
    """Another role or scope, and why."""

    reason = ChoiceField(_l("原因"), validators=[Choose()], choices=list(ROLE_REASONS.items()))


class AuditFilter(PeriodFilter):
    """Which entries of the audit trail."""

    action = SelectField(_l("做了什么"))
    login = TextField(_l("谁（账号名）"), validators=[TooLong(high=LOGIN_MOST)], width=20)
    table = SelectField(_l("对什么"))
    id = TextField(_l("编号"), validators=[TooLong(high=ID_MOST)], hint=_l("完整的编号，例如从记录里复制的"), width=30)

    def offer(self, actions: Iterable[tuple[str, str]], tables: Iterable[tuple[str, str]]) -> None:
        """Offer the acts and the tables that are known."""
        self.action.choices, self.table.choices = list(actions), list(tables)
