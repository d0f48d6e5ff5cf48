"""Blocks of ticket numbers: a device gives them out without asking, so what it tells somebody offline stays true."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select, update

from jobmatch import clock
from jobmatch.fairs.tables import Device, Ticket, TicketBlock
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import Base, connection, db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.rows import keep
from jobmatch.wording import SentenceError

BLOCK = 100
"""Numbers in a block: more than a kiosk registers in half a day (10 to 20 an hour)."""

UNUSED_MOST = 1000
"""A device may hold so many numbers that it has not used: an outbox of 500 and a reserve, and no endless hoard."""

CLOCK_TRUSTED = timedelta(minutes=5)
_SAME_KEY = "ticket_blocks_pk"
_FAIRS = Base.metadata.tables["fairs"].c
_RESERVING = (
    update(_FAIRS.id.table)
    .where(_FAIRS.id == bindparam("fair"))
    .values(last_ticket=_FAIRS.last_ticket + BLOCK)
    .returning(_FAIRS.last_ticket)
)


class BlockRefusedError(SentenceError):
    """A device gets no numbers, or gives one out that it does not have; the sentence says why."""


class Handed(NamedTuple):
    """What a device says of a registration that it took by itself: the number told, and when, if that is believed."""

    device_id: str
    number: int
    taken_at: datetime | None


def reserve(by: Actor, device_id: str, fair_id: str, key: str) -> tuple[TicketBlock, bool]:
    """Give a device the next block of numbers; the same key gives the same block, and False.

    Raises ``BlockRefusedError`` where it holds too many that it has not used, or the key is another device's.
    """
    if (earlier := _find(key, device_id)) is not None:
        return earlier, False
    try:
        with act(by=by, action="fair.numbers_reserved") as this:
            if count_unused(device_id) + BLOCK > UNUSED_MOST:
                raise BlockRefusedError("numbers.enough", most=UNUSED_MOST)
            last = int(connection().execute(_RESERVING, {"fair": fair_id}).scalar_one())
            block = TicketBlock(
                id=key,
                fair_id=fair_id,
                device_id=device_id,
                first=last - BLOCK + 1,
                last=last,
                given_at=clock.now(),
            )
            keep(block)
            this.about(block)
            this.note(device=device_id, first=block.first, last=block.last)
    except BrokenRuleError as error:
        earlier = _find(key, device_id) if error.rule == _SAME_KEY else None
        if earlier is None:
            raise
        return earlier, False
    return block, True


def refuse_foreign(fair_id: str, handed: Handed) -> None:
    """Raise ``BlockRefusedError`` where a number is not in a block of that device at that fair.

    *Decision* (docs/decisions/0152): a block of a device that was revoked there will do: a machine that was paired anew
    still has what it told people before, and nobody else can give those numbers out.
    """
    held = select(TicketBlock.id).join(Device, Device.id == TicketBlock.device_id)
    held = held.where(
        or_(Device.id == handed.device_id, Device.revoked_at.is_not(None)),
        TicketBlock.fair_id == fair_id,
        TicketBlock.first <= handed.number,
        TicketBlock.last >= handed.number,
    )
    if connection().scalar(held.limit(1)) is None:
        raise BlockRefusedError("numbers.not_yours", number=handed.number)


def list_missing(device_id: str, first: int, last: int) -> list[int]:
    """List the numbers of a device's blocks from ``first`` to ``last`` with which no registration has come."""
    blocks = db.session.scalars(select(TicketBlock).where(TicketBlock.device_id == device_id)).all()
    held = {n for one in blocks for n in range(max(first, one.first), min(last, one.last) + 1)}
    if not held:
        return []
    came = select(Ticket.number).where(Ticket.fair_id == blocks[0].fair_id, Ticket.number.between(first, last))
    return sorted(held - set(db.session.scalars(came)))


def count_unused(device_id: str) -> int:
    """Count the numbers of a device with which no registration has come yet."""
    given = select(func.sum(TicketBlock.last - TicketBlock.first + 1)).where(TicketBlock.device_id == device_id)
    used = (
        select(func.count())
        .select_from(Ticket)
        .join(TicketBlock, TicketBlock.fair_id == Ticket.fair_id)
        .where(TicketBlock.device_id == device_id, Ticket.number.between(TicketBlock.first, TicketBlock.last))
    )
    return int(db.session.scalar(given) or 0) - int(db.session.scalar(used) or 0)


def believed(taken_at: datetime | None, sent_at: datetime | None, now: datetime) -> datetime | None:
    """Return when a registration was taken, where the device's clock agrees with ours within five minutes, else None.

    The device says what its clock shows as it sends: only that tells a wrong clock from a long wait in the outbox.
    """
    if taken_at is None or sent_at is None or abs(sent_at - now) > CLOCK_TRUSTED or taken_at > sent_at:
        return None
    return taken_at


def _find(key: str, device_id: str) -> TicketBlock | None:
    block = db.session.get(TicketBlock, key)
    if block is not None and block.device_id != device_id:
        raise BlockRefusedError("numbers.key_used")
    return block
