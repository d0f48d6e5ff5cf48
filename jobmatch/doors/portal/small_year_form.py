"""The form of a small employer's year: a block a person, twelve months to tick in each."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.doors.portal.small_year_known import MOST, KnownWorker
from jobmatch.levy.roster.findings import Finding
from jobmatch.levy.roster.form_rows import FormRow, asked_at
from jobmatch.levy.roster.rows import NAME_MOST
from jobmatch.web.fields import AmountField, ChoiceField, ChoicesField, DayField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.language import locale_code
from jobmatch.web.validators import TooLong, WholeNumber

BLANKS = 2
MOST_YUAN = 1_000_000
LONGEST_NUMBER = 60
_IDENTITY = ("name", "citizen", "certificate")
_ASKED = ("months", "wage", "insured", "begin", "until", "left")
INSURED = [("yes", _l("都缴了")), ("no", _l("没有都缴"))]


class SmallYearForm(Form):
    """``small_year_form`` gives the blocks: ``known`` come first, then those left blank for somebody new."""

    known: Sequence[KnownWorker] = ()
    blanks: int = 0

    def blocks(self) -> list[tuple[str, list[Any]]]:
        """Return the heading and the fields of each person."""
        named = [(one.name, self._fields_of(turn, _ASKED)) for turn, one in enumerate(self.known)]
        first = len(self.known)
        new = [(_newcomer(turn), self._fields_of(first + turn, (*_IDENTITY, *_ASKED))) for turn in range(self.blanks)]
        return [*named, *new]

    def turns(self) -> list[int]:
        """Return the places of those of whom something is stated: months ticked, or somebody new begun."""
        first = len(self.known)
        blanks = range(first, first + self.blanks)
        begun = [turn for turn in blanks if any(self._typed(turn, name) for name in _IDENTITY)]
        return [*(turn for turn in range(first) if self._typed(turn, "months")), *begun]

    def row(self, turn: int) -> FormRow:
        """Return what was typed of the person in that place."""
        asked = {name: self[f"{name}_{turn}"].data for name in ("begin", "until", "left", "wage")}
        months = tuple(sorted(map(int, self._typed(turn, "months"))))
        stated: dict[str, Any] = {**asked, "months": months, "is_insured": self._typed(turn, "insured") == "yes"}
        if turn >= len(self.known):
            stated |= {name: str(self._typed(turn, name) or "") for name in _IDENTITY}
            return FormRow(**stated)
        one = self.known[turn]
        filed = one.worker.spell.filed
        return FormRow(
            name=one.name,
            citizen=one.worker.person.citizen_number or "",
            certificate=(filed.certificate or "") if filed else "",
            soldier_grade=filed.soldier_grade if filed else None,
            contract_kind=one.contract_kind,
            is_establishment=bool(one.facts.get("is_establishment")),
            dispatch=one.dispatch,
            **stated,
        )

    def is_asked(self, turn: int, found: Finding) -> bool:
        """Tell whether a finding is about something that this page asks of that person."""
        return turn >= len(self.known) or asked_at(found.column) not in _IDENTITY

    def place(self, turn: int, found: Finding) -> None:
        """Put a finding beside the field that it is about."""
        name = {"pension": "insured", "medical": "insured"}.get(asked_at(found.column), asked_at(found.column))
        name = name if f"{name}_{turn}" in self else "months"
        self._tell(turn, name, found.sentence(locale_code()))

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for the months and for the insurance of everybody of whom something is stated."""
        is_valid = bool(super().validate(extra_validators))
        for turn in self.turns():
            if not self._typed(turn, "months"):
                self._tell(turn, "months", _("请勾选在岗的月份"))
                is_valid = False
            if not self._typed(turn, "insured"):
                self._tell(turn, "insured", _("请选择养老和医疗保险有没有都缴"))
                is_valid = False
        return is_valid

    def _tell(self, turn: int, name: str, said: str) -> None:
        """Say beside a field what is wrong, and of whom: the summary stands far from the person."""
        self.refuse(f"{name}_{turn}", _("关于%(who)s：%(said)s", who=_called(self.known, turn), said=said))

    def _typed(self, turn: int, name: str) -> Any:
        return self[f"{name}_{turn}"].data

    def _fields_of(self, turn: int, names: Sequence[str]) -> list[Any]:
        return [self[f"{name}_{turn}"] for name in names]


def small_year_form(known: Sequence[KnownWorker]) -> SmallYearForm:
    """Return the form for those people and for somebody new, ten in all, filled with what was stated last."""
    blanks = max(0, min(BLANKS, MOST - len(known)))
    fields: dict[str, Any] = {"known": known, "blanks": blanks}
    data: dict[str, Any] = {}
    for turn in range(len(known) + blanks):
        who = _called(known, turn)
        if turn >= len(known):
            fields |= _identity(turn, who)
        fields |= _asked(turn, who)
    for turn, one in enumerate(known):
        data |= _filled(turn, one)
    form: SmallYearForm = type("SmallYearFormAsked", (SmallYearForm,), fields)(data=data)
    return form


def _called(known: Sequence[KnownWorker], turn: int) -> str:
    return known[turn].name if turn < len(known) else _newcomer(turn - len(known))


def _newcomer(number: int) -> str:
    return _("新增第 %(number)s 位", number=number + 1)


def _identity(turn: int, who: str) -> dict[str, Any]:
    return {
        f"name_{turn}": TextField(_("%(who)s：姓名", who=who), validators=[TooLong(high=NAME_MOST)]),
        f"citizen_{turn}": TextField(_("%(who)s：身份证号", who=who), validators=[TooLong(high=LONGEST_NUMBER)]),
        f"certificate_{turn}": TextField(_("%(who)s：残疾人证号", who=who), validators=[TooLong(high=LONGEST_NUMBER)]),
    }


def _asked(turn: int, who: str) -> dict[str, Any]:
    """Return the fields about the year; each says of whom, for a heading is out of sight on a phone."""
    months = [(str(number), _("%(number)s月", number=number)) for number in range(1, 13)]
    wage, most = _("%(who)s：每月实付工资", who=who), [WholeNumber(high=MOST_YUAN)]
    insured = _("%(who)s：这些月份的养老和医疗保险", who=who)
    until = _("%(who)s：劳动合同终止日期", who=who)
    return {
        f"months_{turn}": ChoicesField(_("%(who)s：在岗的月份", who=who), choices=months, inline=True),
        f"wage_{turn}": AmountField(wage, hint=_l("包括个人缴纳的社保。"), suffix=_l("元"), validators=most),
        f"insured_{turn}": ChoiceField(insured, choices=INSURED, inline=True),
        f"begin_{turn}": DayField(_("%(who)s：劳动合同起始日期", who=who)),
        f"until_{turn}": DayField(until, hint=_l("无固定期限的不填。")),
        f"left_{turn}": DayField(_("%(who)s：离职日期", who=who), hint=_l("还在岗的不填。")),
    }


def _filled(turn: int, one: KnownWorker) -> dict[str, Any]:
    """Prefill from what was stated last: never whether insurance was paid, unless it was said of this year."""
    spell = one.worker.spell
    fen = one.wage_fen
    return {
        f"months_{turn}": [str(month) for month in one.months],
        f"wage_{turn}": None if fen is None else Decimal(fen) / 100 if fen % 100 else fen // 100,
        f"begin_{turn}": one.day("contract_from", spell.started_on),
        f"until_{turn}": one.day("contract_until", spell.contract_until),
        f"left_{turn}": spell.ended_on,
    }
