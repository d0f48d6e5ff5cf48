"""Since when nobody must have signed in for an account to be called stale."""

from datetime import datetime, timedelta

from jobmatch import clock
from jobmatch.law.installed import law_on


def stale_days() -> int:
    """Return after how many days without a sign-in an account is looked at again (GB/T 22239-2019)."""
    return law_on(clock.today()).get("stale_account").whole


def quiet_since() -> datetime:
    """Return the instant since which a stale account has seen no sign-in."""
    return clock.now() - timedelta(days=stale_days())
