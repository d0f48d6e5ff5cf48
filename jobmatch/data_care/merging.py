"""Acts on two rows that are one person: merge them, decide a contest."""

from collections.abc import Mapping

from sqlalchemy import select

from jobmatch import clock
from jobmatch.data_care import rules
from jobmatch.data_care.claims_merged import part_claims
from jobmatch.data_care.moves import WHOLE_ROW, Log, Moved
from jobmatch.data_care.placements_merged import find_two_places
from jobmatch.data_care.plan import Plan, make_plan
from jobmatch.data_care.references import MOVES
from jobmatch.data_care.rules import PERSON_FIELDS, PROFILE_FIELDS, Wins
from jobmatch.data_care.tables import Decision, Merge, MergeContest, MergeContestKind, MergeReason
from jobmatch.people.queries import find_person
from jobmatch.people.tables import Person, PersonSource
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import Base, db
from jobmatch.wording import SentenceError

_PROFILE = [column for columns in PROFILE_FIELDS.values() for column in columns] + ["state", "since_on"]
_CONTESTED = {one.contest: one for one in MOVES if one.contest is not None}


class MergeRefusedError(SentenceError):
    """Two rows cannot be merged, or a merge not be changed; its sentence says why."""


def merge(by: Actor, kept_id: str, gone_id: str, seen: str, choices: Mapping[str, str], reason: MergeReason) -> Merge:
    """Merge ``gone_id`` into ``kept_id``, exactly as the plan with the digest ``seen`` said.

    ``choices`` maps each key that the plan asks for to ``kept`` or ``gone``. What both have and only one can stays
    with the one merged away, as a contest. Raises ``LookupError`` and ``MergeRefusedError``.
    """
    with act(by=by, action="people.merged") as this:
        kept, gone = hold(by, kept_id, gone_id)
        merged = kept.merged_into_id is not None or gone.merged_into_id is not None
        _refuse(rules.find_merge_fault(is_same=kept is gone, is_merged=merged))
        plan = make_plan(kept, gone)
        if plan.digest != seen:
            raise MergeRefusedError("merge.changed_meanwhile")
        if any(choices.get(one.key) not in {Wins.KEPT, Wins.GONE} for one in plan.asked):
            raise MergeRefusedError("merge.not_all_chosen")
        _refuse(find_two_places(kept.id, gone.id))
        made = Merge(
            district_id=kept.district_id,
            kept_id=kept.id,
            gone_id=gone.id,
            reason=reason,
            merged_by=by.human_id,
            merged_at=clock.now(),
        )
        db.session.add(made)
        db.session.flush()
        _carry_out(Log(made), plan, choices)
        this.about(made)
        this.note(kept=kept_id, gone=gone_id, contests=len(made.contests), moves=sum(map(len, plan.moves.values())))
    return made


def hold(by: Actor, *person_ids: str) -> list[Person]:
    """Hold the people and their profiles until the act is over, and return the people in the order asked.

    Raises ``LookupError`` for somebody who is not in the actor's district.
    """
    for table in (Person, Seeker):
        locked = select(table).where(table.id.in_(person_ids)).order_by(table.id).with_for_update()
        db.session.scalars(locked.execution_options(populate_existing=True)).all()
    found = [find_person(by.district_id or "", key) for key in person_ids]
    if None in found:
        raise LookupError(person_ids[found.index(None)])
    return [one for one in found if one is not None]


def _carry_out(log: Log, plan: Plan, choices: Mapping[str, str]) -> None:
    kept, gone = plan.kept, plan.gone
    # First: a citizen number belongs to one person who is not merged away, and it may go over.
    log.set(gone, "merged_into_id", kept.id)
    db.session.flush()
    better = rules.better_source(kept.source, gone.source)
    log.set(kept, "source", PersonSource(better))
    _carry_profile(log, plan)
    for one in plan.differences:
        if one.wins is Wins.GONE or (one.wins is Wins.ASK and choices[one.key] == Wins.GONE):
            _carry_field(log, plan, one.of, one.field)
    db.session.flush()
    part_claims(log, kept.id, gone.id)
    for reference, rows in plan.moves.items():
        log.move(Base.metadata.tables[reference.table], reference.column, rows, gone.id, kept.id)
    for kind, found in plan.contests.items():
        for contest in found:
            if contest.is_survivors:
                reference = _CONTESTED[kind]
                log.move(Base.metadata.tables[reference.table], reference.column, [contest.row_id], kept.id, gone.id)
            _contest(log.merge, kind, contest)


def _carry_field(log: Log, plan: Plan, of: str, field: str) -> None:
    ours, theirs = (plan.kept, plan.gone) if of == "people" else plan.profiles
    assert ours is not None, "fields differ only where there are two profiles"
    for column in (PERSON_FIELDS if of == "people" else PROFILE_FIELDS)[field]:
        log.set(ours, column, getattr(theirs, column))


def _carry_profile(log: Log, plan: Plan) -> None:
    """Make the survivor a profile where only the other has one, and take the other's out of every list."""
    ours, theirs = plan.profiles
    if theirs is None:
        return
    if ours is None:
        values = {column: getattr(theirs, column) for column in _PROFILE}
        db.session.add(Seeker(id=plan.kept.id, district_id=plan.kept.district_id, **values))
        log.note("seekers", [Moved(plan.kept.id, WHOLE_ROW, None, values)])
    log.set(theirs, "state", SeekerState.CLOSED)
    db.session.flush()


def _contest(made: Merge, kind: MergeContestKind, found: rules.Found) -> None:
    made.contests.append(
        MergeContest(district_id=made.district_id, kind=kind, row_id=found.row_id, against=list(found.against))
    )
    db.session.flush()


def decide(by: Actor, contest: MergeContest, decision: Decision) -> None:
    """Say which of two stands. What does not stand lies with the person merged away, for good but never lost.

    Raises ``MergeRefusedError`` when it was decided before or the merge was undone.
    """
    with act(by=by, action="contest.decided", about=contest) as this:
        made = db.session.get(Merge, contest.merge_id, with_for_update=True, populate_existing=True)
        db.session.refresh(contest)
        assert made is not None, "a contest belongs to a merge"
        if contest.decision is not None or made.undone_at is not None:
            raise MergeRefusedError("merge.decided_already" if made.undone_at is None else "merge.undone_already")
        contest.decision, contest.decided_by, contest.decided_at = decision, by.human_id, clock.now()
        this.note(merge=made.id, decision=decision.value)
        if decision is Decision.OTHER:
            _exchange(by, contest, made)


def _exchange(by: Actor, contest: MergeContest, made: Merge) -> None:
    """Let the row that stayed stand for the survivor, and put aside whatever cannot stand beside it today."""
    survivor = made.kept
    while survivor.merged_into_id is not None:
        survivor = db.session.get_one(Person, survivor.merged_into_id)
    hold(by, survivor.id, made.gone_id)
    reference = _CONTESTED[contest.kind]
    table, log = Base.metadata.tables[reference.table], Log(made)
    found = make_plan(survivor, made.gone).contests[contest.kind]
    against = [key for one in found if one.row_id == contest.row_id for key in one.against]
    if contest.kind is MergeContestKind.CONSENT:
        in_force = select(table.c.id).where(table.c.id.in_(against), table.c.withdrawn_at.is_(None))
        against = list(db.session.scalars(in_force.order_by(table.c.id)))
    if against:
        _hand_over(log, contest.kind, against, survivor.id, _shelf(log, survivor, contest.kind))
    _hand_over(log, contest.kind, [contest.row_id], made.gone_id, survivor.id)


def _shelf(log: Log, survivor: Person, kind: MergeContestKind) -> str:
    """Make an empty row, merged into the survivor, for what is put aside, and return its key.

    The person merged away still holds the other row at this moment, and no database lets two that exclude each other
    change places.
    """
    values = {"name": "", "source": PersonSource.ROSTER, "merged_into_id": survivor.id}
    shelf = Person(district_id=survivor.district_id, **values)
    db.session.add(shelf)
    log.note("people", [Moved(shelf.id, WHOLE_ROW, None, values)])
    if kind is MergeContestKind.REFERRAL:
        profile = {"state": SeekerState.CLOSED, "since_on": clock.today()}
        db.session.add(Seeker(id=shelf.id, district_id=shelf.district_id, **profile))
        log.note("seekers", [Moved(shelf.id, WHOLE_ROW, None, profile)])
    return shelf.id


def _hand_over(log: Log, kind: MergeContestKind, rows: list[str], before: str, after: str) -> None:
    reference = _CONTESTED[kind]
    log.move(Base.metadata.tables[reference.table], reference.column, rows, before, after)
    if kind is MergeContestKind.SPELL:
        months = Base.metadata.tables["person_months"]
        query = select(months.c.id).where(months.c.spell_id.in_(rows)).order_by(months.c.id)
        log.move(months, "person_id", list(db.session.scalars(query)), before, after)


def _refuse(fault: str | None) -> None:
    if fault is not None:
        raise MergeRefusedError(fault)
