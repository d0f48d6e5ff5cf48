"""Turns a refusal into a problem document: which status, which fields, which sentence."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _

from jobmatch.doors.api.tokens import bearer
from jobmatch.fairs.limits import TooManyError
from jobmatch.seekers.answers import AnswersError
from jobmatch.storage.act import act
from jobmatch.storage.idempotency import KeyReusedError
from jobmatch.web.language import locale_code
from jobmatch.web.problems import FieldFault, problem, sentences
from jobmatch.wording import SentenceError

# Refusals that a field of the request can mend; every other one is a conflict with what is kept.
_FIELDS = {
    "referral.decline_needs_a_reason": "reason",
    "referral.reason_without_declining": "reason",
    "referral.meets_in_the_past": "meet_on",
    "hire.start_too_early": "started_on",
    "hire.start_too_late": "started_on",
    "hire.too_young": "started_on",
    "hire.contract_ends_before_it_begins": "contract_until",
}


def register(blueprint: Blueprint) -> None:
    """Answer what the subjects raise inside ``blueprint``."""
    blueprint.register_error_handler(SentenceError, _refused)
    blueprint.register_error_handler(TooManyError, _too_many)
    blueprint.register_error_handler(KeyReusedError, _key_reused)
    blueprint.register_error_handler(LookupError, _unknown)


def refuse_fields(*faults: FieldFault) -> NoReturn:
    """Answer 422 with what is wrong in which field."""
    abort(problem(422, *sentences(422), faults))


def refuse_messages(messages: Mapping[str, Any]) -> NoReturn:
    """Answer 422 with a schema's messages (nested by field)."""
    refuse_fields(*_flat(messages, ""))


def refuse_body(detail: str) -> NoReturn:
    """Answer 400: the body is no JSON object that can be read one way only."""
    abort(problem(400, sentences(400)[0], detail))


def _flat(messages: Any, path: str) -> Iterator[FieldFault]:
    if not isinstance(messages, Mapping):
        said = messages if isinstance(messages, list) else [messages]
        yield from (FieldFault(path, str(message)) for message in said)
        return
    for name, inner in messages.items():
        # "_schema" is what the library calls the object itself; a long name is somebody's test of our patience.
        step = "" if name == "_schema" else str(name)[:40]
        yield from _flat(inner, ".".join(filter(None, (path, step))))


def _refused(error: SentenceError) -> Response:
    sentence = error.sentence(locale_code())
    field = error.field if isinstance(error, AnswersError) else _FIELDS.get(error.key) or error.values.get("where")
    if field is None:
        return problem(409, sentences(409)[0], sentence)
    return problem(422, *sentences(422), [FieldFault(str(field), sentence)])


def _too_many(error: TooManyError) -> Response:
    status = HTTPStatus.TOO_MANY_REQUESTS
    headers = {"Retry-After": str(error.retry_after)}
    return problem(status, sentences(status)[0], error.sentence(locale_code()), headers=headers)


def _key_reused(_error: KeyReusedError) -> Response:
    detail = _("这个 Idempotency-Key 已经用于另一份内容。新的内容请用新的键。")
    return problem(409, sentences(409)[0], detail)


def _unknown(error: LookupError) -> Response:
    if type(error) is not LookupError:  # a KeyError is a fault of the program, not an unknown id
        raise error
    with act(by=bearer().actor, action="access.not_found") as this:
        this.note(endpoint=request.endpoint)
    return problem(404, *sentences(404))
