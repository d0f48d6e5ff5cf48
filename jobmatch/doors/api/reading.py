"""Reads bodies and query parameters by their schemas; whatever does not fit is answered here, never further in."""

from typing import Any, NoReturn

from flask import Request, abort, g
from flask_babel import gettext as _
from flask_smorest.arguments import FlaskParser

from jobmatch.doors.api import strict_json
from jobmatch.doors.api.problems import refuse_body, refuse_fields, refuse_messages
from jobmatch.web.problems import FieldFault


class StrictParser(FlaskParser):  # type: ignore[misc]  # the library carries no types
    """JSON that can be read one way only; unknown fields and parameters are refused, doubled parameters too."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": None, "query": None}  # noqa: RUF012  # the library's own attribute

    def load_json(self, req: Request, schema: Any) -> dict[str, Any]:
        """Return the body; kept for ``body_given`` as it came."""
        if not req.is_json:
            abort(415)
        try:
            g.body_given = strict_json.read(req.get_data())
        except strict_json.UnreadableError as error:
            refuse_body(str(error))
        return body_given()

    def load_querystring(self, req: Request, schema: Any) -> Any:
        """Return the parameters, each of which may come once."""
        doubled = [name for name, values in req.args.lists() if len(values) > 1]
        if doubled:
            refuse_fields(*(FieldFault(name[:40], _("这个参数只能写一次。")) for name in doubled))
        return super().load_querystring(req, schema)

    def handle_error(self, error: Any, req: Request, schema: Any, **_more: Any) -> NoReturn:
        """Answer what a schema finds wrong; the library puts the place (json, query) around its messages."""
        refuse_messages(next(iter(error.messages.values())))


def body_given() -> dict[str, Any]:
    """Return the body of this request as it came, before any schema read it."""
    body: dict[str, Any] = g.body_given
    return body
