"""The form about one person's months of a year: what is the same for all of them once, then a row a month.

A row that is left empty takes what stands above; what stands nowhere is not known, and never taken for yes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.employment.claim_tables import MonthClaim
from jobmatch.employment.facts import Dispatch, MonthFacts
from jobmatch.employment.tables import PersonMonth, Spell
from jobmatch.web.claim_labels import DISPATCHES
from jobmatch.web.facts import month_name
from jobmatch.web.fields import (
    AmountField,
    ChoiceField,
    ChoicesField,
    DayField,
    HiddenField,
    SelectField,
    TickField,
)
from jobmatch.web.forms import Form
from jobmatch.web.validators import Choose, WholeNumber

PAID = [("yes", _l("已缴")), ("no", _l("没缴"))]
MOST_YUAN = 1_000_000
SHARED = ("contract_from", "contract_until", "is_establishment", "dispatch", "wage", "pension", "medical")


@dataclass(frozen=True)
class Year:
    """What is known before anything is typed: the spell, the months worked, the claims that can be changed."""

    spell: Spell
    worked: Mapping[str, PersonMonth]
    claims: Mapping[str, MonthClaim]


class YearForm(Form):
    """What is the same in all months; ``year_form_for`` adds the rows."""

    months: tuple[str, ...] = ()

    seen = HiddenField()
    contract_from = DayField(_l("劳动合同（服务协议）起始日期"))
    contract_until = DayField(_l("劳动合同（服务协议）终止日期"), hint=_l("无固定期限的不填。"))
    is_establishment = TickField(_l("在编人员，不签劳动合同"))
    dispatch = SelectField(_l("是不是劳务派遣"), choices=list(DISPATCHES.items()), validators=[Choose()])
    wage = AmountField(
        _l("每月实付工资"), hint=_l("包括个人缴纳的社保。"), suffix=_l("元"), validators=[WholeNumber(high=MOST_YUAN)]
    )
    pension = ChoiceField(_l("养老保险"), choices=PAID, inline=True)
    medical = ChoiceField(_l("医疗保险"), choices=PAID, inline=True)

    def rows(self) -> list[dict[str, Any]]:
        """Return the fields of each month."""
        return [
            {"month": month, **{name: self[f"{name}_{month[-2:]}"] for name in ("take", "wage", "pension", "medical")}}
            for month in self.months
        ]

    def shared_fields(self) -> list[Any]:
        """Return the fields above the rows."""
        return [self[name] for name in SHARED]

    def taken(self) -> list[str]:
        """Return the months that are to be claimed."""
        return [month for month in self.months if self[f"take_{month[-2:]}"].data]

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for at least one month, and for a contract that does not end before it begins."""
        is_valid = bool(super().validate(extra_validators))
        begin, until = self.contract_from.data, self.contract_until.data
        if begin and until and until < begin:
            self.refuse("contract_until", _("合同终止日期早于起始日期，请核对"))
            is_valid = False
        if not self.taken():
            self.refuse(None, _("请至少勾选一个月"))
            is_valid = False
        return is_valid


def year_form_for(year: Year, open_months: tuple[str, ...]) -> YearForm:
    """Return the form for the months that can be claimed or changed, filled with what is known."""
    fields: dict[str, Any] = {"months": open_months}
    for month in open_months:
        name, number = month_name(month), month[-2:]
        fields[f"take_{number}"] = TickField(_("申报%(month)s", month=name))
        fields[f"wage_{number}"] = AmountField(
            _("%(month)s实付工资", month=name), validators=[WholeNumber(high=MOST_YUAN)]
        )
        fields[f"pension_{number}"] = SelectField(_("%(month)s养老保险", month=name), choices=PAID)
        fields[f"medical_{number}"] = SelectField(_("%(month)s医疗保险", month=name), choices=PAID)
    form: YearForm = type("YearFormAsked", (YearForm,), fields)(data=_known(year, open_months))
    return form


def _known(year: Year, open_months: tuple[str, ...]) -> dict[str, Any]:
    """Prefill from the claims, and where there are none from the spell: never whether insurance was paid."""
    stated = [claim.facts for claim in year.claims.values()]
    last = stated[-1] if stated else {}
    shared = {
        "contract_from": _day(last.get("contract_from")) or year.spell.started_on,
        "contract_until": _day(last["contract_until"]) if last else year.spell.contract_until,
        "is_establishment": bool(last.get("is_establishment")),
        "dispatch": last.get("dispatch", Dispatch.NONE.value),
        "wage": _yuan(year.spell.wage_fen),
    }
    for month in open_months:
        claim, number = year.claims.get(month), month[-2:]
        shared[f"take_{number}"] = claim is None
        if claim is not None:
            shared[f"wage_{number}"] = _yuan(claim.facts["wage_fen"])
            shared[f"pension_{number}"] = _said(claim.facts["pension_paid"])
            shared[f"medical_{number}"] = _said(claim.facts["medical_paid"])
    return shared


def facts_of(form: YearForm, worked: Mapping[str, PersonMonth]) -> list[MonthFacts]:
    """Return what was stated of each month to be claimed."""
    return [_facts(form, worked[month]) for month in form.taken()]


def _facts(form: YearForm, worked: PersonMonth) -> MonthFacts:
    number = worked.month[-2:]
    wage = form[f"wage_{number}"].data
    wage = form.wage.data if wage is None else wage
    return MonthFacts(
        month=worked.month,
        first_on=worked.first_on,
        last_on=worked.last_on,
        form=worked.spell.form,
        contract_kind=worked.spell.contract_kind,
        contract_from=form.contract_from.data,
        contract_until=form.contract_until.data,
        is_establishment=bool(form.is_establishment.data),
        dispatch=Dispatch(form.dispatch.data),
        wage_fen=None if wage is None else int(wage * 100),
        pension_paid=_paid(form[f"pension_{number}"].data or form.pension.data),
        medical_paid=_paid(form[f"medical_{number}"].data or form.medical.data),
    )


class WithdrawForm(Form):
    """Which claims are taken back; ``withdraw_form_for`` says which there are."""


def withdraw_form_for(months: Iterable[str]) -> WithdrawForm:
    """Return the form that offers these months."""
    field = ChoicesField(
        _l("撤回哪几个月"), validators=[Choose()], choices=[(month, month_name(month)) for month in months]
    )
    form: WithdrawForm = type("WithdrawFormAsked", (WithdrawForm,), {"given": field})()
    return form


def _paid(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)


def _said(paid: bool | None) -> str:
    return "" if paid is None else ("yes" if paid else "no")


def _yuan(fen: int | None) -> Decimal | int | None:
    if fen is None:
        return None
    return Decimal(fen) / 100 if fen % 100 else fen // 100


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
