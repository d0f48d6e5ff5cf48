"""``jobmatch fair``: the fairs, and the devices paired with them."""

import click

from jobmatch.cli.common import as_json, in_app, print_json, refuse, the_district
from jobmatch.cli.lists import print_rows
from jobmatch.fairs.devices import pair_device, revoke_device
from jobmatch.fairs.queries import find_fair, get_device, list_devices, list_fairs
from jobmatch.fairs.tables import Fair
from jobmatch.storage.act import MACHINE

NAME_MOST = 60


@click.group()
def fair() -> None:
    """Job fairs."""


@fair.command("list")
@as_json
@in_app
def list_fairs_command(json_out: bool) -> None:
    """List the fairs; the practice fair is first."""
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "kind": one.kind.value,
            "is_practice": one.is_practice,
            "starts_on": str(one.starts_on),
            "ends_on": str(one.ends_on) if one.ends_on else None,
        }
        for one in list_fairs(the_district().id)
    ]
    print_rows(rows, json_out)


@fair.command()
@click.argument("fair_id", metavar="FAIR")
@click.option("--name", required=True, help="What the device is called, such as: kiosk at the east door.")
@as_json
@in_app
def pair(fair_id: str, name: str, json_out: bool) -> None:
    """Pair a device with a fair; its token, which registers people there, is printed once."""
    found = the_fair(fair_id)
    name = name.strip()
    if not name or len(name) > NAME_MOST:
        refuse(f"Give the device a name of 1 to {NAME_MOST} characters.")
    paired = pair_device(MACHINE, found, name)
    if json_out:
        print_json({"token": paired.token})
    else:
        click.echo(paired.token)


@fair.command()
@click.argument("fair_id", metavar="FAIR")
@as_json
@in_app
def devices(fair_id: str, json_out: bool) -> None:
    """List the devices paired with a fair, oldest first, revoked ones too."""
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "paired_at": one.created_at.isoformat(),
            "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
        }
        for one in list_devices(the_fair(fair_id).id)
    ]
    print_rows(rows, json_out)


@fair.command()
@click.argument("device_id", metavar="DEVICE")
@as_json
@in_app
def revoke(device_id: str, json_out: bool) -> None:
    """End the token of a device that was lost or has done its work; it registers nobody from then on."""
    try:
        device = get_device(the_district().id, device_id)
    except LookupError:
        refuse(f"There is no device with the id '{device_id}'. See: jobmatch fair devices FAIR")
    revoke_device(MACHINE, device)
    if json_out:
        print_json({"revoked": device_id})
    else:
        click.echo(f"{device_id} opens nothing any more.")


def the_fair(fair_id: str) -> Fair:
    """Return the fair of that key in this installation's district; stops with exit 2 where there is none."""
    found = find_fair(fair_id)
    if found is None or found.district_id != the_district().id:
        refuse(f"There is no fair with the id '{fair_id}'. See: jobmatch fair list")
    return found
