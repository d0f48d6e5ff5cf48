"""``@get`` and ``@post``: one operation with its address, what it takes, what it answers, and its examples.

An operation is a plain function: what was asked, already checked, and the values in its address go in; the answer's
fields come out. A POST with an ``Idempotency-Key`` is done once, its answer kept in the same commit.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from flask import Response, jsonify, request
from flask_babel import gettext as _
from marshmallow import Schema

from jobmatch.doors.api.asked import NoQuery
from jobmatch.doors.api.blueprint import blueprint
from jobmatch.doors.api.problems import refuse_fields
from jobmatch.doors.api.reading import body_given
from jobmatch.doors.api.tokens import bearer
from jobmatch.storage.idempotency import body_hash
from jobmatch.storage.once import Answered, OnceKey, answer_once
from jobmatch.web.problems import FieldFault

Json = dict[str, Any]
View = Callable[..., Any]

STAFF: list[Json] = [{"staffToken": []}]
ANYBODY: list[Json] = []
KEY_HEADER = "Idempotency-Key"
KEY_MOST = 80
_KEY_DOC: Json = {
    "in": "header",
    "name": KEY_HEADER,
    "schema": {"type": "string", "maxLength": KEY_MOST},
    "description": "The same key and body: done once, answered 200 with the same answer. Another body: 409.",
}


def get(
    rule: str,
    *,
    tag: str,
    answer: type[Schema],
    example: Json,
    query: type[Schema] = NoQuery,
    at: Mapping[str, str] | None = None,
    security: list[Json] | None = None,
) -> Callable[[View], View]:
    """Answer a GET at ``rule``; ``at`` holds an example of each value in the address."""

    shape = answer()

    def hang_in(view: View) -> View:
        @wraps(view)
        def run(asked: Json, **where: str) -> Response:
            return jsonify(shape.dump(view(asked, **where)))

        documented = blueprint.arguments(query(), location="query")(
            blueprint.response(200, answer, example=example)(run)
        )
        _hang_in("GET", rule, documented, tag, at, {"security": STAFF if security is None else security})
        return view

    return hang_in


def post(
    rule: str,
    *,
    tag: str,
    body: type[Schema],
    sample: Json,
    answer: type[Schema],
    example: Json,
    status: int = 200,
    at: Mapping[str, str] | None = None,
    location: Callable[[str], str] | None = None,
) -> Callable[[View], View]:
    """Answer a POST at ``rule``; ``location`` makes the address of what was made out of the answer's ``id``."""

    shape = answer()

    def hang_in(view: View) -> View:
        def run(given: Json, **where: str) -> Response:
            answered = _once(lambda: dict(shape.dump(view(given, **where))))
            response = jsonify(answered.answer)
            response.status_code = status if answered.is_new else 200
            if location is not None:
                response.headers["Location"] = location(answered.answer["id"])
            return response

        more: Json = {"answer": answer, "example": example, "status": status, "at": at}
        take(rule, tag=tag, body=body, sample=sample, **more)(wraps(view)(run))
        return view

    return hang_in


def take(
    rule: str,
    *,
    tag: str,
    body: type[Schema],
    sample: Json,
    answer: type[Schema],
    example: Json,
    status: int,
    at: Mapping[str, str] | None,
    key: Json = _KEY_DOC,
    security: list[Json] | None = None,
) -> Callable[[View], View]:
    """Answer a POST whose view makes the whole response and looks after its own idempotency key."""

    def hang_in(view: View) -> View:
        documented = blueprint.response(status, answer, example=example)(view)
        documented = blueprint.arguments(body(), example=sample)(documented)
        if status != 200:
            again = "The same request had come before; nothing was done again."
            documented = blueprint.alt_response(200, schema=answer, description=again, example=example)(documented)
        more = {"security": STAFF if security is None else security, "parameters": [key]}
        _hang_in("POST", rule, documented, tag, at, more)
        return view

    return hang_in


def _hang_in(method: str, rule: str, view: View, tag: str, at: Mapping[str, str] | None, doc: Json) -> None:
    places = [{"in": "path", "name": name, "example": value} for name, value in (at or {}).items()]
    view = blueprint.doc(operationId=view.__name__, **doc)(view)
    blueprint.route(rule, methods=[method], parameters=places, tags=[tag])(view)


def _once(work: Callable[[], Json]) -> Answered:
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return Answered(work(), is_new=True)
    if not 0 < len(key) <= KEY_MOST or not key.isascii() or not key.isprintable():
        refuse_fields(FieldFault(KEY_HEADER, _("应有 1 到 %(most)s 个可见的 ASCII 字符。", most=KEY_MOST)))
    by = bearer().actor
    asked = {"path": request.path, "body": body_given()}
    return answer_once(by, OnceKey(f"{by.user_id}:{request.endpoint}", key, body_hash(asked)), work)
