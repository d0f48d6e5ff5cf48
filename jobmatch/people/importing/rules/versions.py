"""A certificate as it is held beside what a row says of it: the same, a new version with its event, or out of date."""

from dataclasses import dataclass
from datetime import date

from jobmatch.people.importing.rules.findings import Finding, Level
from jobmatch.people.importing.rules.rows import Stated
from jobmatch.people.importing.rules.standing import Event
from jobmatch.people.numbers import CERTIFICATE_LENGTH, CITIZEN_LENGTH


@dataclass(frozen=True, repr=False)
class Held:
    """The newest version of a certificate."""

    certificate_id: str
    kind: int
    grade: int
    valid_from: date
    valid_until: date


@dataclass(frozen=True)
class VersionChange:
    """Whether there is a new version, from when, and what brought it; or (``code``) why a person must decide."""

    is_new: bool = False
    valid_from: date | None = None
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    code: str = ""


def version_change(
    stated: Stated, held: Held | None, is_same_number: bool, held_number: str | None, today: date
) -> VersionChange:
    """Return what the row changes about the certificate.

    Kind or grade moved: 等级变更. Another reissue suffix: 补办. Validity moved: 换领. *Decision:* the day is the new
    date of issue; where the export gives none that is later than ours, it is today, the day on which the federation
    came to know, and a note says so. An earlier date of issue beside the same facts is no news.
    """
    if held is None:
        return VersionChange(is_new=True, valid_from=stated.valid_from)
    facts = (int(stated.certificate.kind), stated.certificate.grade)
    is_as_before = is_same_number and facts == (held.kind, held.grade)
    if is_as_before and stated.valid_until == held.valid_until and stated.valid_from <= held.valid_from:
        return VersionChange()
    if _is_older(stated, held):
        return VersionChange(code="import.file_is_older")
    kind = _event(stated, facts, held, is_same_number, held_number)
    if kind is None:
        return VersionChange(code="import.certificate_number_differs")
    is_dated = stated.valid_from > held.valid_from
    day = stated.valid_from if is_dated else max(today, held.valid_from)
    if day >= stated.valid_until:
        return VersionChange(code="import.changed_when_over")
    notes = () if is_dated else (Finding(stated.row, -1, Level.NOTE, "import.change_undated"),)
    return VersionChange(True, day, (Event(kind, day),), notes)


def _is_older(stated: Stated, held: Held) -> bool:
    """Tell whether the file speaks of a card that was replaced since: it must not bring the old one back."""
    if stated.valid_until < held.valid_until:
        return stated.valid_from <= held.valid_from
    return stated.valid_until == held.valid_until and stated.valid_from < held.valid_from


def _event(
    stated: Stated, facts: tuple[int, int], held: Held, is_same_number: bool, held_number: str | None
) -> str | None:
    """Return the kind of event, or None where the number changed in a way that no event explains."""
    if facts != (held.kind, held.grade):
        return "regraded"
    if is_same_number:
        return "renewed"
    number = stated.certificate.value
    if held_number is None or held_number[:CITIZEN_LENGTH] != number[:CITIZEN_LENGTH]:
        return None
    before, after = held_number[CERTIFICATE_LENGTH:], number[CERTIFICATE_LENGTH:]
    return "replaced" if after > before else None
