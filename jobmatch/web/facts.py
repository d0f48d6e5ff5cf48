"""How pay, hours, months, places and lists are said on pages, in the language of the page."""

from collections.abc import Iterable

from babel.dates import format_skeleton
from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _

from jobmatch.accounts.tables import Town, Village
from jobmatch.clock import first_day
from jobmatch.employers.occupations import find_occupation
from jobmatch.web.language import locale_code


def pay_range(low_fen: int | None, high_fen: int | None) -> str:
    """Say a monthly wage given in 分, of which either end may be unknown."""
    low, high = (None if fen is None else format_decimal(fen // 100) for fen in (low_fen, high_fen))
    if low is None and high is None:
        return _("工资面议")
    if low is None:
        return _("最高 %(high)s 元/月", high=high)
    if high is None:
        return _("%(low)s 元/月起", low=low)
    if low == high:
        return _("%(low)s 元/月", low=low)
    return _("%(low)s–%(high)s 元/月", low=low, high=high)


def hours_a_week(hours: int | None) -> str:
    """Say weekly hours, or the empty string where they are unknown."""
    return _("每周 %(hours)s 小时", hours=hours) if hours else ""


def month_name(month: str) -> str:
    """Say a month given as ``YYYY-MM``: 2026年11月, November 2026."""
    return format_skeleton("yMMMM", first_day(month), locale=get_locale())


def occupation_name(code: str | None) -> str:
    """Return the official name of an occupation, in Chinese whatever the page speaks; empty where there is none."""
    found = find_occupation(code) if code else None
    return found.name if found else ""


def place_name(town: Town | None) -> str:
    """Say the name of a town, or the empty string where none is known."""
    if town is None:
        return ""
    return town.name_en if locale_code() == "en" else town.name


def village_name(village: Village | None) -> str:
    """Say the name of a village, or the empty string where none is known."""
    if village is None:
        return ""
    return village.name_en if locale_code() == "en" else village.name


def joined(parts: Iterable[str]) -> str:
    """Join words as the page's language does; the empty string where there are none."""
    return (", " if locale_code() == "en" else "、").join(parts)
