"""What a staged file would change, worked out anew each time it is asked: the preview shows it, the confirmation
checks that it is still the same. Reads only, so nobody waits for it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from jobmatch.people.import_tables import PartKind, RegisterImport
from jobmatch.people.importing import staging
from jobmatch.people.importing.places import Places, read_places
from jobmatch.people.importing.register import Register, read_register
from jobmatch.people.importing.rules.columns import Said
from jobmatch.people.importing.rules.comparing import Outcome, Result, compare
from jobmatch.people.importing.rules.deciding import decide
from jobmatch.people.importing.rules.findings import Finding, Level
from jobmatch.people.importing.rules.rows import Stated, list_doubles, read_row

Progress = Callable[[int, int], None]
EXAMPLES = 5
_STEP = 500


@dataclass(frozen=True, repr=False)
class Plan:
    """Everything that a file says and would change. ``decided`` marks the decisions that it follows."""

    import_id: str
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    gone: tuple[str, ...]
    row_count: int
    register: Register
    places: Places
    decided: str = ""

    @property
    def writes(self) -> list[Outcome]:
        """The outcomes by which something is written."""
        return [one for one in self.outcomes if one.result in {Result.NEW, Result.CHANGED}]

    @property
    def hash(self) -> str:
        """A digest of all that would be written: what was shown is what is confirmed."""
        digest = hashlib.sha256()
        for one in self.writes:
            digest.update(json.dumps(_written(one), sort_keys=True, default=str).encode())
        return digest.hexdigest()

    @property
    def counts(self) -> dict[str, Any]:
        """Numbers by outcome, event and finding; no personal data."""
        results = Counter(one.result.value for one in self.outcomes)
        refused = {one.row for one in self.findings if one.level is Level.ERROR}
        events = Counter(event.kind for one in self.writes for event in one.events)
        return {
            "rows": self.row_count,
            **{result.value: results[result.value] for result in Result},
            "gone": len(self.gone),
            "asked": sum(bool(one.asked) for one in self.outcomes),
            "decided": self.decided,
            "refused": len(refused),
            "events": dict(sorted(events.items())),
            "findings": _grouped(self.findings),
        }


def make_plan(one: RegisterImport, today: date, tell: Progress = lambda _done, _total: None) -> Plan:
    """Work out what the staged rows of ``one`` would change; ``tell`` hears how many of how many rows are done."""
    columns = {Said(name): place for name, place in one.columns.items()}
    stated, findings = _read_rows(one, columns, today, tell)
    doubles = dict(list_doubles(stated))
    findings += doubles.values()
    places, register = read_places(one.district_id), read_register(one.district_id)
    decisions = staging.read_decisions(one.id)
    outcomes: list[Outcome] = []
    seen: set[str] = set()
    for number, said in enumerate(stated, start=1):
        place, unknown = places.find(said)
        match = register.match(said.certificate, said.citizen)
        seen |= {known.person_id for known in (match.by_citizen, *match.by_certificate) if known}
        if said.row not in doubles:
            outcome = compare(said, match, place, today)
            likely = register.list_likely(said) if outcome.result is Result.NEW else []
            outcome = decide(outcome, match, likely, decisions.get(said.row), place, today)
            findings += [*unknown, *outcome.findings]
            outcomes.append(outcome)
        if number % _STEP == 0:
            tell(one.row_count + number, 2 * one.row_count)
    outcomes = _once_a_person(outcomes)
    seen |= {outcome.known.person_id for outcome in outcomes if outcome.known}
    gone = tuple(key for key in register.list_holders() if key not in seen)
    findings = sorted(_in_columns(findings, columns), key=lambda found: (found.row, found.column))
    known = (one.row_count, register, places, staging.mark_of(decisions))
    return Plan(one.id, tuple(outcomes), tuple(findings), gone, *known)


def _once_a_person(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Leave out the rows of which several, by what was decided, would change one person."""
    some = list(outcomes)
    times = Counter(one.known.person_id for one in some if one.known and one.result is not Result.CONFLICT)
    return [
        replace(one, result=Result.CONFLICT, code="import.several_rows", asked="import.several_rows", said=None)
        if one.known and one.result is not Result.CONFLICT and times[one.known.person_id] > 1
        else one
        for one in some
    ]


def _read_rows(
    one: RegisterImport, columns: Mapping[Said, int], today: date, tell: Progress
) -> tuple[list[Stated], list[Finding]]:
    stated: list[Stated] = []
    findings: list[Finding] = []
    for number, (row, cells, marks) in enumerate(staging.read_parts(one.id, PartKind.ROWS), start=1):
        marked = {int(place): mark for place, mark in marks.items()}
        said, found = read_row(row, lambda at, all_=cells: all_[at] if at < len(all_) else "", marked, columns, today)  # type: ignore[misc]  # the cells are bound now
        findings += found
        if said is not None:
            stated.append(said)
        if number % _STEP == 0:
            tell(number, 2 * one.row_count)
    return stated, findings


_ABOUT = {
    "import.town_unknown": Said.TOWN,
    "import.village_unknown": Said.VILLAGE,
    "import.phone_kept": Said.PHONE,
    "import.address_kept": Said.ADDRESS,
    "import.status_undated": Said.STATUS_ON,
    "import.change_undated": Said.VALID_FROM,
    "import.frozen_here": Said.STATUS,
}


def _in_columns(findings: Iterable[Finding], columns: Mapping[Said, int]) -> Iterable[Finding]:
    """Say of the findings about what a row means which column says it."""
    for one in findings:
        said = _ABOUT.get(one.code)
        yield replace(one, column=columns.get(said, -1)) if said and one.column < 0 else one


def _written(one: Outcome) -> list[Any]:
    return [
        one.stated.certificate.value,
        one.known.person_id if one.known else None,
        one.stated.name,
        dict(one.person),
        one.is_new_version,
        one.valid_from,
        one.stated.valid_until,
        one.stated.components,
        [list(vars(event).values()) for event in one.events],
        [other.known.person_id for other in one.candidates],
    ]


def _grouped(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str, int], dict[str, Any]] = {}
    for one in findings:
        key = (one.level.value, one.code, one.column)
        group = groups.setdefault(
            key, {"level": key[0], "code": one.code, "column": one.column, "number": 0, "examples": []}
        )
        group["number"] += 1
        if len(group["examples"]) < EXAMPLES:
            group["examples"].append({"row": one.row, "values": dict(one.values)})
    order = [level.value for level in Level]
    return sorted(groups.values(), key=lambda one: (order.index(one["level"]), -one["number"], one["code"]))
