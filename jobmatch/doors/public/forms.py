"""The forms of the front door: sign in, set a new password."""

import json
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field

from jobmatch.accounts.rules import PASSWORD_MOST
from jobmatch.web.fields import HiddenField, PasswordField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Required, TooLong, ValidationError


class SignInForm(Form):
    """Login and password; the login stays when the sign-in fails, the password never."""

    login = TextField(_l("登录名"), validators=[Required(), TooLong(high=60)], autocomplete="username", width=20)
    password = PasswordField(
        _l("密码"), validators=[Required(), TooLong(high=PASSWORD_MOST)], autocomplete="current-password"
    )
    kept = HiddenField()


class CodeForm(Form):
    """The code of the second step, from the app or from paper."""

    code = TextField(
        _l("验证码或备用码"),
        validators=[Required(), TooLong(high=60)],
        autocomplete="one-time-code",
        hint=_l("手机应用里的 6 位数字；手机不在身边，就用一个备用码"),
        width=20,
    )
    kept = HiddenField()


class SignedForm(Form):
    """What a passkey has signed: filled in by the small script, never by a person."""

    answer = HiddenField()
    kept = HiddenField()

    def answer_read(self) -> dict[str, Any]:
        """Return the answer as the browser gave it; what cannot be read is an empty one."""
        try:
            answer = json.loads(self.answer.data or "")
        except (ValueError, RecursionError):
            return {}
        return answer if isinstance(answer, dict) else {}


class HandOverForm(Form):
    """The code on paper, and what the new person chooses: name, login, password."""

    code = TextField(
        _l("交接码"),
        validators=[Required(), TooLong(high=60)],
        autocomplete="off",
        hint=_l("区残联给您的纸上，四组、每组四个字母或数字"),
        width=20,
    )
    name = TextField(_l("您的姓名"), validators=[Required(), TooLong(high=60)], autocomplete="name", width=20)
    login = TextField(
        _l("自己起一个登录名"),
        validators=[Required(_l("登录名")), TooLong(_l("登录名"), high=60)],
        autocomplete="username",
        width=20,
    )
    new = PasswordField(
        _l("自己起一个密码"),
        validators=[Required(_l("密码"))],
        autocomplete="new-password",
        hint=_l("至少 12 个字符，可以把几个词连起来，中间加空格。不要包含登录名。"),
    )
    again = PasswordField(_l("再输入一次密码"), validators=[Required(_l("第二次的密码"))], autocomplete="new-password")

    def validate_again(self, field: Field) -> None:
        """The two must be the same, or the person could never sign in."""
        if field.data != self.new.data:
            raise ValidationError(_("两次输入的新密码不一样，请再输入一次"))


class PasswordForm(Form):
    """The present password, and a new one twice."""

    current = PasswordField(_l("现在的密码"), validators=[Required()], autocomplete="current-password")
    new = PasswordField(
        _l("新密码"),
        validators=[Required()],
        autocomplete="new-password",
        hint=_l("至少 12 个字符，可以把几个词连起来，中间加空格。不要包含登录名。"),
    )
    again = PasswordField(_l("再输入一次新密码"), validators=[Required()], autocomplete="new-password")

    def validate_again(self, field: Field) -> None:
        """The two must be the same, or the person could never sign in again."""
        if field.data != self.new.data:
            raise ValidationError(_("两次输入的新密码不一样，请再输入一次"))
