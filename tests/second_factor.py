"""An app with a known secret for an account of the test's, and the second step of its sign-in."""

from datetime import timedelta

import pyotp
from sqlalchemy import delete

from jobmatch import clock
from jobmatch.accounts.rules import ADMINS
from jobmatch.accounts.tables import TotpFactor
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db

MUST_HAVE_A_FACTOR = ADMINS
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_an_app(user_id):
    """Set an app up, anew where there is one: its present code has then not been used."""
    with act(by=MACHINE, action="test.app_given"):
        db.session.execute(delete(TotpFactor).where(TotpFactor.user_id == user_id))
        at = clock.now()
        db.session.add(TotpFactor(user_id=user_id, secret=SECRET, created_at=at, confirmed_at=at))


def code_now(steps=0, secret=SECRET):
    """The code of this moment, or of some steps of 30 seconds away."""
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30 * steps))


def second_step(client, user_id):
    page = client.get("/sign-in/code")
    answer = client.post("/sign-in/code", data={"code": code_now(), "csrf_token": page.csrf})
    assert answer.status_code == 303, answer.text
    return client
