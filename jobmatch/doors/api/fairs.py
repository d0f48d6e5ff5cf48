"""Fairs, and the registrations that paired devices (or staff at the desk) hand in there."""

from flask import Response, jsonify

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.api import answered, asked, examples
from jobmatch.doors.api.handed_in import answers_in, handed_by, uuid_key
from jobmatch.doors.api.operations import ANYBODY, KEY_HEADER, STAFF, Json, get, take
from jobmatch.doors.api.tokens import bearer
from jobmatch.fairs import service
from jobmatch.fairs.queries import list_fairs
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival, Source
from jobmatch.seekers.tables import Entrance
from jobmatch.web.language import locale_code

_REGISTERED = answered.Registered()
_FAIRS = answered.page_of(answered.Fair)
UUID_KEY: Json = {
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
    body=asked.HandedInBody,
    sample=examples.REGISTRATION,
    answer=answered.Registered,
    example=examples.REGISTERED,
    status=201,
    at={"fair_id": examples.FAIR},
    key=UUID_KEY,
    security=[{"deviceToken": []}, *STAFF],
)
def register(given: Json, fair_id: str) -> Response:
    """Register somebody: the answer is the same kind whether or not the person is known."""
    who = bearer()
    if who.fair_id not in (None, fair_id):
        raise LookupError(fair_id)
    entrance = Entrance.KIOSK if who.fair_id else Entrance.DESK
    source = Source("device", who.device_id) if who.device_id else Source("account", who.actor.human_id)
    arrival = Arrival(uuid_key(), who.district_id, entrance, locale_code(), fair_id, source)
    answers = _answers(answers_in(given, fair_id, arrival.key), who.fair_id is not None)
    registered = service.register(who.actor, fair_id, arrival, answers, handed=handed_by(who, given))
    ticket = {"number": registered.ticket.number, "fair": fair_id, "issued_at": registered.ticket.issued_at}
    answer = {"id": arrival.key, "ticket": ticket, "suggestions": service.slip_of(registered.ticket)}
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
