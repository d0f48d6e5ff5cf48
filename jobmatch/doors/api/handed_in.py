"""A registration as a device hands it in: its key, its number, and answers that may be sealed."""

import uuid
from typing import Any

from flask import request
from flask_babel import gettext as _
from marshmallow import ValidationError

from jobmatch import clock
from jobmatch.doors.api import strict_json
from jobmatch.doors.api.asked import RegistrationBody
from jobmatch.doors.api.operations import KEY_HEADER, Json
from jobmatch.doors.api.problems import refuse_fields, refuse_messages
from jobmatch.doors.api.tokens import Bearer
from jobmatch.fairs.blocks import Handed, believed
from jobmatch.storage.envelopes import Envelope, EnvelopeBrokenError, bound_to, open_envelope
from jobmatch.web.problems import FieldFault

_ANSWERS = RegistrationBody()
_OF_THE_DEVICE = {"sealed", "number", "taken_at", "sent_at"}


def uuid_key() -> str:
    """Return the Idempotency-Key of the request, a UUID in canonical spelling; any other is refused."""
    typed = request.headers.get(KEY_HEADER, "")
    try:
        key = str(uuid.UUID(typed))
    except ValueError:
        key = ""
    if not key or key != typed.lower():
        refuse_fields(FieldFault(KEY_HEADER, _("请在这个请求头里写一个 UUID，每份登记一个。")))
    return key


def answers_in(given: Json, fair_id: str, key: str) -> Json:
    """Return the answers of a body, opened where they came sealed; what does not open or fit is refused by field."""
    if "sealed" not in given:
        return {name: value for name, value in given.items() if name not in _OF_THE_DEVICE}
    try:
        opened = open_envelope(Envelope(**given["sealed"]), bound_to(fair_id, key))
        answers: Any = strict_json.read(opened)
    except (EnvelopeBrokenError, strict_json.UnreadableError):
        refuse_fields(FieldFault("sealed", _("这份登记打不开：封它用的钥匙这里没有，或者传坏了。请工作人员处理。")))
    try:
        return dict(_ANSWERS.load(answers))
    except ValidationError as error:
        refuse_messages(error.messages_dict)


def handed_by(who: Bearer, given: Json) -> Handed | None:
    """Return what a device says of a registration that it took by itself; None: the number is drawn here."""
    if "number" not in given:
        return None
    if who.device_id is None:
        refuse_fields(FieldFault("number", _("只有和招聘会配对的机器才能自己发号码。")))
    taken_at = believed(given.get("taken_at"), given.get("sent_at"), clock.now())
    return Handed(who.device_id, given["number"], taken_at)
