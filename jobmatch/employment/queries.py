"""Questions about spells and person-months."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.employment.tables import PersonMonth, Spell
from jobmatch.storage.base import db


def list_spells(person_id: str) -> list[Spell]:
    """List a person's spells of work, newest first."""
    query = select(Spell).where(Spell.person_id == person_id)
    query = query.options(joinedload(Spell.employer), joinedload(Spell.position))
    return list(db.session.scalars(query.order_by(Spell.started_on.desc(), Spell.id)))


def find_spell(district_id: str, spell_id: str) -> Spell | None:
    """Return the spell of work of that key in that district, or None."""
    query = select(Spell).where(Spell.district_id == district_id, Spell.id == spell_id)
    return db.session.scalar(query.options(joinedload(Spell.employer), joinedload(Spell.position)))


def find_spell_of(referral_id: str) -> Spell | None:
    """Return the spell of work that a referral led to, or None."""
    query = select(Spell).where(Spell.referral_id == referral_id)
    return db.session.scalar(query.order_by(Spell.started_on.desc(), Spell.id))


def spells_going_on(person_ids: Iterable[str]) -> dict[str, str]:
    """Map people to the key of the spell in which they work now, the newest of several; nobody else is in it."""
    query = select(Spell.person_id, Spell.id).where(Spell.person_id.in_(list(person_ids)), Spell.ended_on.is_(None))
    return {row.person_id: row.id for row in db.session.execute(query.order_by(Spell.started_on, Spell.id))}


def list_begun(district_id: str, begin: date, end: date) -> list[Spell]:
    """List the spells of work of a district that began from ``begin`` to ``end``, both included, the earliest first."""
    query = select(Spell).where(Spell.district_id == district_id, Spell.started_on.between(begin, end))
    return list(db.session.scalars(query.order_by(Spell.started_on, Spell.id)))


def list_months(person_id: str, first: str | None = None, last: str | None = None) -> list[PersonMonth]:
    """List a person's months of work, oldest first; from ``first`` to ``last`` (``YYYY-MM``), where given."""
    query = select(PersonMonth).where(PersonMonth.person_id == person_id).options(joinedload(PersonMonth.employer))
    if first is not None:
        query = query.where(PersonMonth.month >= first)
    if last is not None:
        query = query.where(PersonMonth.month <= last)
    return list(db.session.scalars(query.order_by(PersonMonth.month, PersonMonth.first_on, PersonMonth.id)))


def hold_going_on(since: date) -> list[Spell]:
    """List the spells that may still gain months: those without an end, or that ended on or after ``since``.

    Inside an act only: nobody ends one of them before that act is over, or a month would be entered after the end.
    """
    query = select(Spell).where(or_(Spell.ended_on.is_(None), Spell.ended_on >= since))
    return list(db.session.scalars(query.order_by(Spell.id).with_for_update(key_share=True)))


def count_filled(position_ids: Iterable[str]) -> dict[str, int]:
    """Count, for each position, the people who work in it now."""
    query = (
        select(Spell.position_id, func.count())
        .where(Spell.position_id.in_(list(position_ids)), Spell.ended_on.is_(None))
        .group_by(Spell.position_id)
    )
    return {position: count for position, count in db.session.execute(query) if position}
