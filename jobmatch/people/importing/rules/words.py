"""Kinds, grades, statuses and days as people and databases write them. What is not known is refused, never guessed."""

import enum
import re
import unicodedata
from datetime import date, timedelta

from jobmatch.people.kinds import DisabilityKind

_KIND_WORDS = {
    "视力": DisabilityKind.VISUAL,
    "听力": DisabilityKind.HEARING,
    "言语": DisabilityKind.SPEECH,
    "语言": DisabilityKind.SPEECH,
    "肢体": DisabilityKind.PHYSICAL,
    "智力": DisabilityKind.INTELLECTUAL,
    "精神": DisabilityKind.MENTAL,
    "多重": DisabilityKind.MULTIPLE,
}
_GRADE_WORDS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}
_PART = re.compile(r"(视力|听力|言语|语言|肢体|智力|精神)(?:残疾)?([一二三四1-4])级?")
_BETWEEN = re.compile(r"[\s,、;/+和及|]*")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ t]0{1,2}:00(?::00)?(?:\.0+)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.0)?")
_SERIAL_START = date(1899, 12, 30)
"""Day 0 of the spreadsheet's calendar, as it counts from March 1900 on (ECMA-376 18.17.4.1)."""


class Status(enum.StrEnum):
    """What the export says became of a certificate."""

    VALID = "valid"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    CANCELLED = "cancelled"
    FROZEN = "frozen"


LEFT = frozenset({Status.MOVED_OUT, Status.CANCELLED})

_STATUS_WORDS = {
    Status.VALID: "正常 有效 在用 在册 启用 已发证 已制证 过期 已过期 到期 新办 换领 补办 等级变更",
    Status.MOVED_IN: "迁入 已迁入 转入",
    Status.MOVED_OUT: "迁出 已迁出 转出",
    Status.CANCELLED: "注销 已注销 死亡 死亡注销 作废 已作废",
    Status.FROZEN: "冻结 已冻结 暂停",
}
_STATUSES = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}


def folded(text: str) -> str:
    """Return ``text`` in half width and lower case without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def read_kind(text: str) -> DisabilityKind | None:
    """Return the kind that a cell names (视力残疾, 视力, 1, 01), or None."""
    plain = folded(text).removesuffix("残疾")
    if plain in _KIND_WORDS:
        return _KIND_WORDS[plain]
    digit = plain.removeprefix("0")
    return DisabilityKind(int(digit)) if len(digit) == 1 and digit in "1234567" else None


def read_grade(text: str) -> int | None:
    """Return the grade that a cell names (一级, 1级, 1, Ⅰ级), or None."""
    plain = folded(text).removesuffix("级")
    digit = plain.removeprefix("0")
    return int(digit) if len(digit) == 1 and digit in "1234" else _GRADE_WORDS.get(plain)


def read_components(text: str) -> tuple[tuple[int, int], ...] | None:
    """Return the (kind, grade) pairs of a multiple disability (视力二级;肢体三级); None where the text is not that."""
    plain, pairs, at = folded(text), [], 0
    for part in _PART.finditer(plain):
        if not _BETWEEN.fullmatch(plain[at : part.start()]):
            return None
        grade = read_grade(part[2])
        assert grade is not None, "the pattern knows grades only"
        pairs.append((int(_KIND_WORDS[part[1]]), grade))
        at = part.end()
    is_whole = bool(pairs) and bool(_BETWEEN.fullmatch(plain[at:]))
    return tuple(sorted(pairs)) if is_whole and len({kind for kind, _grade in pairs}) == len(pairs) else None


def read_status(text: str) -> Status | None:
    """Return the status that a cell names, or None."""
    return _STATUSES.get(folded(text))


def read_day(text: str) -> tuple[date | None, bool]:
    """Return the day that a cell names and whether it was a bare serial number; None where it is no day.

    Understood are 2020-01-05, 2020/1/5, 2020.1.5, 2020年1月5日, 20200105, each with a midnight behind it, and serial
    numbers of 1954 to 2064. Two-digit years and days in another order are not: they would be guesses.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if len(plain) > 40:
        return None, False
    if match := _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])), False
        except ValueError:
            return None, False
    if _SERIAL.fullmatch(plain) and 20_000 <= (serial := int(float(plain))) <= 60_000:
        return _SERIAL_START + timedelta(days=serial), True
    return None, False


def years_later(day: date, years: int) -> date:
    """Return the day so many years later (earlier where negative); 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
