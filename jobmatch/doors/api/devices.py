"""What a paired device needs to go on without a network: what it seals to, numbers, and what it ranks with."""

from typing import Any

from flask import Response, jsonify

from jobmatch import clock
from jobmatch.accounts.queries import list_towns
from jobmatch.doors.api import answered, asked, examples
from jobmatch.doors.api.fairs import UUID_KEY
from jobmatch.doors.api.handed_in import uuid_key
from jobmatch.doors.api.operations import Json, get, take
from jobmatch.doors.api.tokens import Bearer, bearer
from jobmatch.fairs import blocks, slips
from jobmatch.fairs.queries import get_device
from jobmatch.matching.coding.wishes import wish_codes
from jobmatch.storage.envelopes import public_key
from jobmatch.web.kinds_of_work import KINDS_OF_WORK

DEVICE: list[Json] = [{"deviceToken": []}]
_NUMBERS = answered.Numbers()


@get(
    "/device",
    tag="devices",
    query=asked.DeviceQuery,
    answer=answered.Device,
    example=examples.DEVICE,
    security=DEVICE,
)
def device(query: Json) -> Json:
    """Who the device is, what it seals to, the time here, and which of its numbers `first` to `last` have not come."""
    who = bearer()
    found = get_device(who.district_id, _device_id(who))
    missing = blocks.list_missing(found.id, query["first"], query["last"]) if query else []
    about: dict[str, Any] = {"id": found.id, "name": found.name, "fair": found.fair, "now": clock.now()}
    return {**about, "key": public_key()._asdict(), "missing": missing}


@take(
    "/device/numbers",
    tag="devices",
    body=asked.NoBody,
    sample={},
    answer=answered.Numbers,
    example=examples.NUMBERS,
    status=201,
    at=None,
    key=UUID_KEY,
    security=DEVICE,
)
def numbers(_given: Json) -> Response:
    """Give the device the next block of ticket numbers; the same key is given the same block."""
    who = bearer()
    block, is_new = blocks.reserve(who.actor, _device_id(who), str(who.fair_id), uuid_key())
    response = jsonify(_NUMBERS.dump({"first": block.first, "last": block.last}))
    response.status_code = 201 if is_new else 200
    return response


@get("/device/offers", tag="devices", answer=answered.Offers, example=examples.OFFERS, security=DEVICE)
def offers(_query: Json) -> Json:
    """The positions at the device's fair with what ranks them: public facts only."""
    who = bearer()
    towns = {one.id: {"name": one.name, "lat": one.lat, "lon": one.lon} for one in list_towns(who.district_id)}
    wishes = {word: wish_codes([word]) for word, _label in KINDS_OF_WORK}
    return {**slips.for_devices(str(who.fair_id), who.district_id), "towns": towns, "wishes": wishes}


def _device_id(who: Bearer) -> str:
    """A staff token never comes this far: the access table lets devices alone in."""
    return str(who.device_id)
