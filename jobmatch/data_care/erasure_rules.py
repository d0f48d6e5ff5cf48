"""What of somebody's data must be kept although it is to be erased, until when, and by which law. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jobmatch.law import InForce, LegalValue, Unit


class Held(StrEnum):
    """What the law keeps."""

    REGISTER = "register"
    LEVY = "levy"
    DISCLOSURES = "disclosures"
    SERVICE_LEDGER = "service_ledger"
    AUDIT = "audit"


@dataclass(frozen=True)
class Facts:
    """What the decision turns on. Days are Beijing days; None = there is nothing of the kind."""

    is_in_register: bool
    last_month: str | None
    last_disclosure_on: date | None
    last_service_on: date | None


@dataclass(frozen=True)
class Hold:
    """Something is kept until the end of ``until`` (None: as long as the register keeps it), by that provision."""

    what: Held
    until: date | None
    law: LegalValue | None = None


def holds(facts: Facts, law: InForce, today: date) -> list[Hold]:
    """Decide what is kept and until when; what is in none of these goes now.

    - The register of certificates is the federation's statutory duty: who and which certificate stay while it does.
    - Levy: who was credited for which month can be asked until the time for correcting a year's levy is over. It runs
      from the end of the year in which the last month was declared, the year after it was worked.
    - Disclosures and consents: the record of what was given to whom, three years from the last of them
      (网络数据安全管理条例 art. 12, PIPL art. 56).
    - The service ledger: two years from the last referral (人力资源市场暂行条例 art. 33), without free text.
    - The audit trail holds keys only and is never touched; it says for how long it must be there.

    Confidence and article of each stand in ``law/places/CN/records.yaml``; an unconfirmed one is marked on the page.
    """
    found = [Hold(Held.REGISTER, None)] if facts.is_in_register else []
    if facts.last_month is not None:
        found.append(levy_hold(facts.last_month, law))
    dated = (
        (Held.DISCLOSURES, facts.last_disclosure_on, "disclosure_record_kept"),
        (Held.SERVICE_LEDGER, facts.last_service_on, "service_ledger_kept"),
        (Held.AUDIT, today, "audit_log_kept"),
    )
    for what, since, key in dated:
        if since is not None:
            value = law.get(key)
            found.append(Hold(what, after(since, value), value))
    return [one for one in found if one.until is None or one.until >= today]


def levy_hold(last_month: str, law: InForce) -> Hold:
    """Return until when it is kept who was credited, from the last month (``YYYY-MM``) that stands in the ledger."""
    length = law.get("levy_record_kept")
    return Hold(Held.LEVY, after(date(int(last_month[:4]) + 1, 12, 31), length), length)


def after(day: date, length: LegalValue) -> date:
    """Return the day that lies a legal period after ``day``; the last of the month where there is no such day."""
    months = length.whole * (12 if length.unit is Unit.YEARS else 1)
    if length.unit not in {Unit.YEARS, Unit.MONTHS}:
        return date.fromordinal(day.toordinal() + length.whole)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_inactive(last_active_on: date, length: LegalValue, today: date) -> bool:
    """Tell whether nobody has heard of somebody for so long that they are to be warned of."""
    return after(last_active_on, length) < today


def over(kept: Sequence[tuple[str, str | None]], today: date) -> list[str]:
    """List what of the holds of an erasure is over by ``today``."""
    return [what for what, until in kept if until is not None and date.fromisoformat(until) < today]
