"""The forms about one's own account. What changes how one proves who one is asks for the password once more."""

import json
from typing import Any

from flask_babel import lazy_gettext as _l

from jobmatch.web.fields import HiddenField, PasswordField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Required, TooLong


class ConfirmForm(Form):
    """The password once more, so that a computer left open is not enough (ASVS 7.5.1)."""

    password = PasswordField(_l("现在的密码"), validators=[Required()], autocomplete="current-password")

    def without_password(self) -> None:
        """Leave the question out where somebody has just signed in and must set a second factor up."""
        del self.password


class FirstCodeForm(Form):
    """The first code of an app that is being set up."""

    code = TextField(
        _l("应用里显示的 6 位验证码"),
        validators=[Required(_l("验证码"))],
        autocomplete="one-time-code",
        inputmode="numeric",
        width=10,
    )


class PasskeyForm(ConfirmForm):
    """A name for a new passkey, and what the browser answered."""

    name = TextField(
        _l("给它起个名字"),
        validators=[Required(_l("名字")), TooLong(high=60)],
        hint=_l("例如：办公室电脑，方便以后认出来"),
        width=20,
    )
    answer = HiddenField()

    def answer_read(self) -> dict[str, Any]:
        """Return the answer as the browser gave it; what cannot be read is an empty one."""
        try:
            answer = json.loads(self.answer.data or "")
        except (ValueError, RecursionError):
            return {}
        return answer if isinstance(answer, dict) else {}
