"""An app with a known secret for an account of the test's, and the second step of its sign-in."""

from datetime import timedelta

import pyotp
from sqlalchemy import delete

from jobmatch import clock
from jobmatch.accounts import sessions
from jobmatch.accounts.rules import ADMINS
from jobmatch.accounts.sessions import actor_for
from jobmatch.accounts.tables import TotpFactor, User
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.indexes import blind_index

MUST_HAVE_A_FACTOR = ADMINS
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_an_app(user_id):
    """Set an app up, anew where there is one: its present code has then not been used."""
    with act(by=MACHINE, action="test.app_given"):
        db.session.execute(delete(TotpFactor).where(TotpFactor.user_id == user_id))
        at = clock.now()
        db.session.add(TotpFactor(user_id=user_id, secret=SECRET, created_at=at, confirmed_at=at))


def begin_session(user_id, is_strong):
    """Begin a session of an account as its sign-in does; returns the token."""
    user = db.session.get_one(User, user_id)
    with act(by=actor_for(user), action="user.signed_in", about=user):
        address = blind_index("sign_in.address", "127.0.0.1")
        return sessions.begin(user, ".", address, is_strong=is_strong)


def code_now(steps=0, secret=SECRET):
    """The code of this moment, or of some steps of 30 seconds away."""
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30 * steps))
