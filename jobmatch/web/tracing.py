"""A number for each request, one line in the log, and its place in the metrics; nothing of what was asked or typed.

Method, endpoint, status, time, the account and its role: never the path, the query, a header or an address.
"""

import time
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, Response, request

from jobmatch import logs, metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-ID"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NUMBER, _ENDPOINT, _ACCOUNT = "jobmatch.request_id", "jobmatch.endpoint", "jobmatch.account"
_UNTOLD = frozenset({"static"})

log = logs.get("jobmatch.request")


class Traced:
    """The application, traced: outermost, so that what fails before any page is seen too."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer the request, then tell how."""
        number, began, status = _number(environ.get("HTTP_X_REQUEST_ID")), time.perf_counter(), [500]
        environ[_NUMBER] = number

        def begin(line: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            status[0] = int(line.split(" ", 1)[0])
            return start_response(line, [*headers, (HEADER, number)], *failure)

        with structlog.contextvars.bound_contextvars(request_id=number):
            try:
                return self._app(environ, begin)
            finally:
                _tell(environ, status[0], time.perf_counter() - began)


def _number(given: str | None) -> str:
    """Take over the number that a proxy gave, if it is a UUID: anything else would be somebody's text in our log."""
    try:
        return str(uuid.UUID(given)) if given and len(given) == 36 else str(uuid.uuid4())
    except ValueError:
        return str(uuid.uuid4())


def _tell(environ: "WSGIEnvironment", status: int, seconds: float) -> None:
    endpoint = environ.get(_ENDPOINT) or "none"
    asked = str(environ.get("REQUEST_METHOD"))
    method = asked if asked in METHODS else "other"
    metrics.REQUESTS.labels(endpoint, method, f"{status // 100}xx").inc()
    metrics.SECONDS.labels(endpoint).observe(seconds)
    if endpoint not in _UNTOLD:
        account, role = environ.get(_ACCOUNT) or (None, None)
        log.info(
            "request",
            method=method,
            endpoint=endpoint,
            status=status,
            ms=round(seconds * 1000, 1),
            account=account,
            role=role,
        )


def request_number() -> str:
    """Return the number of the request under way."""
    return str(request.environ.get(_NUMBER, ""))


def note_account(account_id: str | None, role: str) -> None:
    """Say whose request this is: an account's key, or None for a device."""
    request.environ[_ACCOUNT] = (account_id, role)


def _note_endpoint(response: Response) -> Response:
    request.environ[_ENDPOINT] = request.endpoint
    return response


def init_app(app: Flask) -> None:
    """Trace every request of ``app``."""
    app.after_request(_note_endpoint)
    app.wsgi_app = Traced(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to wrap an application
