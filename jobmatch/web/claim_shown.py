"""What an employer stated of a month, as rows of a page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from jobmatch.web.claim_labels import DISPATCHES
from jobmatch.web.labels import CONTRACT_KINDS
from jobmatch.web.templating import day, yuan


def stated_rows(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was stated as pairs of question and answer."""
    paid = {True: _("已缴"), False: _("没缴"), None: _("没有填写")}
    return [
        (_("在岗"), _days(facts)),
        (_("合同"), _contract(facts)),
        (_("派遣"), str(DISPATCHES[facts["dispatch"]])),
        (_("实付工资"), _("没有填写") if facts["wage_fen"] is None else yuan(facts["wage_fen"])),
        (_("养老保险"), paid[facts["pension_paid"]]),
        (_("医疗保险"), paid[facts["medical_paid"]]),
    ]


def _contract(facts: Mapping[str, Any]) -> str:
    if facts["is_establishment"]:
        return _("在编人员，不签劳动合同")
    kind, begin = str(CONTRACT_KINDS[facts["contract_kind"]]), facts["contract_from"]
    if begin is None:
        return _("%(kind)s，没有填写起始日期", kind=kind)
    begin = day(date.fromisoformat(begin))
    if facts["contract_until"] is None:
        return _("%(kind)s，%(begin)s起，无固定期限", kind=kind, begin=begin)
    end = day(date.fromisoformat(facts["contract_until"]))
    return _("%(kind)s，%(begin)s起，%(end)s止", kind=kind, begin=begin, end=end)


def _days(facts: Mapping[str, Any]) -> str:
    begin = day(date.fromisoformat(facts["first_on"]))
    end = day(date.fromisoformat(facts["last_on"])) if facts["last_on"] else _("进行中")
    return f"{begin} – {end}"
