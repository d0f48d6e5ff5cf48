"""Acts on the devices of a fair: pair one, revoke it."""

from typing import NamedTuple

from jobmatch import clock
from jobmatch.accounts.passwords import new_token, token_digest
from jobmatch.fairs.tables import Device, Fair
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db


class Paired(NamedTuple):
    """A device just paired, with the token that is shown once."""

    device: Device
    token: str


def pair_device(by: Actor, fair: Fair, name: str) -> Paired:
    """Pair a device with ``fair``: its token registers people there and opens nothing else."""
    token = new_token()
    with act(by=by, action="device.paired") as this:
        device = Device(fair_id=fair.id, name=name, token_hash=token_digest(token), created_at=clock.now())
        db.session.add(device)
        this.about(device)
        this.note(fair=fair.id)
    return Paired(device, token)


def revoke_device(by: Actor, device: Device) -> None:
    """End a device's token at once."""
    with act(by=by, action="device.revoked", about=device):
        if device.revoked_at is None:
            device.revoked_at = clock.now()
