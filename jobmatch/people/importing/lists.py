"""The lists of a preview as plain values: who is new, who changes and how, who is not in the file, what conflicts."""

from collections.abc import Iterator, Mapping
from typing import Any

from jobmatch.people.import_tables import ImportPart, PartKind
from jobmatch.people.importing.plan import Plan
from jobmatch.people.importing.rules.comparing import Outcome, Result
from jobmatch.people.importing.rules.deciding import NAME_DIFFERS, PROBABLY_KNOWN, Likely
from jobmatch.people.importing.staging import LINES_A_PART, parts_of

FINDINGS_A_PART = 500


def preview_parts(plan: Plan) -> Iterator[ImportPart]:
    """Make the parts of a preview: its lists, and the findings."""
    for what, items in _lists(plan).items():
        yield from parts_of(plan.import_id, what, items, LINES_A_PART)
    findings = [one.as_json() for one in plan.findings]
    yield from parts_of(plan.import_id, PartKind.FINDINGS, findings, FINDINGS_A_PART)


def _lists(plan: Plan) -> Mapping[PartKind, list[dict[str, Any]]]:
    by_result: dict[Result, list[Outcome]] = {result: [] for result in Result}
    for one in plan.outcomes:
        by_result[one.result].append(one)
    return {
        PartKind.NEW: [_line(plan, one) for one in by_result[Result.NEW]],
        PartKind.CHANGED: [{**_line(plan, one), **_before(plan, one)} for one in by_result[Result.CHANGED]],
        # What was decided stays in the list, so that it can be looked at and decided otherwise.
        PartKind.CONFLICT: [{**_line(plan, one), **_asked(plan, one)} for one in sorted(_to_decide(plan), key=_rank)],
        PartKind.GONE: [_gone(plan, key) for key in plan.gone],
    }


def _line(plan: Plan, one: Outcome) -> dict[str, Any]:
    certificate = one.stated.certificate
    return {
        "row": one.stated.row,
        "name": one.stated.name,
        "person_id": one.known.person_id if one.known else None,
        "code": one.code,
        "place": plan.places.shown(one.person.get("town_id"), one.person.get("village_id")),
        "fields": sorted(name for name in one.person if name != "village_id"),
        "card": [int(certificate.kind), certificate.grade, one.stated.valid_until.isoformat()],
        "events": [[event.kind, event.on_day.isoformat()] for event in one.events],
    }


def _before(plan: Plan, one: Outcome) -> dict[str, Any]:
    assert one.known is not None, "only somebody known changes"
    held = one.known.held
    return {
        "place_before": plan.places.shown(one.known.town_id, one.known.village_id),
        "card_before": [held.kind, held.grade, held.valid_until.isoformat()] if held and one.is_new_version else None,
    }


def _to_decide(plan: Plan) -> Iterator[Outcome]:
    return (one for one in plan.outcomes if one.asked)


def _rank(one: Outcome) -> tuple[bool, bool, int]:
    """Put first what can be decided here, then what must be looked into elsewhere, in the order of the rows."""
    return one.asked != PROBABLY_KNOWN, one.asked != NAME_DIFFERS, one.stated.row


def _asked(plan: Plan, one: Outcome) -> dict[str, Any]:
    return {
        "asked": one.asked,
        "born": one.stated.citizen.birth_on.isoformat(),
        "candidates": [_candidate(plan, other) for other in one.candidates],
        "person_name": one.known.name if one.known else "",
        "verdict": one.said.verdict if one.said else "",
        "said_of": one.said.person_id if one.said else None,
    }


def _candidate(plan: Plan, other: Likely) -> dict[str, Any]:
    known = other.known
    return {
        "person_id": known.person_id,
        "name": known.name,
        "place": plan.places.shown(known.town_id, known.village_id),
        "source": str(plan.register.people[known.person_id].source),
        "strength": other.likeness.strength.value,
        "reasons": [reason.value for reason in other.likeness.reasons],
    }


def _gone(plan: Plan, person_id: str) -> dict[str, Any]:
    row = plan.register.people[person_id]
    return {"person_id": person_id, "name": row.name, "place": plan.places.shown(row.town_id, row.village_id)}
