"""Questions about fairs, booths, devices and tickets."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from jobmatch.accounts.passwords import token_digest
from jobmatch.employers.tables import Employer, Position, PositionState
from jobmatch.fairs.tables import Booth, Device, Fair, Ticket
from jobmatch.storage.base import db


def list_fairs(district_id: str, on: date | None = None) -> list[Fair]:
    """List fairs, the practice fair first, then the newest; with ``on``, only those that take registrations then."""
    query = select(Fair).where(Fair.district_id == district_id)
    if on is not None:
        query = query.where(Fair.starts_on <= on, or_(Fair.ends_on.is_(None), Fair.ends_on >= on))
    return list(db.session.scalars(query.order_by(Fair.is_practice.desc(), Fair.starts_on.desc(), Fair.id)))


def find_fair(fair_id: str) -> Fair | None:
    """Return the fair of that key, or None."""
    return db.session.get(Fair, fair_id)


def find_device(token: str) -> Device | None:
    """Return the device that ``token`` belongs to, or None when it is unknown or revoked."""
    query = select(Device).where(Device.token_hash == token_digest(token), Device.revoked_at.is_(None))
    return db.session.scalar(query.options(joinedload(Device.fair)))


def list_booths(fair_id: str) -> list[Booth]:
    """List the booths of a fair by number."""
    query = select(Booth).where(Booth.fair_id == fair_id).options(joinedload(Booth.employer))
    return list(db.session.scalars(query.order_by(Booth.number)))


def list_positions_at(fair_id: str) -> list[Position]:
    """List the open positions of the employers with a booth at a fair, by title."""
    query = (
        select(Position)
        .join(Booth, Booth.employer_id == Position.employer_id)
        .where(Booth.fair_id == fair_id, Position.state == PositionState.OPEN)
        .options(joinedload(Position.employer).joinedload(Employer.town), joinedload(Position.town))
    )
    return list(db.session.scalars(query.order_by(Position.title, Position.id)))


def ticket_numbers(submission_ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the tickets given for submissions, by the submission's key."""
    query = select(Ticket.submission_id, Ticket.number).where(Ticket.submission_id.in_(list(submission_ids)))
    return {row.submission_id: row.number for row in db.session.execute(query)}


def find_ticket(submission_id: str) -> Ticket | None:
    """Return the ticket given for a submission, or None."""
    query = select(Ticket).where(Ticket.submission_id == submission_id).options(joinedload(Ticket.fair))
    return db.session.scalar(query)
