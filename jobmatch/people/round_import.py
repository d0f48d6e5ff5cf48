"""Takes a list of results into a round: each line to the one it can only mean, every other line named."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from jobmatch import clock
from jobmatch.people.round_queries import list_entries_of_round
from jobmatch.people.round_results import Finding, Result
from jobmatch.people.round_tables import EntryState, UpdateRound, UpdateRoundEntry
from jobmatch.people.rounds import RoundRefusedError
from jobmatch.people.situation_tables import ASKING, SituationKind
from jobmatch.people.situations import report
from jobmatch.storage.act import Actor, act


@dataclass
class Report:
    """What taking results in came to: how many lines changed something, said what was known, ask a caseworker."""

    changed: int = 0
    same: int = 0
    differences: int = 0
    findings: list[Finding] = field(default_factory=list)


def take_in(by: Actor, one: UpdateRound, results: Sequence[Result]) -> Report:
    """Mark who is done, in one act; what differs from the register becomes a notice for a caseworker to settle.

    Sent twice, the same list changes nothing the second time. Raises ``RoundRefusedError`` for a closed round.
    """
    told = Report()
    with act(by=by, action="round.results_taken", about=one) as this:
        if one.closed_at is not None:
            raise RoundRefusedError("round.is_closed")
        known = _by_name(one.id)
        for result in results:
            entry = _meant(known, result, told)
            if entry is not None:
                _take(by, entry, result, told)
        this.note(changed=told.changed, same=told.same, differences=told.differences, findings=len(told.findings))
    return told


def _take(by: Actor, entry: UpdateRoundEntry, result: Result, told: Report) -> None:
    state, answer = EntryState(result.state), SituationKind(result.answer) if result.answer else None
    if state is EntryState.OPEN or (entry.state, entry.answer) == (state, answer):
        told.same += 1
        return
    told.changed += 1
    # One act for the whole list, not one a line: a district has sixteen thousand.
    entry.state, entry.answer, entry.done_by, entry.done_at = state, answer, by.human_id, clock.now()
    if answer in ASKING:
        report(by, entry.person, answer, round_id=entry.round_id)
        told.differences += 1


def _by_name(round_id: str) -> dict[str, list[UpdateRoundEntry]]:
    found = defaultdict(list)
    for entry in list_entries_of_round(round_id):
        found["".join(entry.person.name.split())].append(entry)
    return found


def _meant(known: dict[str, list[UpdateRoundEntry]], result: Result, told: Report) -> UpdateRoundEntry | None:
    """Return the only entry that a line can mean, or None with a finding: two of a name are for a person to tell."""
    of_name = known.get(result.name, [])
    found = [one for one in of_name if not result.village or result.village in _names_of(one)]
    if len(found) == 1:
        return found[0]
    key = "results.several" if found else "results.nobody"
    told.findings.append(Finding(result.number, key, {"name": result.name, "village": result.village or "–"}))
    return None


def _names_of(entry: UpdateRoundEntry) -> tuple[str, ...]:
    village = entry.village
    return village.name, village.town.name + village.name, village.code or village.name
