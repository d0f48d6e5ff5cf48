"""Fairs, and the registrations that paired devices (or staff at the desk) hand in there."""

import uuid

from flask import Response, jsonify, request
from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.api import answered, asked, examples
from jobmatch.doors.api.operations import ANYBODY, KEY_HEADER, STAFF, Json, get, take
from jobmatch.doors.api.problems import refuse_fields
from jobmatch.doors.api.tokens import bearer
from jobmatch.fairs import service
from jobmatch.fairs.queries import list_fairs
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival, Source
from jobmatch.seekers.tables import Entrance
from jobmatch.web.language import locale_code
from jobmatch.web.problems import FieldFault

_REGISTERED = answered.Registered()
_FAIRS = answered.page_of(answered.Fair)
_KEY_DOC: Json = {
    "in": "header",
    "name": KEY_HEADER,
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
    "example": examples.SUBMISSION,
    "description": "A UUID of the device's own making, one for each registration; a retry keeps it.",
}


@get("/fairs", tag="fairs", query=asked.PageQuery, answer=_FAIRS, example=examples.FAIRS, security=ANYBODY)
def fairs(query: Json) -> Json:
    """The fairs, the practice fair first, then the newest. For everybody, no token needed."""
    district = find_district()
    found = list_fairs(district.id) if district else []
    return {"items": found[query["offset"] : query["offset"] + query["limit"]], "total": len(found)}


@take(
    "/fairs/<id:fair_id>/registrations",
    tag="fairs",
    body=asked.RegistrationBody,
    sample=examples.REGISTRATION,
    answer=answered.Registered,
    example=examples.REGISTERED,
    status=201,
    at={"fair_id": examples.FAIR},
    key=_KEY_DOC,
    security=[{"deviceToken": []}, *STAFF],
)
def register(given: Json, fair_id: str) -> Response:
    """Register somebody: the answer is the same kind whether or not the person is known."""
    who = bearer()
    if who.fair_id not in (None, fair_id):
        raise LookupError(fair_id)
    entrance = Entrance.KIOSK if who.fair_id else Entrance.DESK
    source = Source("device", who.device_id) if who.device_id else Source("account", who.actor.human_id)
    arrival = Arrival(_key(), who.district_id, entrance, locale_code(), fair_id, source)
    registered = service.register(who.actor, fair_id, arrival, _answers(given, who.fair_id is not None))
    ticket = {"number": registered.ticket.number, "fair": fair_id, "issued_at": registered.ticket.issued_at}
    answer = {"ticket": ticket, "suggestions": service.slip_of(registered.ticket)}
    response = jsonify(_REGISTERED.dump(answer))
    response.status_code = 201 if registered.is_new else 200
    return response


def _answers(given: Json, is_device: bool) -> Answers:
    """Read the answers. *Decision:* a body without ``consents`` comes from an entrance whose own screen asked for both;
    a list that is there is taken literally."""
    if "consents" not in given:
        version = "device" if is_device else "desk"
        given = {"consent_version": version, **given, "consents": ["store", "recommend"]}
    return Answers.read(given, clock.today())


def _key() -> str:
    typed = request.headers.get(KEY_HEADER, "")
    try:
        key = str(uuid.UUID(typed))
    except ValueError:
        key = ""
    if not key or key != typed.lower():
        refuse_fields(FieldFault(KEY_HEADER, _("请在这个请求头里写一个 UUID，每份登记一个。")))
    return key
