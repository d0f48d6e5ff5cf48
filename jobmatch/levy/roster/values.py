"""Wages, months, yes and no as people write them in a roster. What is not understood is refused, never guessed."""

import re
import unicodedata
from decimal import ROUND_DOWN, Decimal

from jobmatch.employment.facts import ContractKind, Dispatch
from jobmatch.levy.roster.written import CELLS

NOTHING = frozenset({"", "-", "--", "/", "\\", "—", "——", "无", "空"})
YES, NO = frozenset(CELLS["yes"]), frozenset(CELLS["no"])
WHOLE_YEAR, FOR_EVER = frozenset(CELLS["whole_year"]), frozenset(CELLS["for_ever"])

_HERE = ("计入本单位", "本单位计入", "由本单位计", "计本单位", "counts here")
_ELSEWHERE = (
    "不计入",
    "对方计入",
    "计入派遣",
    "派遣单位计",
    "派遣公司计",
    "计入用工",
    "用工单位计",
    "另一方",
    "counts elsewhere",
)
_WAGE = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.[0-9]{1,15})?")
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
_MONEY_WORDS = re.compile(r"人民币|rmb|cny|[¥￥$]|元整?|/月|每月|圆")
_PARTS = re.compile(r"[,;、，；\s]+")
_RANGE = re.compile(r"(\d{1,2})月?(?:份)?(?:[-~—–至到](\d{1,2})月?(?:份)?)?")


def folded(text: str) -> str:
    """Return ``text`` in half width and lower case without blanks around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def read_wage(text: str) -> int | None:
    """Return a wage in 分, None where the cell says that there is none. Raises ``ValueError`` for anything else.

    3500, 3,500.00, ￥3500元, 3500元/月; what is less than a 分 falls away.
    """
    if len(text) < 10 and _PLAIN.fullmatch(text):
        whole, _point, rest = text.partition(".")
        return int(whole) * 100 + int(f"{rest}00"[:2])  # nearly every cell: nothing to look at any closer
    plain = folded(text)
    if plain in NOTHING:
        return None
    bare = "".join(_MONEY_WORDS.sub("", plain).split())
    if len(plain) > 40 or not _WAGE.fullmatch(bare):
        raise ValueError
    return int((Decimal(bare.replace(",", "")) * 100).to_integral_value(ROUND_DOWN))


def read_yes(text: str) -> bool | None:
    """Return whether a cell says yes, None where it says nothing. Raises ``ValueError`` for anything else."""
    plain = folded(text)
    if plain in YES or plain == "1":
        return True
    if plain in NO or plain == "0" or (plain in NOTHING and plain):
        return False
    if plain:
        raise ValueError
    return None


def read_months(text: str) -> frozenset[int] | None:
    """Return the months (1 to 12) that a cell names, None where it is empty. Raises ``ValueError`` for anything else.

    1-12, 1至6月, 1月、3月、5-7月, 全年, 是 (all), 否 (none).
    """
    plain = folded(text)
    if not plain:
        return None
    if plain in WHOLE_YEAR or plain in YES:
        return frozenset(range(1, 13))
    if plain in NO or plain in NOTHING:
        return frozenset()
    months: set[int] = set()
    for part in filter(None, _PARTS.split(plain)):
        found = _RANGE.fullmatch(part)
        if found is None or len(plain) > 80:
            raise ValueError
        first = int(found[1])
        last = int(found[2] or first)
        if not 1 <= first <= last <= 12:
            raise ValueError
        months.update(range(first, last + 1))
    return frozenset(months)


def read_contract(text: str) -> tuple[ContractKind, bool] | None:
    """Return the kind of a contract and whether it is a place on the establishment; None where it is not known."""
    plain = folded(text)
    if any(word in plain for word in ("在编", "编制", "公务员", "录用", "聘任", "establishment")):
        return ContractKind.LABOUR_CONTRACT, True
    if any(word in plain for word in ("灵活", "劳务协议", "劳务合同", "兼职", "返聘", "非全日制", "临时", "casual")):
        return ContractKind.FLEXIBLE, False
    if any(word in plain for word in ("服务协议", "聘用", "service agreement")):
        return ContractKind.SERVICE_AGREEMENT, False
    if not plain or any(
        word in plain for word in ("劳动合同", "固定期限", "无固定", "全日制", "合同", "任务为期限", "contract")
    ):
        return ContractKind.LABOUR_CONTRACT, False
    return None


def read_dispatch(text: str) -> Dispatch | None:
    """Return whether somebody is dispatched and who counts the months; None where the cell leaves that open."""
    plain = folded(text)
    if plain in NOTHING or plain in NO or plain in {"0", "非派遣"}:
        return Dispatch.NONE
    if any(word in plain for word in _HERE):
        return Dispatch.COUNTS_HERE
    if any(word in plain for word in _ELSEWHERE):
        return Dispatch.COUNTS_ELSEWHERE
    return None
