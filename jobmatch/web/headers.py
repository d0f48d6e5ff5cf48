"""The headers of every response: a strict content policy without inline code, nothing framed, nothing kept."""

from flask import Flask, Response, current_app, request

from jobmatch.web.language import is_for_a_program

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


STRICT_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def set_headers(response: Response) -> Response:
    """Set the headers; what is not a static file is never stored by a browser or a proxy."""
    response.headers.update(HEADERS)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
        response.vary.update(("Authorization",) if is_for_a_program() else ("Cookie",))
    _keep_host_out(response)
    if request.is_secure or current_app.config["JOBMATCH"].https:
        response.headers.update(STRICT_TRANSPORT)
    return response


def _keep_host_out(response: Response) -> None:
    """Let an address to go on to say the path alone.

    Routing sends on from ``/kiosk`` to ``/kiosk/`` with the host name that the request gave, and anybody can give one
    where the operator has named none.
    """
    if response.location and response.location.startswith(request.host_url):
        response.location = "/" + response.location.removeprefix(request.host_url).lstrip("/")
        # The few words for browsers that do not go on by themselves name the host too; there are none such any more.
        response.set_data(b"")


def static_headers(*, https: bool) -> dict[str, str]:
    """Return the headers of static files, which are served before a request begins."""
    return {**HEADERS, **(STRICT_TRANSPORT if https else {})}


def init_app(app: Flask) -> None:
    """Set the headers on every response of ``app``."""
    app.after_request(set_headers)
