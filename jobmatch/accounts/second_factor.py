"""The second factor without a key: codes from an app (TOTP, RFC 6238) and codes on paper. Each opens once.

That a code was used is written by a conditional update, so of two who send it at the same instant one is let in.
"""

import unicodedata
from datetime import datetime

import pyotp
from sqlalchemy import delete, update

from jobmatch import clock
from jobmatch.accounts import passwords, queries, rules
from jobmatch.accounts.sessions import actor_for, begin_anew
from jobmatch.accounts.tables import RecoveryCode, TotpFactor, User
from jobmatch.storage.act import act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

ISSUER = "助残就业"
STEPS_AROUND = (0, -1, 1)
"""A phone's clock may be half a minute off (RFC 6238 5.2)."""


class FactorRefusedError(SentenceError):
    """What was asked of a second factor is refused; its sentence says why."""


def begin_app(user: User) -> None:
    """Make the secret for an app, unconfirmed; one that was begun before is replaced.

    Raises ``FactorRefusedError`` when an app is set up already.
    """
    with act(by=actor_for(user), action="user.app_begun", about=user):
        known = queries.find_totp(user.id)
        if known is not None and known.confirmed_at is not None:
            raise FactorRefusedError("second_factor.app_is_there")
        if known is not None:
            db.session.delete(known)
            db.session.flush()
        db.session.add(TotpFactor(user_id=user.id, secret=new_secret(), created_at=clock.now()))


def new_secret() -> str:
    """Return a random secret of 160 bits in base 32, as apps take it (RFC 4226 4 R6)."""
    return pyotp.random_base32()


def app_address(user: User, factor: TotpFactor) -> str:
    """Return the ``otpauth:`` address that an app reads from the picture."""
    return pyotp.TOTP(_secret(factor)).provisioning_uri(name=user.login, issuer_name=ISSUER)


def secret_in_groups(factor: TotpFactor) -> str:
    """Return the secret in groups of four, to be typed by hand."""
    secret = _secret(factor)
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def present_code(factor: TotpFactor) -> str:
    """Return the code of this moment: for developers in an invented district, and nobody else."""
    return pyotp.TOTP(_secret(factor)).at(clock.now())


def confirm_app(user: User, code: str, token: str) -> tuple[str, list[str]]:
    """Set the app up with its first code; returns the token of a new session and the recovery codes, shown once.

    Every session of the account ends, this one (``token``) too: who is signed in from now on has a second factor.
    Raises ``FactorRefusedError``.
    """
    with act(by=actor_for(user), action="user.app_confirmed", about=user):
        factor = queries.find_totp(user.id)
        if factor is None or factor.confirmed_at is not None:
            raise FactorRefusedError("second_factor.begin_again")
        if not _use_step(factor, code, clock.now()):
            raise FactorRefusedError("second_factor.code_wrong")
        factor.confirmed_at = clock.now()
        return begin_anew(user, token), codes_if_none(user)


def fits(user_id: str, typed: str) -> bool:
    """Tell whether a code would open, without using it."""
    code = clean(typed)
    if _is_of_app(code):
        factor = queries.find_totp(user_id)
        step = _step_of(_secret(factor), code, clock.now()) if factor is not None and factor.confirmed_at else None
        return factor is not None and step is not None and factor.last_step < step
    return queries.has_recovery_code(user_id, passwords.token_digest(code))


def use_code(user_id: str, typed: str) -> str | None:
    """Use a code inside the act under way; returns ``app`` or ``paper``, or None when it opens nothing (any more)."""
    code = clean(typed)
    if _is_of_app(code):
        factor = queries.find_totp(user_id)
        is_set_up = factor is not None and factor.confirmed_at is not None
        return "app" if is_set_up and factor is not None and _use_step(factor, code, clock.now()) else None
    unused = update(RecoveryCode).where(
        RecoveryCode.user_id == user_id,
        RecoveryCode.code_hash == passwords.token_digest(code),
        RecoveryCode.used_at.is_(None),
    )
    used = db.session.execute(unused.values(used_at=clock.now()).returning(RecoveryCode.id)).first()
    return "paper" if used is not None else None


def _is_of_app(code: str) -> bool:
    return len(code) == 6 and code.isdigit()


def clean(typed: str) -> str:
    """Return a code as it was meant: full-width characters, spaces, hyphens and capitals make no difference."""
    return "".join(unicodedata.normalize("NFKC", typed[:100]).split()).replace("-", "").lower()


def new_recovery_codes(user: User) -> list[str]:
    """Make ten new recovery codes; the ones from before open nothing any more. They are shown once."""
    with act(by=actor_for(user), action="user.recovery_codes_made", about=user):
        return make_codes(user)


def make_codes(user: User) -> list[str]:
    """Replace the recovery codes inside the act under way."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [passwords.one_time_password() for _ in range(rules.RECOVERY_CODES)]
    for code in codes:
        kept = passwords.token_digest(clean(code))
        db.session.add(RecoveryCode(user_id=user.id, code_hash=kept, created_at=clock.now()))
    return codes


def codes_if_none(user: User) -> list[str]:
    """Make recovery codes inside the act under way, unless there are some; none are then returned."""
    return [] if queries.count_recovery_codes(user.id) else make_codes(user)


def remove_app(user: User, is_needed: bool) -> None:
    """Take the app away; with the last factor its recovery codes go too.

    Raises ``FactorRefusedError`` where a factor ``is_needed`` and there would be none.
    """
    with act(by=actor_for(user), action="user.app_removed", about=user):
        has_passkey = bool(queries.list_passkeys(user.id))
        if is_needed and not has_passkey:
            raise FactorRefusedError("second_factor.one_is_needed")
        db.session.execute(delete(TotpFactor).where(TotpFactor.user_id == user.id))
        if not has_passkey:
            db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def _use_step(factor: TotpFactor, typed: str, at: datetime) -> bool:
    """Use the code's time step unless it, or a later one, was used before."""
    step = _step_of(_secret(factor), clean(typed), at)
    if step is None:
        return False
    later = update(TotpFactor).where(TotpFactor.id == factor.id, TotpFactor.last_step < step)
    return db.session.execute(later.values(last_step=step).returning(TotpFactor.id)).first() is not None


def _step_of(secret: str, code: str, at: datetime) -> int | None:
    """Return the time step whose code this is; every one is compared, each in the same time."""
    totp = pyotp.TOTP(secret)
    here = totp.timecode(at)
    found = [here + off for off in STEPS_AROUND if pyotp.utils.strings_equal(totp.generate_otp(here + off), code)]
    return found[0] if found else None


def _secret(factor: TotpFactor) -> str:
    secret = factor.secret
    assert secret is not None, "the column is never empty"
    return secret
