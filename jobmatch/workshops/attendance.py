"""The roll of a day at an institution: who is on it, entering it at once, and the trace of what is put right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.people.tables import Person
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError
from jobmatch.workshops import attendance_rules as rules
from jobmatch.workshops.attendance_tables import Attendance, AttendanceCorrection, Presence
from jobmatch.workshops.placement_tables import Placement
from jobmatch.workshops.rules import Reason
from jobmatch.workshops.tables import Institution


class AttendanceRefusedError(SentenceError):
    """A roll cannot be entered; its sentence says why."""


@dataclass(frozen=True)
class Entry:
    """How somebody was there, and for how many minutes where somebody typed them."""

    presence: Presence
    minutes: int | None = None


@dataclass(frozen=True)
class Entered:
    """What entering a roll did: days entered anew, days put right."""

    new: int
    corrected: int


def list_roll(institution_id: str, on: date) -> list[Placement]:
    """List who is on the roll of a day, by name: on trial or under an agreement then, whatever came later."""
    query = select(Placement).where(
        Placement.institution_id == institution_id,
        Placement.trial_from_on <= on,
        or_(Placement.ended_on.is_(None), Placement.ended_on >= on),
    )
    found = db.session.scalars(query.options(joinedload(Placement.person)))
    return sorted(found, key=lambda one: (one.person.name_pinyin, one.person.name, one.id))


def list_days(institution_id: str, first: date, last: date) -> list[Attendance]:
    """List what was entered at an institution from a day to a day, in order."""
    query = select(Attendance).join(Attendance.placement)
    query = query.where(Placement.institution_id == institution_id, Attendance.on_day.between(first, last))
    return list(db.session.scalars(query.order_by(Attendance.on_day, Attendance.placement_id)))


def count_corrections(institution_id: str, first: date, last: date) -> dict[str, int]:
    """Count, by placement, how often days from a day to a day were put right."""
    query = select(Attendance.placement_id, func.count()).join(Attendance.placement)
    query = query.join(AttendanceCorrection, AttendanceCorrection.attendance_id == Attendance.id)
    query = query.where(Placement.institution_id == institution_id, Attendance.on_day.between(first, last))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Attendance.placement_id))}


def list_names(placement_ids: Iterable[str]) -> list[tuple[str, str]]:
    """List placements with their person's name, by name."""
    query = select(Placement.id, Person.name).join(Placement.person).where(Placement.id.in_(list(placement_ids)))
    found = db.session.execute(query.order_by(Person.name_pinyin, Person.name, Placement.id))
    return [(row[0], row[1]) for row in found]


def enter_roll(by: Actor, institution: Institution, on: date, entries: Mapping[str, Entry]) -> Entered:
    """Enter how everybody was there on a day, by placement; what was entered otherwise before leaves a trace.

    All or nothing. Raises ``AttendanceRefusedError`` for a day that is not open, for somebody who is not on that day's
    roll, and for hours of somebody who was away.
    """
    with act(by=by, action="roll.entered", about=institution) as this:
        _refuse(rules.find_day_fault(on, clock.today()))
        roll = {one.id: one for one in list_roll(institution.id, on)}
        before = {one.placement_id: one for one in list_days(institution.id, on, on)}
        new = corrected = 0
        for key, entry in entries.items():
            if key not in roll:
                raise AttendanceRefusedError("attendance.not_on_the_roll")
            _refuse(rules.find_entry_fault(entry.presence, entry.minutes))
            minutes = rules.minutes_of(entry.presence, roll[key].hours_week, entry.minutes)
            if key not in before:
                db.session.add(_new(by, roll[key], on, entry.presence, minutes))
                new += 1
            elif (before[key].presence, before[key].minutes) != (entry.presence, minutes):
                _correct(by, before[key], entry.presence, minutes)
                corrected += 1
        if not new and not corrected:
            this.cancel()
        this.note(rows=new, count=corrected)
    return Entered(new, corrected)


def _new(by: Actor, placement: Placement, on: date, presence: Presence, minutes: int) -> Attendance:
    return Attendance(
        district_id=placement.district_id,
        placement_id=placement.id,
        on_day=on,
        presence=presence,
        minutes=minutes,
        recorded_by=by.human_id,
        recorded_at=clock.now(),
    )


def _correct(by: Actor, day: Attendance, presence: Presence, minutes: int) -> None:
    with act(by=by, action="attendance.corrected", about=day) as this:
        db.session.add(
            AttendanceCorrection(
                district_id=day.district_id,
                attendance_id=day.id,
                presence_before=day.presence,
                minutes_before=day.minutes,
                corrected_by=by.human_id,
                corrected_at=clock.now(),
            )
        )
        day.presence, day.minutes = presence, minutes
        this.note(person=day.placement.person_id)


def _refuse(fault: Reason | None) -> None:
    if fault is not None:
        raise AttendanceRefusedError(fault.key, **fault.values)
