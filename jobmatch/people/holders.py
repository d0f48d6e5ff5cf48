"""Who holds a certificate: the stock on a day and the flow of a period, both counted from certificate events."""

from datetime import date

from sqlalchemy import ColumnElement, case, func, or_, select

from jobmatch.people.register_tables import ENTERING, LEAVING, CertificateEvent, EventKind
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.base import db


def list_holders(district_id: str, on: date) -> list[str]:
    """List the entering event that makes each person a holder on a day, in the order of their keys.

    A holder came (新办, 迁入) by ``on`` and has not left (注销, 迁出) since by then. *Decision:* whose card is frozen
    is a holder all the same, for a freeze ends again. People of other registers never count.
    """
    newest = (CertificateEvent.on_day.desc(), CertificateEvent.turn.desc())
    # Of what happened at once, coming outweighs leaving: only what is later makes somebody leave.
    came_first = case((CertificateEvent.kind.in_(ENTERING), 0), else_=1)
    back = func.row_number().over(
        partition_by=CertificateEvent.person_id, order_by=(*newest, came_first, CertificateEvent.id.desc())
    )
    last = select(CertificateEvent.id, CertificateEvent.kind, back.label("back"))
    last = last.where(
        *_in_register(district_id), CertificateEvent.kind.in_((*ENTERING, *LEAVING)), CertificateEvent.on_day <= on
    )
    found = last.subquery()
    query = select(found.c.id).where(found.c.back == 1, found.c.kind.in_(ENTERING))
    return sorted(db.session.scalars(query))


def list_new_holders(district_id: str, begin: date, end: date) -> list[str]:
    """List the events by which somebody was given a first certificate (新办), both days included."""
    query = select(func.min(CertificateEvent.id)).where(
        *_in_register(district_id),
        CertificateEvent.kind == EventKind.ISSUED,
        CertificateEvent.on_day.between(begin, end),
    )
    query = query.group_by(CertificateEvent.person_id, CertificateEvent.on_day)
    return sorted(db.session.scalars(query))


def _in_register(district_id: str) -> tuple[ColumnElement[bool], ...]:
    """Leave out who is of another register or was merged: they are few, and an index lists them."""
    others = select(Person.id).where(
        Person.district_id == district_id,
        or_(Person.source != PersonSource.REGISTER, Person.merged_into_id.is_not(None)),
    )
    return (CertificateEvent.district_id == district_id, CertificateEvent.person_id.not_in(others))
