"""Forged posts (C1): every page that changes something, without the token, with another session's, as plain text."""

import pytest

from jobmatch.accounts.tables import Role
from jobmatch.extensions import csrf
from jobmatch.web import access
from tests.crawl import Session, own_keys, path_of, routes
from tests.guards.test_get_changes_nothing import differences, snapshot

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

EXEMPT = ("api.",)
"""The API reads no cookie at all: see ``test_a_cookie_alone_opens_no_operation``."""


def posts(app):
    return [rule for endpoint, method, rule in routes(app) if method != "GET" and not endpoint.startswith(EXEMPT)]


def forgeries(stranger):
    """What a page of somebody else could make a browser send, as options of the client."""
    text = {"Content-Type": "text/plain"}
    yield "no token", {"data": {"answer": "offered"}}
    yield "an empty token", {"data": {"csrf_token": ""}}
    yield "a made-up token", {"data": {"csrf_token": "IjEi.aaaaaa.bbbbbb"}}
    yield "another session's token", {"data": {"csrf_token": stranger}}
    yield "plain text", {"data": f"csrf_token={stranger}", "headers": text}
    yield "json", {"json": {"csrf_token": stranger}}
    yield "in the address", {"query_string": {"csrf_token": stranger}}


def accepted(app, client, keys, stranger):
    """The posts that were not refused as forged."""
    found = []
    for rule in posts(app):
        for name, options in forgeries(stranger):
            answer = client.post(path_of(app, rule, keys, "POST"), **options)
            if answer.status_code != 400:
                found.append(f"{rule.endpoint}: {name}: {answer.status_code}")
    return found


def visitor(role, sign_in, client):
    return sign_in(role) if role else client


@pytest.mark.parametrize("role", [None, "caseworker", "employer"])
def test_a_forged_post_is_refused_and_changes_nothing(app, two_districts, sign_in, client, role):
    stranger = Session(sign_in("head")).csrf
    mine = visitor(role, sign_in, app.test_client())
    before = snapshot()
    assert len(posts(app)) > 12
    assert accepted(app, mine, own_keys(two_districts), stranger) == []
    assert differences(before, snapshot()) == []


@pytest.mark.parametrize("role", list(Role))
def test_a_cookie_alone_opens_no_operation(app, two_districts, sign_in, role):
    client = sign_in(role.value)
    for endpoint, method, rule in routes(app):
        if endpoint.startswith("api.") and access.who_may(endpoint) & access.TOKEN:
            answer = client.open(path_of(app, rule, own_keys(two_districts), method), method=method, json={})
            assert answer.status_code == 401, endpoint


def test_a_post_that_is_not_protected_is_seen(app, two_districts, client, monkeypatch):
    view = app.view_functions["public.sign_in"]
    monkeypatch.setattr(csrf, "_exempt_views", {*csrf._exempt_views, f"{view.__module__}.{view.__name__}"})
    found = accepted(app, client, own_keys(two_districts), "x")
    assert {one.split(":")[0] for one in found} == {"public.sign_in"}
