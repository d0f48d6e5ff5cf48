"""The posting check: a posting and the law of its day in, everything out that is unlawful or needless in it. Pure.

*Decision* (docs/decisions/0131): what the law forbids keeps a posting from being published; what only keeps people
away warns, with a better wording. Nothing is changed by itself: the employer takes a wording over, or writes another.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from jobmatch.employers.posting_words import Law, Level, better, places, rule_of, sentence_around, word_rules
from jobmatch.law.values import InForce, LegalValue, NoLegalValueError
from jobmatch.law.working import minimum_wage

PART_TIME_HOURS = 24
"""A week's hours up to which work is paid by the hour (劳动合同法 art. 68)."""

LONGEST_WEEK = 44
"""A week's hours on average (劳动法 art. 36); other arrangements need an approval."""

_WEEKS_A_MONTH = Decimal(52) / 12
TEXTS = ("title", "text", "licences")


@dataclass(frozen=True, kw_only=True)
class Posting:
    """What of a position is checked. Wages in 分 a month, hours a week; None = not said."""

    title: str = ""
    text: str = ""
    licences: str = ""
    wage_min_fen: int | None = None
    wage_max_fen: int | None = None
    hours_week: int | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to mend. ``posting.<key>`` is its sentence, with ``values``; ``field`` is where it stands.

    ``before`` is the sentence with the words, ``after`` the same in better words; both empty for a figure.
    """

    key: str
    field: str
    level: Level
    law: tuple[Law, ...]
    to_be_confirmed: bool = False
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    before: str = ""
    after: str = ""

    @property
    def blocks(self) -> bool:
        """Tell whether the posting cannot be published with it."""
        return self.level is Level.UNLAWFUL


def check(posting: Posting, law: InForce) -> list[Finding]:
    """List what is unlawful or needless in a posting, what blocks first, then in the order of the form."""
    found = [*_words(posting), *_pay(posting, law), *_hours(posting)]
    return sorted(found, key=lambda one: not one.blocks)


def taken_over(key: str, text: str) -> str:
    """Return ``text`` in the better words of the rule ``key``; unchanged where there is no such rule."""
    rule = rule_of(key)
    return better(rule, text) if rule else text


def _words(posting: Posting) -> Iterator[Finding]:
    for name in TEXTS:
        text = getattr(posting, name)
        for rule in word_rules() if text else ():
            found = places(rule, text)
            if not found:
                continue
            before = sentence_around(text, found[0])
            yield Finding(
                key=rule.key,
                field=name,
                level=rule.level,
                law=rule.law,
                to_be_confirmed=rule.to_be_confirmed,
                values={"words": text[found[0].start : found[0].end].strip()},
                before=before,
                after=better(rule, before),
            )


def _pay(posting: Posting, law: InForce) -> Iterator[Finding]:
    """A wage under the minimum in force; the lower end is what an employer promises."""
    promised = posting.wage_min_fen if posting.wage_min_fen is not None else posting.wage_max_fen
    if promised is None:
        return
    try:
        least, value = _least(posting.hours_week, law)
    except NoLegalValueError:
        yield Finding(key="minimum_wage_unknown", field="wage_min", level=Level.NEEDLESS, law=())
        return
    if promised < least:
        yield Finding(
            key="wage_below_minimum",
            field="wage_min",
            level=Level.UNLAWFUL,
            law=(Law("《中华人民共和国劳动法》", "第四十八条"), Law(value.document, value.article)),
            to_be_confirmed=value.to_be_confirmed,
            values={"least": least, "paid": promised},
        )


def _least(hours_week: int | None, law: InForce) -> tuple[int, LegalValue]:
    """Return the least that may be paid a month, in 分, and the legal value it comes from.

    The monthly minimum is for full-time work, however short its weeks are; up to 24 hours a week are paid by the hour.
    """
    if hours_week is None or hours_week > PART_TIME_HOURS:
        month = minimum_wage(law)
        return month.whole, month
    hour = minimum_wage(law, "hour")
    exact = hour.whole * hours_week * _WEEKS_A_MONTH
    return int(exact.to_integral_value(rounding=ROUND_CEILING)), hour


def _hours(posting: Posting) -> Iterator[Finding]:
    if posting.hours_week is not None and posting.hours_week > LONGEST_WEEK:
        yield Finding(
            key="hours_too_long",
            field="hours_week",
            level=Level.NEEDLESS,
            law=(Law("《中华人民共和国劳动法》", "第三十六条、第三十九条"),),
            values={"hours": posting.hours_week, "most": LONGEST_WEEK},
        )
