"""Keeps in the audit trail that somebody asked for a row that is not there for them: another's, or none at all."""

import uuid

from flask import request

from jobmatch.storage.act import act
from jobmatch.web.signed_in import current_actor, signed_in_user


def record_miss() -> None:
    """Note which endpoint and which keys a signed-in account asked for in vain; a visitor's wrong address is nobody's.

    *Decision:* the trail has the key that was asked for, whether it is another's or nobody's: looking it up there would
    tell the two apart by time. An auditor can.
    """
    asked = {name: value for name, value in (request.view_args or {}).items() if _is_key(value)}
    if asked and signed_in_user() is not None:
        with act(by=current_actor(), action="access.not_found") as this:
            this.note(endpoint=request.endpoint, **asked)


def _is_key(value: object) -> bool:
    try:
        return str(uuid.UUID(str(value))) == value
    except ValueError:
        return False
