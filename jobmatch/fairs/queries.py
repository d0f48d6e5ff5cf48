"""Questions about fairs, booths, devices and tickets."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, or_, select, true
from sqlalchemy.orm import joinedload

from jobmatch.accounts.passwords import token_digest
from jobmatch.employers.tables import Employer, Position, PositionState
from jobmatch.fairs.tables import Booth, Device, Fair, LimitScope, Ticket
from jobmatch.matching.prepared import PositionRow
from jobmatch.matching.queries import select_position_rows
from jobmatch.seekers.tables import Submission
from jobmatch.storage.base import connection, db

# What every registration asks is put together once: that took as long as asking it.
_DEVICES, _FAIRS = Device.metadata.tables["devices"].c, Fair.metadata.tables["fairs"].c
_FIND_PAIRED = (
    select(_DEVICES.id, _DEVICES.fair_id, _FAIRS.district_id)
    .join(_FAIRS.id.table, _FAIRS.id == _DEVICES.fair_id)
    .where(_DEVICES.token_hash == bindparam("digest"), _DEVICES.revoked_at.is_(None))
)
_SUBMISSIONS = Submission.metadata.tables["submissions"].c


def _count_since(*where: ColumnElement[bool]) -> ScalarSelect[int]:
    counted = (*where, _SUBMISSIONS.received_at > bindparam("since"))
    return select(func.count()).select_from(_SUBMISSIONS.id.table).where(*counted).scalar_subquery()


_FIND_STANDING = select(
    _FAIRS.district_id,
    _count_since(_SUBMISSIONS.source == bindparam("source")),
    _count_since(_SUBMISSIONS.fair_id == bindparam("fair")),
    _count_since(),
).where(_FAIRS.id == bindparam("fair"))


class Offered(NamedTuple):
    """An open position at a fair, as matching reads it, and the number of the booth where it is offered."""

    position: PositionRow
    booth: int


def list_fairs(district_id: str, on: date | None = None) -> list[Fair]:
    """List fairs, the practice fair first, then the newest; with ``on``, only those that take registrations then."""
    query = select(Fair).where(Fair.district_id == district_id)
    if on is not None:
        query = query.where(Fair.starts_on <= on, or_(Fair.ends_on.is_(None), Fair.ends_on >= on))
    return list(db.session.scalars(query.order_by(Fair.is_practice.desc(), Fair.starts_on.desc(), Fair.id)))


def find_fair(fair_id: str) -> Fair | None:
    """Return the fair of that key, or None."""
    return db.session.get(Fair, fair_id)


class Standing(NamedTuple):
    """Whose fair it is, and how many registrations came within a window: from one source, there, in all."""

    district_id: str
    of_source: int
    at_fair: int
    in_all: int


class PairedDevice(NamedTuple):
    """A device whose token is good, and the fair that it registers people at."""

    id: str
    fair_id: str
    district_id: str


def find_device(token: str) -> Device | None:
    """Return the device that ``token`` belongs to, or None when it is unknown or revoked."""
    return db.session.scalar(
        select(Device).where(Device.token_hash == token_digest(token), Device.revoked_at.is_(None))
    )


def list_devices(fair_id: str) -> list[Device]:
    """List the devices paired with a fair, oldest first, revoked ones too."""
    query = select(Device).where(Device.fair_id == fair_id)
    return list(db.session.scalars(query.order_by(Device.created_at, Device.id)))


def get_device(district_id: str, device_id: str) -> Device:
    """Return the device of that key at a fair of that district. Raises ``LookupError``."""
    query = select(Device).join(Fair).where(Fair.district_id == district_id, Device.id == device_id)
    device = db.session.scalar(query)
    if device is None:
        raise LookupError(device_id)
    return device


def find_paired(token: str) -> PairedDevice | None:
    """Return what a device may do whose token is good, or None. Asked for every registration that a device hands in."""
    row = connection().execute(_FIND_PAIRED, {"digest": token_digest(token)}).one_or_none()
    return None if row is None else PairedDevice(*row)


def find_standing(fair_id: str, source: str | None, since: datetime) -> Standing | None:
    """Return whose fair it is and how many registrations came since, or None where there is no such fair."""
    row = connection().execute(_FIND_STANDING, {"fair": fair_id, "source": source, "since": since}).one_or_none()
    return None if row is None else Standing(*row)


def find_oldest_since(scope: LimitScope, key: str, since: datetime) -> datetime | None:
    """Return when the first of the registrations came that a limit counts, or None where there is none."""
    counted = {LimitScope.FAIR: _SUBMISSIONS.fair_id == key, LimitScope.ALL: true()}
    which = counted.get(scope, _SUBMISSIONS.source == key)
    oldest = select(func.min(_SUBMISSIONS.received_at)).where(which, _SUBMISSIONS.received_at > since)
    found: datetime | None = connection().scalar(oldest)
    return found


def list_booths(fair_id: str) -> list[Booth]:
    """List the booths of a fair by number."""
    query = select(Booth).where(Booth.fair_id == fair_id).options(joinedload(Booth.employer))
    return list(db.session.scalars(query.order_by(Booth.number)))


def find_booth(district_id: str, booth_id: str) -> Booth | None:
    """Return the booth of that key at a fair of that district, or None."""
    query = select(Booth).join(Fair).where(Fair.district_id == district_id, Booth.id == booth_id)
    return db.session.scalar(query.options(joinedload(Booth.fair), joinedload(Booth.employer)))


def list_positions_at(fair_id: str) -> list[Position]:
    """List the open positions of the employers with a booth at a fair, by title."""
    query = (
        select(Position)
        .join(Booth, Booth.employer_id == Position.employer_id)
        .where(Booth.fair_id == fair_id, Position.state == PositionState.OPEN)
        .options(joinedload(Position.employer).joinedload(Employer.town), joinedload(Position.town))
    )
    return list(db.session.scalars(query.order_by(Position.title, Position.id)))


def list_offered(fair_id: str) -> list[Offered]:
    """List the open positions at a fair with their booths, by position."""
    return _offered(_select_offered(), fair=fair_id)


def list_offered_among(fair_id: str, position_ids: Collection[str]) -> list[Offered]:
    """List those of ``position_ids`` that are open at a fair, with their booths, by position."""
    return _offered(_select_offered_among(), fair=fair_id, among=list(position_ids))


def _offered(query: Select[Any], **values: object) -> list[Offered]:
    # Asked of the connection: nothing that waits to be written is written for it.
    found = connection().execute(query, values).all()
    return [Offered(PositionRow._make(row[:-1]), row[-1]) for row in found]


@cache
def _select_offered() -> Select[Any]:
    """The question is put together once: it has 26 columns and is asked twice for every registration."""
    query = select_position_rows().join(Booth, Booth.employer_id == Position.employer_id).add_columns(Booth.number)
    return query.where(Booth.fair_id == bindparam("fair"), Position.state == PositionState.OPEN)


@cache
def _select_offered_among() -> Select[Any]:
    return _select_offered().where(Position.id.in_(bindparam("among", expanding=True)))


def ticket_numbers(submission_ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the tickets given for submissions, by the submission's key."""
    query = select(Ticket.submission_id, Ticket.number).where(Ticket.submission_id.in_(list(submission_ids)))
    return {row.submission_id: row.number for row in db.session.execute(query)}


def has_tickets(fair_id: str) -> bool:
    """Tell whether anybody has a ticket of that fair; numbers that devices hold in reserve are none."""
    return db.session.scalar(select(Ticket.id).where(Ticket.fair_id == fair_id).limit(1)) is not None


def find_ticket(submission_id: str) -> Ticket | None:
    """Return the ticket given for a submission, or None."""
    query = select(Ticket).where(Ticket.submission_id == submission_id).options(joinedload(Ticket.fair))
    return db.session.scalar(query)
