"""What an employer may gain besides a lower levy: only what a document says, with the mark where an amount is open.

*Decision:* sentences, not sums. The reward for more than the required number and the insurance and post subsidies are
local; their amounts for this district were not found, and other districts' would mislead (docs/decisions/0095).
"""

from typing import NamedTuple

from flask_babel import gettext as _


class Hint(NamedTuple):
    """One sentence, the document behind it, and whether the federation has still to confirm it."""

    sentence: str
    source: str
    to_be_confirmed: bool = False


def hints(*, is_enterprise: bool) -> tuple[Hint, ...]:
    """Return the hints for a kind of employer; taxes on profit and turnover are an enterprise's."""
    return (*(_taxes() if is_enterprise else ()), *_local())


def _taxes() -> tuple[Hint, ...]:
    return (
        Hint(
            _("企业所得税：付给残疾职工的工资，据实扣除以后再按百分之百加计扣除。"),
            "企业所得税法实施条例 第九十六条",
        ),
        Hint(
            _(
                "增值税即征即退：残疾职工占在职职工四分之一以上并且不少于 10 人，合同一年以上、五险按月缴、"
                "工资不低于最低工资的，每人每月按当地最低工资的 4 倍为限退税。其他条件请问税务机关。"
            ),
            "财税〔2016〕52号",
        ),
    )


def _local() -> tuple[Hint, ...]:
    return (
        Hint(
            _("超过应安排人数的，给予适当奖励。本地的金额没有查到，请问残联。"),
            "浙江省残疾人保障条例 第二十条",
            to_be_confirmed=True,
        ),
        Hint(
            _("有社会保险补贴和岗位补贴的规定。本地的条件和金额没有查到，请问残联。"),
            "浙江省残疾人保障条例 第二十七条；就业促进法 第五十二条、第五十三条",
            to_be_confirmed=True,
        ),
    )
