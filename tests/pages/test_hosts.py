"""Host names and forwarded addresses: only what the operator has named is believed (C10)."""

from dataclasses import replace
from functools import partialmethod

import pytest
from flask import request
from werkzeug.middleware.proxy_fix import ProxyFix

from jobmatch.app import create_app
from jobmatch.config import load
from jobmatch.storage.setup import release
from jobmatch.web import access
from tests.page_check import CheckedClient

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

OURS = "jobs.example.cn"
SPOOFED = ["evil.example", f"{OURS}.evil.example", "evil.example:80", f"{OURS}@evil.example", "[::1", "a b", ""]
FORWARDED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/evil",
    "X-Real-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;host=evil.example;proto=https",
    "X-Original-URL": "/casework/",
    "X-Rewrite-URL": "/casework/",
    "X-HTTP-Method-Override": "DELETE",
}


@pytest.fixture
def open_at(home, monkeypatch):
    """A client of an installation that answers to one name, behind the proxies named."""
    monkeypatch.setitem(access.ENDPOINTS, "seen", access.ANYONE)
    made = []

    def enter(proxies=0):
        app = create_app(replace(load(), trusted_hosts=(OURS,), trusted_proxies=proxies))
        app.test_client_class = CheckedClient
        app.add_url_rule("/seen", "seen", lambda: [request.remote_addr, request.scheme, request.host, request.path])
        made.append(app)
        return app.test_client()

    yield enter
    for app in made:
        with app.app_context():
            release()


@pytest.mark.parametrize("host", SPOOFED)
def test_another_host_name_is_refused(open_at, host):
    client = open_at()
    for path in ("/", "/jobs", "/sign-in", "/api/v1/jobs", "/nowhere"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400, path
        assert "evil.example" not in answer.text + str(answer.headers.get("Location"))


def test_our_name_is_served(open_at):
    assert open_at().get("/", headers={"Host": OURS}).status_code == 200


@pytest.mark.parametrize("name", FORWARDED)
def test_without_a_proxy_of_ours_nothing_forwarded_is_believed(open_at, name):
    headers = {"Host": OURS, name: FORWARDED[name]}
    assert open_at().get("/seen", headers=headers).json == ["127.0.0.1", "http", OURS, "/seen"]
    page = open_at().get("/jobs", headers=headers)
    assert "evil" not in page.text
    assert page.status_code == 200


def test_a_proxy_of_ours_is_believed_about_address_and_https_alone(open_at):
    seen = open_at(1).get("/seen", headers={"Host": OURS, **FORWARDED})
    assert seen.json == ["203.0.113.9", "https", OURS, "/seen"]
    assert "Strict-Transport-Security" in seen.headers


def test_a_visitor_cannot_put_an_address_before_the_proxys_own(open_at):
    headers = {"Host": OURS, "X-Forwarded-For": "1.1.1.1, 203.0.113.9"}
    assert open_at(1).get("/seen", headers=headers).json[0] == "203.0.113.9"


def test_a_proxy_that_is_believed_about_the_host_is_seen(open_at, monkeypatch):
    monkeypatch.setattr(ProxyFix, "__init__", partialmethod(ProxyFix.__init__, x_host=1))
    assert open_at(1).get("/seen", headers={"Host": OURS, **FORWARDED}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/kiosk", "/casework", "/static//x", "/static///evil.example", "/api/v1//jobs?limit=1"]
)
def test_no_redirect_repeats_the_host_that_a_request_gave(app, path):
    """Where no host names are set, any is answered: it must not come back as the address to go on to."""
    answer = app.test_client().get(path, headers={"Host": "attacker.example"})
    assert answer.status_code == 308
    assert "attacker" not in answer.text + str(answer.headers)
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith("//")
    assert answer.headers["Location"].partition("?")[2] == path.partition("?")[2]
