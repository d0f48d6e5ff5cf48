"""Every endpoint has a line in the access table, and the table is what the pages obey."""

import pytest

from jobmatch.accounts.tables import Role
from jobmatch.app import create_app
from jobmatch.web import access

SOME_ID = "00000000-0000-4000-8000-000000000000"


def addresses(app, method):
    """Every address of the app that takes ``method``, with an id that belongs to nothing."""
    for rule in app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint != "static" and not rule.endpoint.startswith("api"):
            with app.test_request_context():
                values = dict.fromkeys(rule.arguments, SOME_ID) | ({"part": "work"} if "part" in rule.arguments else {})
                yield rule.endpoint, app.url_map.bind("localhost").build(rule.endpoint, values, method=method)


def test_every_endpoint_has_a_line_and_every_line_an_endpoint(app):
    assert access.list_unguarded(app) == []
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert sorted(set(access.ENDPOINTS) - known) == []


def test_a_forgotten_endpoint_stops_the_start(home, monkeypatch):
    monkeypatch.delitem(access.ENDPOINTS, "casework.seeker")
    with pytest.raises(RuntimeError, match=r"casework\.seeker"):
        create_app()


def test_an_endpoint_added_later_answers_404(app, client):
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    answer = client.get("/forgotten")
    assert answer.status_code == 404
    assert "secret" not in answer.text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_is_sent_to_the_sign_in(app, client, world, method):
    seen = 0
    for endpoint, path in addresses(app, method):
        if access.who_may(endpoint) & (access.ANYONE | access.TOKEN):
            continue
        answer = client.open(path, method=method, data={"csrf_token": "x"} if method == "POST" else None)
        expected = {302} if method == "GET" else {302, 400}
        assert answer.status_code in expected, f"{endpoint}: {answer.status_code}"
        seen += 1
    assert seen > 2


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_own_pages_only(app, sign_in, role):
    client = sign_in(role.value)
    for endpoint, path in addresses(app, "GET"):
        who = access.who_may(endpoint)
        if who & (access.ANYONE | access.TOKEN):
            continue
        status = client.get(path).status_code
        if role in who:
            assert status in {200, 302, 404}, f"{role} {endpoint}: {status}"
        else:
            assert status == 403, f"{role} {endpoint}: {status}"
