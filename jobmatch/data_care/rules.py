"""What a merge has to ask, and what only one of two rows can keep. Plain values in, decisions out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from jobmatch.referrals.rules import OPEN

PERSON_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "citizen_number": ("citizen_number", "citizen_number_index", "born_on", "sex"),
    "phone": ("phone",),
    "town": ("town_id", "village_id"),
    "address": ("address",),
    "contact_channel": ("contact_channel",),
}
PROFILE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "wanted": ("wanted", "wanted_codes"),
    "text": ("text",),
    "history": ("history",),
    "functions": ("functions",),
    "needs": ("needs", "shown_needs"),
    "refusals": ("refusals",),
    "licences": ("licences",),
    "wage_floor": ("wage_floor_fen",),
    "hours_week": ("hours_week",),
    "distance_km": ("distance_km",),
    "place": ("town_id", "lat", "lon"),
    "education": ("education",),
    "job_facts_only": ("job_facts_only",),
}
"""What is chosen as one, by its first column: an occupation code without its wish would be nobody's."""

_SOURCES = ("roster", "registration", "register")


class Wins(StrEnum):
    """Whose value stands after a merge; ASK = only a person can say."""

    KEPT = "kept"
    GONE = "gone"
    ASK = "ask"


def winner(kept: object, gone: object) -> Wins:
    """Decide whose value stands: the one that is there; of two that differ, somebody has to choose."""
    if kept == gone or _is_empty(gone):
        return Wins.KEPT
    return Wins.GONE if _is_empty(kept) else Wins.ASK


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def better_source(kept: str, gone: str) -> str:
    """Return the source that stands: who is in the register in either row is a certificate holder."""
    return max(kept, gone, key=_SOURCES.index)


def find_merge_fault(*, is_same: bool, is_merged: bool) -> str | None:
    """Return the key of why two rows cannot be merged, or None."""
    if is_same:
        return "merge.same_row"
    return "merge.merged_already" if is_merged else None


class Found(NamedTuple):
    """A row that cannot stand beside others. ``is_survivors``: it is the survivor's own and is set aside."""

    row_id: str
    against: tuple[str, ...]
    is_survivors: bool = False


class ConsentFact(NamedTuple):
    """A consent: for what, from when until when (None = in force)."""

    id: str
    purpose: str
    position_id: str | None
    given_at: datetime
    withdrawn_at: datetime | None


def contested_consents(kept: Sequence[ConsentFact], gone: Sequence[ConsentFact]) -> list[Found]:
    """Find consents that cannot simply be joined: the same one in force twice, or one that the other row took back.

    *Decision:* where a consent was taken back later than it was given in the other row, none is in force until
    somebody has asked the person (PIPL art. 15): a merge must never revive what was withdrawn.
    """
    found = []
    for one in (row for row in gone if row.withdrawn_at is None):
        against = [row.id for row in kept if _is_about(row, one) and (row.withdrawn_at is None or _ends(row, one))]
        if against:
            found.append(Found(one.id, tuple(against)))
    for one in (row for row in kept if row.withdrawn_at is None):
        against = [row.id for row in gone if _is_about(row, one) and row.withdrawn_at is not None and _ends(row, one)]
        if against:
            found.append(Found(one.id, tuple(against), is_survivors=True))
    return found


def _is_about(one: ConsentFact, other: ConsentFact) -> bool:
    return (one.purpose, one.position_id) == (other.purpose, other.position_id)


def _ends(withdrawn: ConsentFact, given: ConsentFact) -> bool:
    return withdrawn.withdrawn_at is not None and withdrawn.withdrawn_at >= given.given_at


def contested_registrations(
    kept: Iterable[tuple[str, str | None]], gone: Iterable[tuple[str, str | None]]
) -> list[Found]:
    """Find, of (key, fair), the registrations at a fair at which both are registered; outside fairs (None) both may."""
    by_fair = {fair: key for key, fair in kept if fair is not None}
    return [Found(key, (by_fair[fair],)) for key, fair in gone if fair in by_fair]


def contested_referrals(kept: Iterable[tuple[str, str, str]], gone: Iterable[tuple[str, str, str]]) -> list[Found]:
    """Find, of (key, position, state), the referrals to a position to which both are referred now."""
    under_way = {position: key for key, position, state in kept if state in OPEN}
    return [
        Found(key, (under_way[position],)) for key, position, state in gone if state in OPEN and position in under_way
    ]


class SpellFact(NamedTuple):
    """A spell of work: for whom, whether it goes on, and the months that stand in the ledger."""

    id: str
    employer_id: str
    goes_on: bool
    months: frozenset[str]


def contested_spells(kept: Sequence[SpellFact], gone: Sequence[SpellFact]) -> list[Found]:
    """Find spells that would put a second month beside one in the ledger, or a second spell at the same employer.

    *Decision:* such a spell stays whole, with the months that do not collide: what it accrues later must not be
    counted twice either. Two real jobs at once stay a contest until the ledger has claims.
    """
    found = []
    for one in gone:
        against = [row.id for row in kept if row.months & one.months or _both_go_on(row, one)]
        if against:
            found.append(Found(one.id, tuple(against)))
    return found


def _both_go_on(one: SpellFact, other: SpellFact) -> bool:
    return one.goes_on and other.goes_on and one.employer_id == other.employer_id
