"""Acts on the month ledger: open a spell, end it, let its months accrue."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from jobmatch import clock
from jobmatch.employment import queries, rules
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.tables import MonthState, PersonMonth, Spell
from jobmatch.people.companion_tables import Task, TaskKind
from jobmatch.storage.act import MACHINE, Actor, act
from jobmatch.storage.base import db

# A spell that ended no longer ago than this may still lack its last month, had the worker been down.
STILL_MOVING_DAYS = 62


@dataclass(frozen=True)
class Terms:
    """On what terms somebody works. ``wage_fen`` is 分 a month; ``form`` is the official employment form, 1 to 7."""

    started_on: date
    contract_kind: ContractKind
    contract_until: date | None = None
    wage_fen: int | None = None
    form: int = 1


@dataclass(frozen=True)
class Place:
    """Where somebody works, and through which referral."""

    employer_id: str
    position_id: str | None = None
    referral_id: str | None = None


def open_spell(by: Actor, district_id: str, person_id: str, place: Place, terms: Terms) -> Spell:
    """Open a spell of work and enter the months that have begun.

    Raises ``BrokenRuleError`` when the person works for that employer already.
    """
    with act(by=by, action="spell.opened") as this:
        spell = Spell(
            district_id=district_id,
            person_id=person_id,
            employer_id=place.employer_id,
            position_id=place.position_id,
            referral_id=place.referral_id,
            started_on=terms.started_on,
            contract_kind=terms.contract_kind,
            contract_until=terms.contract_until,
            form=terms.form,
            wage_fen=terms.wage_fen,
            recorded_by=by.human_id,
            recorded_at=clock.now(),
        )
        db.session.add(spell)
        db.session.flush()
        this.about(spell)
        this.note(person=person_id, months=bring_up_to_date(spell))
    return spell


def end_spell(by: Actor, spell: Spell, ended_on: date, reason: str) -> None:
    """End a spell; months after the end become void, they are never deleted. Nobody has to ask any more how it goes."""
    with act(by=by, action="spell.ended", about=spell):
        spell.ended_on, spell.end_reason = ended_on, reason
        bring_up_to_date(spell)
        asked = (Task.person_id == spell.person_id, Task.kind == TaskKind.FOLLOW_UP, Task.done_at.is_(None))
        for task in db.session.scalars(select(Task).where(*asked)):
            task.done_at = clock.now()


def restate_spell(by: Actor, spell: Spell, terms: Terms, ended_on: date | None) -> None:
    """Let a spell that its employer stated be what it states now; months outside it become void."""
    with act(by=by, action="spell.restated", about=spell):
        spell.started_on, spell.ended_on = terms.started_on, ended_on
        spell.contract_kind, spell.contract_until = terms.contract_kind, terms.contract_until
        spell.wage_fen = terms.wage_fen
        bring_up_to_date(spell)


def accrue() -> int:
    """Enter the months that have begun for everyone at work, in one act; returns how many rows changed."""
    with act(by=MACHINE, action="months.accrued") as this:
        since = clock.today() - timedelta(days=STILL_MOVING_DAYS)
        changed = sum(bring_up_to_date(spell) for spell in queries.hold_going_on(since))
        this.note(changed=changed)
    return changed


def bring_up_to_date(spell: Spell) -> int:
    """Make the months of ``spell`` what the rules say for today; returns how many rows changed. Inside an act."""
    wanted = {one.month: one for one in rules.months_of(spell.started_on, spell.ended_on, clock.today())}
    kept = {one.month: one for one in spell.months}
    changed = 0
    for month in wanted.keys() - kept.keys():
        spell.months.append(_new_month(spell, wanted[month]))
        changed += 1
    for month, row in kept.items():
        facts = (wanted[month].first_on, wanted[month].last_on, MonthState.WORKED) if month in wanted else None
        new = facts or (row.first_on, row.last_on, MonthState.VOID)
        changed += new != (row.first_on, row.last_on, row.state)
        row.first_on, row.last_on, row.state = new
    return changed


def _new_month(spell: Spell, worked: rules.WorkedMonth) -> PersonMonth:
    return PersonMonth(
        district_id=spell.district_id,
        person_id=spell.person_id,
        employer_id=spell.employer_id,
        month=worked.month,
        first_on=worked.first_on,
        last_on=worked.last_on,
        state=MonthState.WORKED,
    )
