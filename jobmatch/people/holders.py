"""Who holds a certificate: the stock on a day and the flow of a period, both counted from certificate events."""

from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from jobmatch.people.register_tables import ENTERING, LEAVING, CertificateEvent, EventKind
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.base import db


def list_holders(district_id: str, on: date) -> list[str]:
    """List the entering event that makes each person a holder on a day, in the order of their keys.

    A holder came (新办, 迁入) by ``on`` and has not left (注销, 迁出) since by then. *Decision:* whose card is frozen
    is a holder all the same, for a freeze ends again. People of other registers never count.
    """
    latest = select(
        CertificateEvent,
        func.row_number()
        .over(
            partition_by=CertificateEvent.person_id,
            order_by=(CertificateEvent.on_day.desc(), CertificateEvent.turn.desc(), CertificateEvent.id.desc()),
        )
        .label("back"),
    )
    latest = latest.where(
        *_in_register(district_id), CertificateEvent.kind.in_(ENTERING), CertificateEvent.on_day <= on
    )
    came, left = latest.subquery(), aliased(CertificateEvent)
    gone = select(left.id).where(
        left.person_id == came.c.person_id,
        left.kind.in_(LEAVING),
        left.on_day <= on,
        or_(left.on_day > came.c.on_day, (left.on_day == came.c.on_day) & (left.turn > came.c.turn)),
    )
    query = select(came.c.id).where(came.c.back == 1, ~gone.exists())
    return list(db.session.scalars(query.order_by(came.c.id)))


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
    registered = select(Person.id).where(
        Person.district_id == district_id,
        Person.source == PersonSource.REGISTER,
        Person.merged_into_id.is_(None),
    )
    return (CertificateEvent.district_id == district_id, CertificateEvent.person_id.in_(registered))
