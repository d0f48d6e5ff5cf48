"""Legal values in words: what a value is called, how much it is, where it holds."""

from decimal import Decimal

from jobmatch.law.values import LegalValue, Unit, Value
from jobmatch.wording import sentence
from jobmatch.wording.speaking import all_sentences


def key_name(key: str, locale: str) -> str:
    """Return what a value is called; its key where an installation's own file brought a new one."""
    return _said(f"law.key.{key}", key, locale)


def place_name(code: str, locale: str) -> str:
    """Return the name of a place; its code where nobody gave it one."""
    return _said(f"law.place.{code}", code, locale)


def group_name(stem: str, locale: str) -> str:
    """Return what the files of that name are about; the name itself for an installation's own."""
    return _said(f"law.group.{stem}", stem, locale)


def amount(value: Value, unit: Unit, locale: str) -> str:
    """Say a value with its unit; the empty string for one that nobody knows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return sentence("law.unit.yes" if value else "law.unit.no", {}, locale)
    if isinstance(value, Decimal):
        return f"{(value * 100).normalize():f}%"
    if unit is Unit.WORD:
        return _said(f"law.word.{value}", str(value), locale)
    return sentence(f"law.unit.{unit}", {"value": value}, locale)


def note(value: LegalValue, locale: str) -> str:
    """Return what is to be said beside a value, or the empty string."""
    return value.note_en if locale.startswith("en") else value.note_zh


def _said(key: str, otherwise: str, locale: str) -> str:
    return sentence(key, {}, locale) if key in all_sentences() else otherwise
