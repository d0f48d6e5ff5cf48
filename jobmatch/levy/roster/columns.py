"""Which column of a roster says what: known from the words of its header, never from what stands below it."""

import enum
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jobmatch.levy.roster import written
from jobmatch.people.importing.rules.columns import plain_header

_LOOKED_AT = 30


class Said(enum.StrEnum):
    """What a column says once for the whole year."""

    NAME = "name"
    CITIZEN = "citizen"
    CERTIFICATE = "certificate"
    KIND = "kind"
    GRADE = "grade"
    CARD_UNTIL = "card_until"
    SOLDIER_GRADE = "soldier_grade"
    CONTRACT_KIND = "contract_kind"
    CONTRACT_FROM = "contract_from"
    CONTRACT_UNTIL = "contract_until"
    JOINED_ON = "joined_on"
    LEFT_ON = "left_on"
    DISPATCH = "dispatch"
    WAGE = "wage"
    WORKED = "worked"
    PENSION = "pension"
    MEDICAL = "medical"
    INSURED = "insured"
    YEAR = "year"
    LEFT_ASIDE = "left_aside"


REQUIRED = (Said.NAME, Said.CITIZEN, Said.CERTIFICATE, Said.CONTRACT_FROM, Said.CONTRACT_UNTIL, Said.WAGE)

_KNOWN = {word: Said(said) for said, words in written.ONCE.items() for word in words}

_MONTHLY = {word: Said(said) for said, words in written.MONTHLY.items() for word in words}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OURS = ("核对结果\n", "Result\n")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_DATED = re.compile(r"(20\d\d)[-./]?(0[1-9]|1[0-2])(?:-01)?(?!\d)")
_NAMED = re.compile(r"(?:(20\d\d)(?:年度?|[-./]))?(?<!\d)(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?")


@dataclass(frozen=True)
class Columns:
    """The places (from 0) of what is said. ``monthly``: (what, month) → place; ``unknown``: nobody knows what it says.

    ``repeated``: a name that is there twice; ``other_year``: (place, year) of a month that is not of the work year.
    """

    once: Mapping[Said, int] = field(default_factory=dict)
    monthly: Mapping[tuple[Said, int], int] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    other_year: tuple[tuple[int, int], ...] = ()

    def place(self, said: Said, month: int | None = None) -> int:
        """Return where it stands, of that month if it stands there by months; -1 where it does not."""
        if month is not None and (said, month) in self.monthly:
            return self.monthly[said, month]
        return self.once.get(said, -1)

    def has(self, said: Said) -> bool:
        """Tell whether some column says it, once or for a month."""
        return said in self.once or any(one == said for one, _month in self.monthly)


def month_of_header(text: str) -> tuple[Said, int, int | None] | None:
    """Return what a header says of which month and year (None = not named): 2025年1月工资, 1月, 一月份养老, 2025-01."""
    plain = "".join(unicodedata.normalize("NFKC", text).lower().split())
    dated = _DATED.match(plain)
    found = dated or _NAMED.search(plain)
    if found is None:
        return None
    rest = plain_header(plain[: found.start()] + plain[found.end() :]) or re.sub(r"[^\w]", "", plain[found.end() :])
    said = _MONTHLY.get(rest) if rest else Said.WAGE
    if said is None:
        return None
    month = found[2] if found[2].isdigit() else str(_NUMERALS.index(found[2]) + 1)
    return said, int(month), int(found[1]) if found[1] else None


def _is_known(text: str) -> bool:
    return plain_header(text) in _KNOWN or month_of_header(text) is not None


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the row that names the columns, or None: the one with most names that are known."""
    scores = [len({plain_header(text) for text in row if text and _is_known(text)}) for row in rows[:_LOOKED_AT]]
    best = max(scores, default=0)
    return scores.index(best) if best >= 2 else None


def joined_header(above: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """Return a header of two rows as one, or None where the second is no header: months under a merged heading."""
    named = [text for text in below if text]
    is_header = len(named) > 1 and all(_is_known(text) and not _DAY.fullmatch(text) for text in named)
    if not is_header or sum(map(_is_known, above)) < 2:
        return None
    width, heading, whole = max(len(above), len(below)), "", []
    for place in range(width):
        top = above[place] if place < len(above) else ""
        low = below[place] if place < len(below) else ""
        heading = top or heading
        both = heading + low
        whole.append((both if month_of_header(both) else low) if low else top)
    return whole


def read_columns(header: Sequence[str], year: int) -> Columns:
    """Return which column says what; of two that say the same the first is read and the second named."""
    once: dict[Said, int] = {}
    monthly: dict[tuple[Said, int], int] = {}
    unknown, repeated, other_year = [], [], []
    for place, text in enumerate(header):
        # Our own findings of the last time stand below the title of their column.
        said = _KNOWN.get(plain_header(text.partition("\n")[0] if text.startswith(_OURS) else text))
        of_month = None if said is not None else month_of_header(text)
        if of_month is not None and of_month[2] not in {None, year}:
            other_year.append((place, of_month[2] or 0))
        elif of_month is not None:
            if monthly.setdefault(of_month[:2], place) != place:
                repeated.append(place)
        elif said is None and text:
            unknown.append(place)
        elif said is not None and said is not Said.LEFT_ASIDE and once.setdefault(said, place) != place:
            repeated.append(place)
    return Columns(once, monthly, tuple(unknown), tuple(repeated), tuple(other_year))
