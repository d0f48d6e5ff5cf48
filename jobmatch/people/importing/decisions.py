"""Acts on an import's rows that only a person can decide about: say what they are, have it worked out by that."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from jobmatch import clock
from jobmatch.people.import_tables import ImportState, PartKind, RegisterImport
from jobmatch.people.importing import staging
from jobmatch.people.importing.rules.deciding import Decision, Verdict, verdicts_for
from jobmatch.people.importing.service import PREVIEW_JOB, ImportRefusedError
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.jobs import ask_for

Said = Mapping[int, tuple[Verdict, str | None] | None]
"""By the row's number: what it is, and (``same``) whom it is about; None where it is put off again."""


class Shown(NamedTuple):
    """What somebody had before them: the preview of that digest, that page of its list."""

    plan_hash: str
    page: int


def decide(by: Actor, one: RegisterImport, shown: Shown, said: Said) -> int:
    """Keep what was said of the rows on a page of the list; returns how many are decided by now, of all pages.

    Nothing of the register changes. Raises ``ImportRefusedError`` where the import is past that, or where the list
    has been worked out anew, so that it no longer holds what was answered.
    """
    with act(by=by, action="register_import.decided", about=one) as this:
        one = db.session.get_one(RegisterImport, one.id, with_for_update=True, populate_existing=True)
        if one.state is not ImportState.PREVIEWED:
            raise ImportRefusedError("import.past_that")
        lines = {line["row"]: line for line in staging.read_part(one.id, PartKind.CONFLICT, shown.page)}
        is_there = all(row in lines and _fits(lines[row], verdict) for row, verdict in said.items())
        if one.plan_hash != shown.plan_hash or not is_there:
            raise ImportRefusedError("import.moved_on")
        decided = {row: kept for row, kept in staging.read_decisions(one.id).items() if row not in said}
        for row, verdict in said.items():
            if verdict is not None:
                about = tuple(other["person_id"] for other in lines[row]["candidates"])
                decided[row] = Decision(verdict[0], verdict[1], about, by.human_id, clock.now().isoformat())
        staging.keep_decisions(one.id, decided)
        this.note(rows=len(said))
    return len(decided)


def _fits(line: Mapping[str, Any], verdict: tuple[Verdict, str | None] | None) -> bool:
    if verdict is None:
        return True
    what, person_id = verdict
    return what in verdicts_for(line["asked"]) and (what is not Verdict.SAME or person_id in people_of(line))


def people_of(line: Mapping[str, Any]) -> Collection[str]:
    """Return the keys of whom a row of the list may be about."""
    offered = [other["person_id"] for other in line["candidates"]]
    return offered or ([line["person_id"]] if line["person_id"] else [])


def is_decided_since(one: RegisterImport) -> bool:
    """Tell whether rows were decided about after what the import shows was worked out."""
    if one.state is not ImportState.PREVIEWED:
        return False
    return bool(staging.mark_of(staging.read_decisions(one.id)) != one.counts.get("decided", ""))


def check_again(by: Actor, one: RegisterImport) -> None:
    """Ask for the preview by what was decided. Raises ``ImportRefusedError`` where the import is past that."""
    with act(by=by, action="register_import.checked_again", about=one) as this:
        if one.state is ImportState.CHECKING:
            this.cancel()
            return
        if one.state is not ImportState.PREVIEWED:
            raise ImportRefusedError("import.past_that")
        one.state, one.done, one.is_renewed = ImportState.CHECKING, 0, False
        ask_for(PREVIEW_JOB, clock.now(), one.id, import_id=one.id)
