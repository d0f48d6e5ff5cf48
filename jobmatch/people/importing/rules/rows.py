"""What one row says, and everything that is wrong with it, at once.

A row with an error is not taken; what a warning names is left as it was. Kind and grade are those of the certificate
number (GB/T 26341-2010, 残疾人证管理办法 2017): columns that contradict it are an error, for one of them is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jobmatch.people.importing.rules import words
from jobmatch.people.importing.rules.columns import Column, Said
from jobmatch.people.importing.rules.findings import Finding, Level
from jobmatch.people.importing.rules.words import Status
from jobmatch.people.kinds import DisabilityKind
from jobmatch.people.lines import one_line
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.phones import parse_phone
from jobmatch.people.typed import NumberError

VALID_YEARS = 10
"""A certificate is valid for ten years; where the export gives one end only, the other follows from it."""
NAME_MOST, PLACE_MOST, ADDRESS_MOST = 80, 60, 200
_ROUNDED, _MERGED = "rounded", "merged"


@dataclass(frozen=True, repr=False)
class Stated:
    """What a row says of a person; ``certificate`` begins with ``citizen``.

    ``status`` is None where the export has no such column.
    """

    row: int
    name: str
    certificate: CertificateNumber
    citizen: CitizenNumber
    valid_from: date
    valid_until: date
    first_on: date | None = None
    components: tuple[tuple[int, int], ...] = ()
    status: Status | None = None
    status_on: date | None = None
    town: str = ""
    village: str = ""
    address: str = ""
    phone: str = ""

    @property
    def is_there(self) -> bool:
        """Tell whether the export counts the person as a holder here."""
        return self.status not in words.LEFT


@dataclass(repr=False)
class Reading:
    """A row being read: its cells by what they say, and what is found on the way."""

    row: int
    cells: Mapping[Said, str]
    marks: Mapping[Said, str]
    columns: Column
    today: date
    findings: list[Finding] = field(default_factory=list)

    def text(self, said: Said) -> str:
        """Return the cell in one line; empty where there is none or where it cannot be trusted."""
        return "" if said in self.marks else one_line(self.cells.get(said, ""))

    def find(self, said: Said | None, level: Level, code: str, **values: Any) -> None:
        """Keep a finding about the row or one of its cells."""
        place = self.columns.get(said, -1) if said else -1
        self.findings.append(Finding(self.row, place, level, code, values))

    @property
    def is_refused(self) -> bool:
        return any(one.level is Level.ERROR for one in self.findings)


def read_row(
    row: int, cells: Callable[[int], str], marks: Mapping[int, str], columns: Column, today: date
) -> tuple[Stated | None, list[Finding]]:
    """Return what the row says, or None where it has errors, and every finding. ``cells`` gives the text at a place."""
    marked = {said: marks[place] for said, place in columns.items() if place in marks}
    one = Reading(row, {said: cells(place) for said, place in columns.items()}, marked, columns, today)
    _look_at_marks(one)
    name, number = _name(one), _number(one)
    citizen = number.citizen_number if number else None
    begin, until = _validity(one, citizen)
    stated = None
    if number is not None and citizen is not None:
        _compare_with_number(one, number, citizen)
        status, status_on = _status(one)
        first_on = _first_on(one, begin)
        components = _components(one, number)
        contact = {"address": _short(one, Said.ADDRESS, ADDRESS_MOST), "phone": _phone(one)}
        place = {"town": _short(one, Said.TOWN, PLACE_MOST), "village": _short(one, Said.VILLAGE, PLACE_MOST)}
        if begin is not None and until is not None and not one.is_refused:
            known: dict[str, Any] = {**contact, **place, "components": components, "first_on": first_on}
            stated = Stated(row, name, number, citizen, begin, until, status=status, status_on=status_on, **known)
    return stated, one.findings


def _look_at_marks(one: Reading) -> None:
    for said, mark in one.marks.items():
        if mark == _ROUNDED:
            level = Level.WARNING if said in {Said.PHONE, Said.ADDRESS, Said.TOWN, Said.VILLAGE} else Level.ERROR
            one.find(said, level, "import.rounded")
        elif mark == _MERGED:
            is_needed = said in {Said.NAME, Said.CERTIFICATE, Said.CITIZEN, Said.VALID_FROM, Said.VALID_UNTIL}
            one.find(said, Level.ERROR if is_needed else Level.WARNING, "import.merged")


def _name(one: Reading) -> str:
    name = one.text(Said.NAME)
    if not name and Said.NAME not in one.marks:
        one.find(Said.NAME, Level.ERROR, "import.name_missing")
    elif len(name) > NAME_MOST:
        one.find(Said.NAME, Level.ERROR, "import.too_long", most=NAME_MOST)
    return name


def _number(one: Reading) -> CertificateNumber | None:
    if Said.CERTIFICATE in one.marks:
        return None
    try:
        return CertificateNumber.parse(one.text(Said.CERTIFICATE), today=one.today)
    except NumberError as error:
        one.find(Said.CERTIFICATE, Level.ERROR, error.key, **error.values)
        return None


def _compare_with_number(one: Reading, number: CertificateNumber, citizen: CitizenNumber) -> None:
    if text := one.text(Said.CITIZEN):
        try:
            is_same = text == citizen.value or CitizenNumber.parse(text) == citizen
        except NumberError as error:
            one.find(Said.CITIZEN, Level.ERROR, error.key, **error.values)
        else:
            if not is_same:
                one.find(Said.CITIZEN, Level.ERROR, "import.numbers_differ")
    for said, read, stands in ((Said.KIND, words.read_kind, number.kind), (Said.GRADE, words.read_grade, number.grade)):
        if text := one.text(said):
            meant = read(text)
            if meant is None:
                one.find(said, Level.ERROR, f"import.{said.value}_unknown")
            elif meant != stands:
                one.find(said, Level.ERROR, f"import.{said.value}_differs")
    _compare_sex_and_birth(one, citizen)


def _compare_sex_and_birth(one: Reading, citizen: CitizenNumber) -> None:
    sex = words.folded(one.text(Said.SEX)).removesuffix("性")
    if sex and sex not in ({"男", "1", "m", "male"} if citizen.is_male else {"女", "2", "f", "female"}):
        one.find(Said.SEX, Level.WARNING, "import.sex_differs")
    if text := one.text(Said.BORN_ON):
        day, _is_serial = words.read_day(text)
        if day is not None and day != citizen.birth_on:
            one.find(Said.BORN_ON, Level.WARNING, "import.birth_differs")


def _day(one: Reading, said: Said, level: Level) -> date | None:
    text = one.text(said)
    if not text:
        return None
    day, is_serial = words.read_day(text)
    if day is None:
        one.find(said, level, "import.day_unknown")
    elif is_serial:
        one.find(said, Level.NOTE, "import.day_serial", day=day.isoformat())
    return day


def _validity(one: Reading, citizen: CitizenNumber | None) -> tuple[date | None, date | None]:
    begin, until = _day(one, Said.VALID_FROM, Level.ERROR), _day(one, Said.VALID_UNTIL, Level.ERROR)
    if begin is None and until is None:
        if not one.text(Said.VALID_FROM) and not one.text(Said.VALID_UNTIL):
            one.find(Said.VALID_UNTIL, Level.ERROR, "import.validity_missing")
        return None, None
    if begin is None and until is not None:
        begin = words.years_later(until, -VALID_YEARS)
    if until is None and begin is not None:
        until = words.years_later(begin, VALID_YEARS)
    assert begin is not None, "one end gave the other"
    assert until is not None, "one end gave the other"
    if begin >= until:
        one.find(Said.VALID_UNTIL, Level.ERROR, "import.validity_ends_first")
    if begin > one.today:
        one.find(Said.VALID_FROM, Level.ERROR, "import.day_future")
    if citizen is not None and begin < citizen.birth_on:
        one.find(Said.VALID_FROM, Level.ERROR, "import.day_before_birth")
    return begin, until


def _first_on(one: Reading, begin: date | None) -> date | None:
    day = _day(one, Said.FIRST_ON, Level.WARNING)
    if day is not None and begin is not None and day > begin:
        one.find(Said.FIRST_ON, Level.WARNING, "import.first_after_issue")
        return None
    return day


def _components(one: Reading, number: CertificateNumber) -> tuple[tuple[int, int], ...]:
    text = one.text(Said.COMPONENTS)
    if not text or number.kind is not DisabilityKind.MULTIPLE:
        return ()
    pairs = words.read_components(text)
    if pairs is None:
        one.find(Said.COMPONENTS, Level.WARNING, "import.components_unknown")
    elif len(pairs) < 2 or min(grade for _kind, grade in pairs) != number.grade:
        one.find(Said.COMPONENTS, Level.WARNING, "import.components_differ")
    else:
        return pairs
    return ()


def _status(one: Reading) -> tuple[Status | None, date | None]:
    text = one.text(Said.STATUS)
    if not text:
        return None, None
    status = words.read_status(text)
    if status is None:
        one.find(Said.STATUS, Level.ERROR, "import.status_unknown")
    day = _day(one, Said.STATUS_ON, Level.ERROR)
    if day is not None and day > one.today:
        one.find(Said.STATUS_ON, Level.ERROR, "import.day_future")
    return status, day


def _short(one: Reading, said: Said, most: int) -> str:
    text = one.text(said)
    if len(text) > most:
        one.find(said, Level.WARNING, "import.too_long_left", most=most)
        return ""
    return text


def _phone(one: Reading) -> str:
    text = one.text(Said.PHONE)
    try:
        return parse_phone(text) if text else ""
    except NumberError:
        one.find(Said.PHONE, Level.WARNING, "import.phone_left")
        return ""


def list_doubles(stated: list[Stated]) -> Iterator[tuple[int, Finding]]:
    """Go through the rows that speak of somebody whom another row speaks of: (row, finding).

    Of rows that say the same to the letter the first is taken. Where they differ none is: which is right, the file
    does not say (a row that matches several is refused, never taken first come).
    """
    by_citizen: dict[str, list[Stated]] = {}
    for one in stated:
        by_citizen.setdefault(one.citizen.value, []).append(one)
    for same in by_citizen.values():
        if len(same) == 1:
            continue
        first, said = same[0], {_without_row(one) for one in same}
        for one in same if len(said) > 1 else same[1:]:
            other = first.row if one is not first else same[1].row
            code = "import.double_differs" if len(said) > 1 else "import.double_same"
            level = Level.ERROR if len(said) > 1 else Level.WARNING
            yield one.row, Finding(one.row, -1, level, code, {"other": other})


def _without_row(one: Stated) -> tuple[Any, ...]:
    return tuple(value for name, value in vars(one).items() if name != "row")
