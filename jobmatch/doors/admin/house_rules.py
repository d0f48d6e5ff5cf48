"""The numbers that the sign-in works with, read from where they work, each with the standard behind it."""

from datetime import timedelta
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from jobmatch.accounts import rules
from jobmatch.law.values import Unit
from jobmatch.law.words import amount

ASVS, MLPS = "OWASP ASVS 5.0", "GB/T 22239-2019"


class HouseRule(NamedTuple):
    """A constant of ``accounts/rules.py``: its name there, what it is called, the standard and its clause."""

    constant: str
    name: LazyString
    document: str
    article: str


HOUSE_RULES = (
    HouseRule("PASSWORD_LEAST", _l("密码至少"), ASVS, "6.2.1"),
    HouseRule("PASSWORD_MOST", _l("密码至多"), ASVS, "6.2.9"),
    HouseRule("ONE_TIME_PASSWORD_LASTS", _l("一次性密码的有效期"), ASVS, "6.4.1"),
    HouseRule("FAILURES_ALLOWED", _l("连续输错多少次要等一等"), MLPS, "8.1.4.1 b"),
    HouseRule("FIRST_WAIT", _l("输错以后第一次等多久"), MLPS, "8.1.4.1 b"),
    HouseRule("LONGEST_WAIT", _l("输错以后最多等多久"), MLPS, "8.1.4.1 b"),
    HouseRule("FAILURE_WINDOW", _l("输错次数按多长时间算"), ASVS, "6.3.1"),
    HouseRule("ACCOUNT_ALLOWED", _l("同一账号在陌生地方最多输错"), ASVS, "6.3.1"),
    HouseRule("ADDRESS_ALLOWED", _l("同一地址最多输错"), ASVS, "6.3.1"),
    HouseRule("ADDRESS_WINDOW", _l("同一地址的次数按多长时间算"), ASVS, "6.3.1"),
    HouseRule("KNOWN_FOR", _l("登录过的地方算熟悉多久"), ASVS, "6.3.1"),
    HouseRule("TRACES_KEPT", _l("输错的记录保留多久"), "《中华人民共和国个人信息保护法》", "第十九条"),
    HouseRule("HALF_LASTS", _l("输对密码后等第二步验证多久"), ASVS, "6.5.5"),
    HouseRule("RECOVERY_CODES", _l("备用码的个数"), ASVS, "6.5.1"),
    HouseRule("HAND_OVER_LASTS", _l("单位账号交接码的有效期"), ASVS, "6.4.1"),
    HouseRule("SESSION_LASTS", _l("一次登录最长"), ASVS, "7.3.2"),
    HouseRule("STAFF_IDLE", _l("工作人员多久不操作就退出"), f"{ASVS}; {MLPS}", "7.3.1; 8.1.4.1 b"),
    HouseRule("EMPLOYER_IDLE", _l("用人单位多久不操作就退出"), f"{ASVS}; {MLPS}", "7.3.1; 8.1.4.1 b"),
)
NOT_SHOWN = frozenset({"SEEN_EVERY", "CHALLENGE_LASTS"})
"""Constants that are no promise to anybody."""

_COUNTS = {"PASSWORD_LEAST": Unit.CHARACTERS, "PASSWORD_MOST": Unit.CHARACTERS, "RECOVERY_CODES": Unit.PIECES}


def house_rows(locale: str) -> list[tuple[str, str, str]]:
    """Return name, amount and standard of each rule."""
    return [(str(one.name), said(one.constant, locale), f"{one.document} {one.article}") for one in HOUSE_RULES]


def said(constant: str, locale: str) -> str:
    """Say the present value of a constant in the largest unit that fits."""
    value: object = getattr(rules, constant)
    if not isinstance(value, timedelta):
        return amount(int(str(value)), _COUNTS.get(constant, Unit.TIMES), locale)
    minutes = int(value.total_seconds()) // 60
    for unit, length in ((Unit.DAYS, 24 * 60), (Unit.HOURS, 60)):
        if minutes % length == 0:
            return amount(minutes // length, unit, locale)
    return amount(minutes, Unit.MINUTES, locale)
