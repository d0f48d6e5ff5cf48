"""The scorecard in sentences, in the style of the federation's own report: figures in, paragraphs out.

A paragraph is made of clauses. Each clause says one thing about one or two figures and is left out where its first
figure is 0; a process of which nothing is left to say gets the sentence that there was none. Every number keeps the key
of its figure, so that a page can lead from it to the rows.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from jobmatch.wording import sentence

CLAUSES: Mapping[str, Sequence[tuple[str, ...]]] = {
    "quota": (("quota_employers", "quota_persons"), ("quota_new",)),
    "assisted": (("assisted_placed",), ("assisted_new",)),
    "subsidies": (("institutions_subsidised", "subsidy_paid"), ("homes_insured",)),
    "ecommerce": (("ecommerce_attended",), ("ecommerce_partners",), ("ecommerce_shops",)),
    "job_service": (("demand_registered",), ("employed",), ("special_support",)),
    "register": (("holders_new",), ("holders",)),
}
"""What is said of each process, clause by clause: the figures in it. A clause is named by its first figure."""

_LINKED = re.compile(r"【([^】]*)】")
_KEY = re.compile("\ue000(.*?)\ue001")
_TEN_THOUSAND, _CENT = 10_000, Decimal("0.01")


class Part(NamedTuple):
    """A piece of a paragraph: plain text, or a number with its noun, which is the figure ``key``."""

    text: str
    key: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """What is said of a process. ``parts`` joined are ``text``."""

    process: str
    parts: Sequence[Part]

    @property
    def text(self) -> str:
        """Return the paragraph as plain text."""
        return "".join(part.text for part in self.parts)


def write_paragraphs(
    values: Mapping[str, int | Decimal],
    last: date,
    locale: str,
    *,
    money: Collection[str] = (),
    approximate: Collection[str] = (),
) -> list[Paragraph]:
    """Return a paragraph for each process of which there are figures, in the order of the report.

    ``values`` by key; those in ``money`` are 元; ``last`` is the day on which stocks are counted.
    """
    spoken = {key: _spoken(value, key in money, key in approximate, locale) for key, value in values.items()}
    written = []
    for process, clauses in CLAUSES.items():
        if known := [keys for keys in clauses if set(keys) <= set(values)]:
            said = [_clause(keys, last, locale) for keys in known if values[keys[0]]]
            text = _joined(said, locale) if said else sentence(f"scorecard.says.no_{process}", {}, locale)
            written.append(Paragraph(process, _parts(text, spoken)))
    return written


def yuan(value: int | Decimal, locale: str) -> str:
    """Say an amount of money: 1710000 is 171万元, 1712345.6 is 171.23万余元; in English every digit.

    *Decision:* 万元 with two decimals, cut off and never rounded up; what is cut off is said (余).
    """
    if locale == "en":
        return f"{value:,} yuan"
    if value < _TEN_THOUSAND:
        return f"{value}元"
    cut = (Decimal(value) / _TEN_THOUSAND).quantize(_CENT, ROUND_DOWN)
    more = "" if cut * _TEN_THOUSAND == value else "余"
    return f"{format(cut, 'f').rstrip('0').rstrip('.')}万{more}元"


def _spoken(value: int | Decimal, is_money: bool, is_approximate: bool, locale: str) -> str:
    number = yuan(value, locale) if is_money else f"{value:,}" if locale == "en" else str(value)
    return sentence("scorecard.about", {"number": number}, locale) if is_approximate else number


def _clause(keys: Sequence[str], last: date, locale: str) -> str:
    marks = {key: f"\ue000{key}\ue001" for key in keys}
    return sentence(f"scorecard.says.{keys[0]}", {**marks, "last": last}, locale)


def _joined(clauses: Sequence[str], locale: str) -> str:
    """Join clauses: in Chinese by commas to one sentence, in English each is one."""
    return " ".join(clauses) if locale == "en" else "，".join(clauses) + "。"


def _parts(text: str, spoken: Mapping[str, str]) -> list[Part]:
    """Cut a paragraph at its numbers: 为【384家企业】办理 is three parts."""
    parts = []
    for place, piece in enumerate(_LINKED.split(text)):
        key = _KEY.search(piece)
        if piece:
            plain = _KEY.sub(lambda found: spoken[found[1]], piece)
            parts.append(Part(plain, key[1] if place % 2 and key else None))
    return parts
