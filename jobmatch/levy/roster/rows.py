"""One row of a roster: its cells read into what it says of a person, with every finding about them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from jobmatch.employment.facts import ContractKind, Dispatch
from jobmatch.levy.roster import values
from jobmatch.levy.roster.columns import Columns, Said
from jobmatch.levy.roster.findings import Finding, Level
from jobmatch.people.importing.rules import words
from jobmatch.people.lines import one_line
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.typed import NumberError, plain_characters

T = TypeVar("T")

NAME_MOST = 80
MOST_WAGE_FEN = 20_000_000
"""200,000 yuan a month: above it a decimal point is probably missing."""
_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,3}")


@dataclass(repr=False)
class Row:
    """What a row says. ``wages``, ``pension``, ``medical`` by month (1 to 12); ``worked``: the months that it claims.

    ``broken``: what was said so that it cannot be judged; ``citizen`` is the certificate's where it has none itself.
    """

    number: int
    name: str = ""
    citizen: CitizenNumber | None = None
    certificate: CertificateNumber | None = None
    soldier_grade: int | None = None
    card_until: date | None = None
    contract_kind: ContractKind = ContractKind.LABOUR_CONTRACT
    is_establishment: bool = False
    contract_from: date | None = None
    contract_until: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    dispatch: Dispatch = Dispatch.NONE
    wages: dict[int, int | None] = field(default_factory=dict)
    worked: frozenset[int] = frozenset()
    pension: Mapping[int, bool | None] = field(default_factory=dict)
    medical: Mapping[int, bool | None] = field(default_factory=dict)
    broken: set[Said] = field(default_factory=set)


@dataclass(repr=False)
class Reading:
    """A row being read: its cells, its marks, and what is found on the way."""

    row: int
    cell: Callable[[int], str]
    marks: Mapping[int, str]
    columns: Columns
    year: int
    today: date
    findings: list[Finding] = field(default_factory=list)
    broken: set[Said] = field(default_factory=set)

    def find(self, column: int, level: Level, code: str, /, **said: Any) -> None:
        """Keep a finding about a cell (-1 = the whole row)."""
        self.findings.append(Finding(self.row, column, level, code, said))

    def text(self, said: Said, month: int | None = None) -> str:
        """Return the cell in one line; empty where there is none or where it cannot be trusted."""
        place = self.columns.place(said, month)
        return "" if place < 0 or place in self.marks else one_line(self.cell(place))

    def parse(self, said: Said, code: str, read: Callable[[str], T | None], month: int | None = None) -> T | None:
        """Return what ``read`` makes of a cell, None with an error where it raises ``ValueError``."""
        text = self.text(said, month)
        try:
            return read(text)
        except ValueError:
            self.find(self.columns.place(said, month), Level.ERROR, code)
            self.broken.add(said)
            return None

    def day(self, said: Said) -> date | None:
        """Return the day that a cell names."""
        text = self.text(said)
        if not text or (said in {Said.CONTRACT_UNTIL, Said.CARD_UNTIL} and values.folded(text) in values.FOR_EVER):
            return None
        day, is_serial = words.read_day(text)
        if day is None:
            self.find(self.columns.place(said), Level.ERROR, "day_unknown")
            self.broken.add(said)
        elif is_serial:
            self.find(self.columns.place(said), Level.OK, "day_serial", day=day)
        return day


def read_row(reading: Reading) -> Row:
    """Return what the row says; what is wrong is in ``reading.findings``."""
    row = Row(reading.row)
    _look_at_marks(reading)
    _read_person(reading, row)
    _read_contract(reading, row)
    _read_year(reading)
    _read_months(reading, row)
    row.broken = reading.broken
    return row


def _look_at_marks(one: Reading) -> None:
    needed = {*one.columns.once.values(), *one.columns.monthly.values()}
    for place, mark in one.marks.items():
        if place in needed:
            one.find(place, Level.ERROR, mark)
            one.broken |= {said for said, where in one.columns.once.items() if where == place}
            one.broken |= {said for (said, _month), where in one.columns.monthly.items() if where == place}


def _read_person(one: Reading, row: Row) -> None:
    row.name = one.text(Said.NAME)
    if Said.NAME in one.columns.once and Said.NAME not in one.broken:
        if not row.name:
            one.find(one.columns.place(Said.NAME), Level.ERROR, "name_missing")
        elif len(row.name) > NAME_MOST:
            one.find(one.columns.place(Said.NAME), Level.ERROR, "name_too_long", most=NAME_MOST)
    row.soldier_grade = _soldier_grade(one)
    row.citizen = _number(one, Said.CITIZEN, CitizenNumber.parse, needed=True)
    row.certificate = _number(one, Said.CERTIFICATE, CertificateNumber.parse, needed=row.soldier_grade is None)
    row.card_until = one.day(Said.CARD_UNTIL)
    if row.certificate is None:
        return
    _compare_with_certificate(one, row, row.certificate)
    row.citizen = row.citizen or row.certificate.citizen_number


def _number(one: Reading, said: Said, parse: Callable[..., T], *, needed: bool) -> T | None:
    place, text = one.columns.place(said), one.text(said)
    if place < 0 or said in one.broken:
        return None
    if not text:
        if needed:
            one.find(place, Level.ERROR, f"{said.value}_missing")
            one.broken.add(said)
        return None
    if _ROUNDED.fullmatch(text):
        one.find(place, Level.ERROR, "rounded")
        one.broken.add(said)
        return None
    try:
        number = parse(text, today=one.today)
    except NumberError as error:
        one.find(place, Level.ERROR, error.key, **error.values)
        one.broken.add(said)
        return None
    plain = plain_characters(text)
    if plain != text:
        one.find(place, Level.OK, "number_tidied")
    elif len(plain) == 15:
        one.find(place, Level.OK, "number_old")
    return number


def _compare_with_certificate(one: Reading, row: Row, number: CertificateNumber) -> None:
    if row.citizen is not None and row.citizen != number.citizen_number:
        one.find(one.columns.place(Said.CERTIFICATE), Level.ERROR, "numbers_differ")
    for said, read, stands in ((Said.KIND, words.read_kind, number.kind), (Said.GRADE, words.read_grade, number.grade)):
        if text := one.text(said):
            meant = read(text)
            if meant is None:
                one.find(one.columns.place(said), Level.ERROR, f"{said.value}_unknown")
            elif meant != stands:
                one.find(one.columns.place(said), Level.ERROR, f"{said.value}_differs")


def _soldier_grade(one: Reading) -> int | None:
    text = values.folded(one.text(Said.SOLDIER_GRADE)).removesuffix("级")
    if text in values.NOTHING:
        return None
    grades = {str(grade): grade for grade in range(1, 11)} | dict(
        zip("一二三四五六七八九十", range(1, 11), strict=True)
    )
    if text not in grades:
        one.find(one.columns.place(Said.SOLDIER_GRADE), Level.ERROR, "soldier_grade_unknown")
    return grades.get(text)


def _read_contract(one: Reading, row: Row) -> None:
    kind = values.read_contract(one.text(Said.CONTRACT_KIND))
    if kind is None:
        one.find(one.columns.place(Said.CONTRACT_KIND), Level.WARNING, "contract_kind_unknown")
    else:
        row.contract_kind, row.is_establishment = kind
    dispatch = values.read_dispatch(one.text(Said.DISPATCH))
    if dispatch is None:
        one.find(one.columns.place(Said.DISPATCH), Level.WARNING, "dispatch_unsaid")
    row.dispatch = dispatch or Dispatch.NONE
    row.contract_from, row.contract_until = one.day(Said.CONTRACT_FROM), one.day(Said.CONTRACT_UNTIL)
    row.joined_on, row.left_on = one.day(Said.JOINED_ON), one.day(Said.LEFT_ON)
    for begin, end, said in (
        (row.contract_from, row.contract_until, Said.CONTRACT_UNTIL),
        (row.joined_on, row.left_on, Said.LEFT_ON),
    ):
        if begin and end and end < begin:
            one.find(one.columns.place(said), Level.ERROR, "ends_before_it_begins")
            one.broken.add(said)
    if row.contract_from and row.joined_on and row.joined_on < row.contract_from:
        one.find(one.columns.place(Said.JOINED_ON), Level.WARNING, "joined_before_contract")
    begin, end = row.joined_on or row.contract_from, row.left_on or row.contract_until
    if begin and end and begin <= end and (begin.year, begin.month) == (end.year, end.month):
        said = Said.LEFT_ON if row.left_on else Said.CONTRACT_UNTIL
        one.find(one.columns.place(said), Level.WARNING, "joined_and_left_in_a_month")


def _read_year(one: Reading) -> None:
    text = values.folded(one.text(Said.YEAR)).removesuffix("度").removesuffix("年")
    if text and text != str(one.year):
        one.find(one.columns.place(Said.YEAR), Level.ERROR, "year_differs", year=one.year)


def _read_months(one: Reading, row: Row) -> None:
    months = range(1, 13)
    is_monthly = any(said is Said.WAGE for said, _month in one.columns.monthly)
    once = None if is_monthly else one.parse(Said.WAGE, "wage_unknown_text", values.read_wage)
    for month in months:
        row.wages[month] = _wage(one, month) if is_monthly else once
    row.worked = _worked(one, row, is_monthly=is_monthly)
    both = _insured(one, Said.INSURED)
    row.pension = {**both, **_without_none(_insured(one, Said.PENSION))}
    row.medical = {**both, **_without_none(_insured(one, Said.MEDICAL))}
    if once is not None:
        _look_at_wage(one, once, one.columns.place(Said.WAGE))


def _wage(one: Reading, month: int) -> int | None:
    place = one.columns.monthly.get((Said.WAGE, month), -1)
    if place < 0 or place in one.marks:
        return None
    text = one.cell(place)
    if not text:
        return None
    try:
        wage = values.read_wage(text)
    except ValueError:
        one.find(place, Level.ERROR, "wage_unknown_text")
        return None
    if wage is not None:
        _look_at_wage(one, wage, place)
    return wage


def _look_at_wage(one: Reading, wage: int, place: int) -> None:
    if wage < 0:
        one.find(place, Level.ERROR, "wage_negative")
    elif wage > MOST_WAGE_FEN:
        one.find(place, Level.WARNING, "wage_unlikely", wage_fen=wage)


def _worked(one: Reading, row: Row, *, is_monthly: bool) -> frozenset[int]:
    """Which months are claimed: those that are ticked, else those with a wage, else those under the contract."""
    said = frozenset[int]()
    if any(said is Said.WORKED for said, _month in one.columns.monthly):
        said = frozenset(
            month for month in range(1, 13) if one.parse(Said.WORKED, "yes_unknown", values.read_yes, month)
        )
    elif Said.WORKED in one.columns.once and one.text(Said.WORKED):
        said = one.parse(Said.WORKED, "months_unknown", values.read_months) or said
    paid = frozenset(month for month, wage in row.wages.items() if wage is not None)
    if said or is_monthly:
        return said | paid if is_monthly else said
    return frozenset(month for month in range(1, 13) if paid and _is_under_contract(row, one, month))


def _is_under_contract(row: Row, one: Reading, month: int) -> bool:
    begin, end = row.joined_on or row.contract_from, row.left_on or row.contract_until
    this = (one.year, month)
    return (
        this <= (one.today.year, one.today.month)
        and (begin is None or (begin.year, begin.month) <= this)
        and (end is None or this <= (end.year, end.month))
    )


def _insured(one: Reading, said: Said) -> dict[int, bool | None]:
    by_month = {month: place for (what, month), place in one.columns.monthly.items() if what is said}
    if by_month:
        return {month: one.parse(said, "yes_unknown", values.read_yes, month) for month in by_month}
    if said not in one.columns.once:
        return {}
    months = one.parse(said, "months_unknown", values.read_months)
    return {} if months is None else {month: month in months for month in range(1, 13)}


def _without_none(said: Mapping[int, bool | None]) -> dict[int, bool | None]:
    return {month: one for month, one in said.items() if one is not None}
