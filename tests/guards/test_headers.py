"""The headers of every answer, whoever asks: pages, forms, errors, the API, redirects, static files, refused hosts."""

from dataclasses import replace

import pytest

from jobmatch.accounts.service import make_token
from jobmatch.accounts.tables import User
from jobmatch.app import create_app
from jobmatch.config import load
from jobmatch.storage.act import MACHINE
from jobmatch.storage.base import db
from jobmatch.web import access, headers
from tests.crawl import Session, own_keys, path_of, routes

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
SAME_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OFF = {"camera", "geolocation", "microphone", "payment", "usb"}
SENDS_NOTHING_TO_ANYBODY = ("Server", "X-Powered-By", "Access-Control-Allow-Origin")


def faults_of(given, *, kept=False, https=False):
    """What is wrong with the headers of one answer, as words; ``kept`` is a file that browsers may keep."""
    policy = dict(part.split(" ", 1) for part in given.get("Content-Security-Policy", " ").split("; "))
    faults = [] if policy == POLICY else ["content policy"]
    faults += [name for name, value in SAME_EVERYWHERE.items() if given.get(name) != value]
    off = {part.removesuffix("=()") for part in given.get("Permissions-Policy", "").split(", ") if part.endswith("=()")}
    faults += [] if off >= OFF else ["Permissions-Policy"]
    if not kept:
        faults += [] if given.get("Cache-Control") == "no-store" else ["Cache-Control"]
        faults += [] if {"Cookie", "Authorization"} & set(given.get("Vary", "").split(", ")) else ["Vary"]
    faults += [name for name in SENDS_NOTHING_TO_ANYBODY if name in given]
    strict = given.get("Strict-Transport-Security", "").startswith("max-age=31536000")
    return faults + ([] if strict == https else ["Strict-Transport-Security"])


def answers(app, session, keys):
    """One answer of every route and method, and some that no route gives."""
    for endpoint, method, rule in routes(app):
        yield f"{method} {endpoint}", session.call(method, path_of(app, rule, keys, method))
    for path in ("/nowhere", "/api/v1/nowhere", "/static/nowhere.css", "/casework/seekers/x", "/jobs?q=%00"):
        yield path, session.call("GET", path)
    yield "PUT /", session.client.put("/")
    yield "no token", session.client.post("/sign-in", data={"login": "x"})
    yield "too large", session.client.post("/sign-in", data={"login": "x" * 2_000_000})


@pytest.mark.parametrize("role", [None, "caseworker", "employer", "auditor"])
def test_every_answer_has_them(app, two_districts, client, sign_in, role):
    session = Session(sign_in(role) if role else client)
    keys = own_keys(two_districts)
    kept = {"/static/nowhere.css"}
    found = {name: faults_of(page.headers, kept=name in kept) for name, page in answers(app, session, keys)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) > 45


def test_every_answer_of_the_api_to_a_token_has_them(app, two_districts, client):
    token = make_token(MACHINE, db.session.get(User, two_districts.users["caseworker"]))
    for endpoint, method, rule in routes(app):
        if endpoint.startswith("api"):
            path = path_of(app, rule, own_keys(two_districts), method)
            answer = client.open(path, method=method, headers={"Authorization": f"Bearer {token}"}, json={})
            assert faults_of(answer.headers) == [], endpoint


@pytest.mark.parametrize("path", ["vendor/app.css", "js/ticket.js", "images/mark.svg"])
def test_static_files_have_them_and_may_be_kept(client, path):
    with client.get(f"/static/{path}") as answer:
        assert answer.status_code == 200
        assert faults_of(answer.headers, kept=True) == []
        assert "max-age=86400" in answer.headers["Cache-Control"]


def test_a_failure_has_them(app, client, world, monkeypatch):
    monkeypatch.setattr("jobmatch.doors.public.jobs.find_district", lambda: 1 / 0)
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    answer = client.get("/")
    assert answer.status_code == 500
    assert faults_of(answer.headers) == []


def test_on_https_the_browser_is_told_to_stay_there(home):
    app = create_app(replace(load(), https=True))
    client = app.test_client()
    for path in ("/", "/healthz", "/nowhere"):
        assert faults_of(client.get(path).headers, https=True) == []
    with client.get("/static/vendor/app.css") as answer:
        assert faults_of(answer.headers, kept=True, https=True) == []
    cookie = client.get("/?lang=en").headers["Set-Cookie"]
    assert cookie.startswith("__Host-jobmatch=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


@pytest.mark.parametrize("name", [*headers.HEADERS, "Cache-Control"])
def test_a_header_that_is_missing_is_seen(app, client, monkeypatch, name):
    monkeypatch.setitem(access.ENDPOINTS, "planted", access.ANYONE)
    app.add_url_rule("/planted", "planted", lambda: {"planted": 1})

    def forget(response):
        del response.headers[name]
        return response

    app.after_request_funcs[None].insert(0, forget)  # what was added first runs last
    assert faults_of(client.get("/planted").headers) != []


@pytest.mark.parametrize("weak", ["'unsafe-inline'", "'nonce-abc'", "https:"])
def test_a_weak_policy_is_seen(app, client, monkeypatch, weak):
    policy = headers.CONTENT_POLICY.replace("script-src 'self'", f"script-src 'self' {weak}")
    monkeypatch.setitem(headers.HEADERS, "Content-Security-Policy", policy)
    assert faults_of(client.get("/healthz").headers) == ["content policy"]
