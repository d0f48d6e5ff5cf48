"""The months that a row claims, judged by the rules that judge claims; each reason becomes a finding."""

from collections.abc import Iterable, Iterator
from datetime import date

from jobmatch.clock import first_day, month_of
from jobmatch.employment.counting import Reason
from jobmatch.employment.facts import CardFacts, MonthFacts
from jobmatch.employment.weights import Card
from jobmatch.levy.roster.columns import Columns, Said
from jobmatch.levy.roster.findings import Finding, Level
from jobmatch.levy.roster.judging import YearOfLaw
from jobmatch.levy.roster.rows import Row

_WHERE = {
    "flexible": Said.CONTRACT_KIND,
    "dispatch_counts_elsewhere": Said.DISPATCH,
    "dispatch_contract_short": Said.DISPATCH,
    "contract_unknown": Said.CONTRACT_FROM,
    "contract_does_not_cover": Said.CONTRACT_FROM,
    "contract_too_short": Said.CONTRACT_UNTIL,
    "wage_unknown": Said.WAGE,
    "wage_below_minimum": Said.WAGE,
    "wage_exactly_minimum": Said.WAGE,
    "pension_unknown": Said.PENSION,
    "pension_unpaid": Said.PENSION,
    "medical_unknown": Said.MEDICAL,
    "medical_unpaid": Said.MEDICAL,
    "too_young": Said.CITIZEN,
    "past_employment_age": Said.CITIZEN,
    "age_to_be_confirmed": Said.CITIZEN,
    "card_not_valid": Said.CARD_UNTIL,
    "card_ends_soon": Said.CARD_UNTIL,
    "military_grade_not_counted": Said.SOLDIER_GRADE,
}
ABOUT_MONTHS = frozenset(_WHERE)
"""What the rules that judge claims say: it is about months that do not count, not about a file that cannot be read."""
_OF_THE_ROW = frozenset({
    "flexible",
    "dispatch_counts_elsewhere",
    "dispatch_contract_short",
    "contract_unknown",
    "contract_too_short",
    "card_not_valid",
    "card_ends_soon",
    "military_grade_not_counted",
})  # fmt: skip
"""They hold for every month, so no month is named."""
_WARNINGS = frozenset({"pension_unknown", "medical_unknown"})
"""*Decision:* what a file leaves out the insurance list may still say: a warning, though it never counts as yes."""
_CELL_BY_CELL = frozenset({"wage_below_minimum"})
_NOT_SAID = frozenset({"age_unknown", "no_card", "part_month"})
"""Said about the number itself already, or nothing that the file could mend."""


def judge_row(row: Row, columns: Columns, law: YearOfLaw) -> list[Finding]:
    """Return the findings about the months of a row. Raises ``NoLegalValueError``."""
    this_month = month_of(law.today)
    future = sorted(month for month in row.worked if law.names[month] > this_month)
    found = [_about(row, columns, Level.ERROR, "month_not_begun", Said.WAGE, future)] if future else []
    outside = [month for month in sorted(row.worked) if _is_outside(row, law.year, month)]
    if outside:
        found.append(_about(row, columns, Level.ERROR, "month_outside_work", Said.WAGE, outside))
    if not row.worked:
        none = Finding(row.number, -1, Level.WARNING, "no_months")
        return found if Said.WAGE in row.broken or columns.other_year else [*found, none]
    ignored = _ignored(row, columns)
    told: dict[tuple[str, object], tuple[Reason, Level, list[int]]] = {}
    begun = sorted(row.worked.difference(future))
    is_monthly = any(said is Said.WAGE for said, _month in columns.monthly)

    def facts(month: int) -> MonthFacts:
        return _facts(row, columns, law.names[month])

    for month, judged in law.judge(row, begun, facts, _card(row)):
        for reason, level in _with_levels(judged.against, judged.cautions):
            if reason.key not in ignored:
                apart = month if is_monthly and reason.key in _CELL_BY_CELL else reason.values.get("least_fen")
                told.setdefault((reason.key, apart), (reason, level, []))[2].append(month)
    found += [_finding(row, columns, *one) for one in told.values()]
    return [*found, *_identical(row, columns)]


def _with_levels(against: Iterable[Reason], cautions: Iterable[Reason]) -> Iterator[tuple[Reason, Level]]:
    for reason in against:
        yield reason, Level.WARNING if reason.key in _WARNINGS else Level.ERROR
    for reason in cautions:
        yield reason, Level.WARNING


def _finding(row: Row, columns: Columns, reason: Reason, level: Level, months: list[int]) -> Finding:
    said = _WHERE.get(reason.key, Said.NAME)
    place = columns.place(said, months[0])
    if place < 0 and said in {Said.PENSION, Said.MEDICAL}:
        place = columns.place(Said.INSURED, months[0])
    if place < 0 and said is Said.CARD_UNTIL:
        place = columns.place(Said.CERTIFICATE)
    named = () if reason.key in _OF_THE_ROW else tuple(months)
    return Finding(row.number, place, level, reason.key, dict(reason.values), named)


def _about(row: Row, columns: Columns, level: Level, code: str, said: Said, months: list[int]) -> Finding:
    return Finding(row.number, columns.place(said, months[0]), level, code, {}, tuple(months))


def _facts(row: Row, columns: Columns, name: str) -> MonthFacts:
    citizen, month = row.citizen, int(name[-2:])
    is_said = columns.has(Said.INSURED)
    return MonthFacts(
        month=name,
        first_on=first_day(name),
        contract_kind=row.contract_kind,
        contract_from=row.contract_from,
        contract_until=row.contract_until,
        is_establishment=row.is_establishment,
        dispatch=row.dispatch,
        wage_fen=row.wages.get(month),
        # A column that the file lacks altogether is said once, about the file.
        pension_paid=row.pension.get(month) if is_said or columns.has(Said.PENSION) else True,
        medical_paid=row.medical.get(month) if is_said or columns.has(Said.MEDICAL) else True,
        born_on=citizen.birth_on if citizen else None,
        sex=None if citizen is None else "male" if citizen.is_male else "female",
    )


def _card(row: Row) -> CardFacts | None:
    if row.certificate is not None:
        return CardFacts(Card.DISABILITY, row.certificate.grade, date.min, row.card_until)
    if row.soldier_grade is not None:
        return CardFacts(Card.MILITARY, row.soldier_grade, date.min, row.card_until)
    return None


def _ignored(row: Row, columns: Columns) -> frozenset[str]:
    """What would only repeat a finding about the cell or the column itself."""
    ignored = set(_NOT_SAID)
    if not columns.has(Said.WAGE) or Said.WAGE in row.broken:
        ignored.add("wage_unknown")
    if Said.CONTRACT_FROM in row.broken or not columns.has(Said.CONTRACT_FROM):
        ignored |= {"contract_unknown", "contract_does_not_cover", "contract_too_short"}
    if Said.CONTRACT_UNTIL in row.broken:
        ignored |= {"contract_does_not_cover", "contract_too_short"}
    ignored |= {f"{said.value}_unknown" for said in (Said.PENSION, Said.MEDICAL) if said in row.broken}
    if any(wage is not None and wage < 0 for wage in row.wages.values()):
        ignored.add("wage_below_minimum")
    return frozenset(ignored)


def _is_outside(row: Row, year: int, month: int) -> bool:
    if Said.LEFT_ON in row.broken:
        return False
    this = (year, month)
    is_before = row.joined_on is not None and this < (row.joined_on.year, row.joined_on.month)
    return is_before or (row.left_on is not None and this > (row.left_on.year, row.left_on.month))


def _identical(row: Row, columns: Columns) -> Iterator[Finding]:
    """Twelve equal wages were perhaps filled in, not paid."""
    if sum(said is Said.WAGE for said, _month in columns.monthly) < 12:
        return
    wages = set(row.wages.values())
    if len(wages) == 1 and None not in wages:
        yield _about(row, columns, Level.WARNING, "wages_identical", Said.WAGE, list(range(1, 13)))
