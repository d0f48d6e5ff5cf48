"""One button each: close an account, open it, let somebody try again, a new password, no second factor."""

from collections.abc import Callable
from typing import TypeVar

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.accounts import management
from jobmatch.accounts.management import ManagementRefusedError
from jobmatch.accounts.tables import User
from jobmatch.doors.admin import blueprint
from jobmatch.doors.admin.accounts import account_page, back_to
from jobmatch.doors.admin.scope import account_or_404
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import get_signed_in_user

_T = TypeVar("_T")


@blueprint.post("/accounts/<id:user_id>/disable")
def disable(user_id: str) -> ResponseReturnValue:
    """Close an account at once: it is signed out everywhere."""
    return _done(user_id, management.disable, lambda _none: _("已停用。所有登录都已退出，接口令牌已作废。"))


@blueprint.post("/accounts/<id:user_id>/enable")
def enable(user_id: str) -> ResponseReturnValue:
    """Open an account again."""
    return _done(user_id, management.enable, lambda _none: _("已恢复使用。原来的接口令牌仍然作废。"))


@blueprint.post("/accounts/<id:user_id>/unlock")
def unlock(user_id: str) -> ResponseReturnValue:
    """Let somebody try again who typed a wrong password too often."""
    return _done(user_id, management.unlock, lambda count: _("已解锁，清掉了 %(count)s 次输错的记录。", count=count))


@blueprint.post("/accounts/<id:user_id>/second-factor")
def reset_second_factor(user_id: str) -> ResponseReturnValue:
    """Take the second factor away from somebody who lost the phone."""
    return _done(user_id, management.reset_second_factor, lambda _none: _("已清除第二道验证，下次登录时要重新设置。"))


@blueprint.post("/accounts/<id:user_id>/password")
def reset_password(user_id: str) -> ResponseReturnValue:
    """Give somebody a one-time password; it stands on the page that answers, and nowhere else."""
    try:
        password = management.reset_password(get_signed_in_user(), user_id)
    except LookupError:
        abort(404)
    except ManagementRefusedError as error:
        return _refused(user_id, error)
    return account_page(account_or_404(user_id), password)


def _done(user_id: str, do: Callable[[User, str], _T], say: Callable[[_T], str]) -> ResponseReturnValue:
    try:
        result = do(get_signed_in_user(), user_id)
    except LookupError:
        abort(404)
    except ManagementRefusedError as error:
        return _refused(user_id, error)
    flash(say(result), "success")
    return back_to(user_id)


def _refused(user_id: str, error: ManagementRefusedError) -> ResponseReturnValue:
    flash(error.sentence(locale_code()))
    return account_page(account_or_404(user_id)), 409
