"""Words that a posting may not or need not use: finds them in a text and says what could stand instead. Pure.

What is found is always a whole expression with its place, so that one press of a button can exchange it. What a
sentence denies ("不限户籍", "不收押金") or wishes for somebody ("保障员工身心健康") is not found.
"""

import enum
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_STRONG, _WEAK = "。!！?？\n", ",，；;、:："
SEPARATORS = _STRONG + _WEAK
_DENIED_BEFORE = re.compile(
    r"(?:不|无|没有|勿|从不|绝不|禁止|免)"
    r"(?:再|会|用|需要?|必|要求|要|限制?|看|体检|检查?|查|问|考虑|讲究|强求|在意|论|分|管|收|得|许|应)?(?:是否|任何|求)?$"
)
_DENIED_AFTER = re.compile(
    r"^(?:等)?(?:条件|情况|者)?(?:不限|不作要求|没有?要求|无要求|不要求|不是必须|均可|都可以?|都行|都要|都招|也可以|也行|也欢迎|不影响|由单位)"
)
_WISHED_BEFORE = re.compile(r"(?:关心|关爱|关注|保障|保护|有益|有利于|促进|呵护|维护|照顾|服务)[^,，。；;、\n]{0,8}$")


class Level(enum.StrEnum):
    """What becomes of a posting with such words: it cannot be published, or its writer is warned."""

    UNLAWFUL = "unlawful"
    NEEDLESS = "needless"


@dataclass(frozen=True)
class Law:
    """A document and its article, both in Chinese, as they are cited."""

    document: str
    article: str


@dataclass(frozen=True)
class WordRule:
    """Expressions that mean one thing. ``better`` stands in their place; empty = they are left out."""

    key: str
    level: Level
    patterns: tuple[re.Pattern[str], ...]
    better: str
    law: tuple[Law, ...]
    to_be_confirmed: bool


@dataclass(frozen=True)
class Place:
    """An expression found: from ``start`` up to ``end`` in the text."""

    start: int
    end: int


@cache
def word_rules() -> tuple[WordRule, ...]:
    """Return the rules in the order of their file, read once."""
    text = files("jobmatch.employers").joinpath("posting_words.yaml").read_text(encoding="utf-8")
    return tuple(
        WordRule(
            key=entry["key"],
            level=Level(entry["level"]),
            patterns=tuple(re.compile(pattern) for pattern in entry["patterns"]),
            better=entry["better"],
            law=tuple(Law(*cited) for cited in entry["law"]),
            to_be_confirmed=not entry["confirmed"],
        )
        for entry in yaml.safe_load(text)
    )


def rule_of(key: str) -> WordRule | None:
    """Return the rule of that key, or None."""
    return next((rule for rule in word_rules() if rule.key == key), None)


def places(rule: WordRule, text: str) -> list[Place]:
    """List where ``text`` says what ``rule`` is about, in order, none inside another."""
    plain = _plain(text)
    found = sorted(
        (match.span() for pattern in rule.patterns for match in pattern.finditer(plain) if _is_said(plain, match)),
        key=lambda span: (span[0], -span[1]),
    )
    kept: list[Place] = []
    for start, end in found:
        if not kept or start >= kept[-1].end:
            kept.append(Place(start, end))
    return kept


def better(rule: WordRule, text: str) -> str:
    """Return ``text`` with the rule's better words in place of every expression, and no idle punctuation left."""
    said = False
    for place in reversed(places(rule, text)):
        # The same better words twice in one text would be one sentence too many.
        wording = rule.better if not (said or rule.better in text) else ""
        said = said or bool(wording)
        text = _joined(text[: place.start], wording, text[place.end :])
    return text.strip()


def sentence_around(text: str, place: Place) -> str:
    """Return the sentence of ``text`` that holds the expression."""
    start = max(text.rfind(mark, 0, place.start) for mark in _STRONG) + 1
    ends = [at for mark in _STRONG if (at := text.find(mark, place.end)) >= 0]
    return text[start : min(ends) + 1 if ends else len(text)].strip()


def _is_said(text: str, match: re.Match[str]) -> bool:
    start = max(text.rfind(mark, 0, match.start()) for mark in SEPARATORS) + 1
    before, after = text[start : match.start()], text[match.end() :]
    return not (_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after) or _WISHED_BEFORE.search(before))


def _joined(before: str, wording: str, after: str) -> str:
    """Put the parts together; where nothing stands between them, one of the two marks around goes too."""
    if wording or (after and after[0] not in SEPARATORS):
        return before + wording + after
    if not after:
        return before.rstrip(_WEAK)
    if not before or before[-1] in _STRONG:
        return before + after[1:]
    if before[-1] in _WEAK:
        return before[:-1] + after if after[0] in _STRONG else before + after[1:]
    return before + after


def _plain(text: str) -> str:
    """Return the text with half-width letters and digits, character by character: places stay what they are."""
    return "".join(
        plain if len(plain := unicodedata.normalize("NFKC", one)) == 1 and plain.isalnum() else one for one in text
    )
