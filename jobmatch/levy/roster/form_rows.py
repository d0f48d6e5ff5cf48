"""A year typed into a form, as the table that a roster file would be: one check for both. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.documents.spreadsheet import Line, Table
from jobmatch.employment.facts import ContractKind, Dispatch

COLUMNS = {
    "name": "姓名",
    "citizen": "身份证号",
    "certificate": "残疾人证号",
    "soldier_grade": "残疾军人证等级",
    "contract_kind": "合同类型",
    "begin": "合同开始日期",
    "until": "合同结束日期",
    "left": "离职日期",
    "dispatch": "劳务派遣",
    "wage": "月工资",
    "months": "在职月份",
    "pension": "养老保险",
    "medical": "医疗保险",
}
"""What is asked of a person, and the column of a roster that says so."""
_KINDS = {
    ContractKind.LABOUR_CONTRACT: "劳动合同",
    ContractKind.SERVICE_AGREEMENT: "服务协议",
    ContractKind.FLEXIBLE: "灵活就业",
}
_DISPATCHES = {Dispatch.NONE: "", Dispatch.COUNTS_HERE: "计入本单位", Dispatch.COUNTS_ELSEWHERE: "对方计入"}


@dataclass(frozen=True, repr=False)
class FormRow:
    """One person as typed. ``months`` (1 to 12) are those ticked, one at least; ``wage`` is yuan a month."""

    name: str
    citizen: str
    certificate: str
    begin: date | None
    until: date | None
    left: date | None
    wage: Decimal | None
    months: tuple[int, ...]
    is_insured: bool
    soldier_grade: int | None = None
    contract_kind: ContractKind = ContractKind.LABOUR_CONTRACT
    is_establishment: bool = False
    dispatch: Dispatch = Dispatch.NONE

    def cells(self) -> tuple[str, ...]:
        """Return the row as the cells of a roster."""
        insured = "全年" if self.is_insured else "否"
        said: Mapping[str, str] = {
            "name": self.name,
            "citizen": self.citizen,
            "certificate": self.certificate,
            "soldier_grade": str(self.soldier_grade or ""),
            "contract_kind": "在编" if self.is_establishment else _KINDS[self.contract_kind],
            "begin": _day(self.begin),
            "until": _day(self.until),
            "left": _day(self.left),
            "dispatch": _DISPATCHES[self.dispatch],
            "wage": "" if self.wage is None else f"{self.wage:f}",
            "months": ",".join(map(str, self.months)),
            "pension": insured,
            "medical": insured,
        }
        return tuple(said[name] for name in COLUMNS)


def table_of(rows: Iterable[FormRow]) -> Table:
    """Return the table; row ``n`` of the form (from 0) is its line ``n + 2``, below the names of the columns."""
    lines = [tuple(COLUMNS.values()), *(row.cells() for row in rows)]
    return Table("form", "", "", tuple(Line(number, cells, {}) for number, cells in enumerate(lines, start=1)), ())


def asked_at(column: int) -> str:
    """Return what is asked in a column of that table; the months for a finding about the whole row."""
    return list(COLUMNS)[column] if 0 <= column < len(COLUMNS) else "months"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
