"""Mass assignment (I2) and unknown parameters (I4): every column of every table beside every form, body and address."""

from datetime import date

import pytest
from flask import request
from sqlalchemy import Boolean, Date, DateTime, Enum, Integer, select

from jobmatch.accounts.tables import District, Town, User
from jobmatch.employers.tables import Position
from jobmatch.fairs.tables import Fair
from jobmatch.people.tables import Certificate
from jobmatch.referrals import service
from jobmatch.referrals.queries import find_referral
from jobmatch.storage.base import Base, db
from jobmatch.web import access
from jobmatch.web.parameters import MARKS, TAKEN
from tests.crawl import ENDS_THE_SESSION, Session, own_keys, path_of, routes
from tests.good_forms import good_forms, of_fairs
from tests.pages.api.conftest import as_role, kiosk  # noqa: F401  # the callers of the API
from tests.pages.asking import fresh

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ANNOUNCED = of_fairs([])["casework.new_fair"]["name"]
WORD, NUMBER, DAY = "ZZMARKED", 7654321, date(2001, 2, 3)
EVERY_COLUMN = sorted({column.name for table in Base.metadata.tables.values() for column in table.columns})
SENSITIVE = ["kind", "grade", "sex", "born_on", "citizen_number", "phone", "needs", "functions", "shown_needs"]
WHO = {"caseworker": access.DESK, "employer": access.PORTAL, None: access.ANYONE}


def marks(own):
    """A value for every column that a form of ours does not have itself; telling ones, by the column's type."""
    values = {}
    for table in Base.metadata.tables.values():
        for column in table.columns:
            kind = column.type
            values[column.name] = (
                "false" if isinstance(kind, Boolean) else
                str(NUMBER) if isinstance(kind, Integer) else
                DAY.isoformat() if isinstance(kind, Date | DateTime) else
                kind.enums[-1] if isinstance(kind, Enum) else WORD
            )  # fmt: skip
    return {name: value for name, value in values.items() if name not in own}


def marked_cells():
    """Where a mark is kept, in any column of any table."""
    fresh()
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)).mappings():
            for name, value in row.items():
                if any(mark in repr(value) for mark in (WORD, str(NUMBER), repr(DAY), DAY.isoformat())):
                    found.add(f"{table.name}.{name}")
    return found


def who_is_who():
    """What no form of these doors is about: accounts, places, positions, certificates."""
    fresh()
    tables = (User, District, Town, Position, Certificate, Fair)
    rows = [row for table in tables for row in db.session.execute(select(table.__table__)).mappings()]
    rows = [row for row in rows if row.get("name") != ANNOUNCED]
    return [
        {name: value for name, value in row.items() if name not in {"last_ticket", "version", "heard_on"}}
        for row in rows
    ]


def send_all(app, world, session, role, extra):
    """Send every good form that this role may send, with ``extra`` fields or without; returns the statuses."""
    keys, statuses = own_keys(world), {}
    forms_of = good_forms(keys)
    rules = {rule.endpoint: rule for endpoint, method, rule in routes(app) if method == "POST"}
    for endpoint in [*forms_of, *sorted(set(rules) - set(forms_of))]:
        if endpoint.startswith("api") or not access.who_may(endpoint) & WHO[role] or endpoint in ENDS_THE_SESSION:
            continue
        form = forms_of.get(endpoint, {})
        path = path_of(app, rules[endpoint], keys, "POST")
        statuses[endpoint] = session.call("POST", path, {**(marks(form) if extra else {}), **form}).status_code
    return statuses


@pytest.mark.parametrize("role", WHO)
def test_columns_beside_a_form_change_nothing(app, two_districts, sign_in, role):
    session, before = Session(sign_in(role) if role else app.test_client()), who_is_who()
    statuses = send_all(app, two_districts, session, role, extra=True)
    assert set(statuses.values()) <= {200, 302, 303, 403, 404, 409, 422, 429}, statuses
    assert 303 in statuses.values()
    assert marked_cells() == set()
    assert who_is_who() == before
    if role == "employer":
        assert find_referral(two_districts.district, two_districts.referral).state == "interview"


def test_a_form_that_keeps_what_it_was_not_asked_is_seen(app, two_districts, sign_in, monkeypatch):
    """Planted: the form of a withdrawal fills whatever column it is sent."""
    kept = service.withdraw

    def careless(by, referral, reason, note=None):
        return kept(by, referral, reason, request.form.get("decided_by"))

    monkeypatch.setattr(service, "withdraw", careless)
    send_all(app, two_districts, Session(sign_in("caseworker")), "caseworker", extra=True)
    assert "referral_steps.note" in marked_cells()


@pytest.fixture
def caller_of(as_role, kiosk):  # noqa: F811
    """Return who may call an operation: a caseworker, or a paired device where staff may not."""
    desk = as_role("caseworker")
    return lambda endpoint: kiosk if "device" in (who := access.who_may(endpoint)) and not who & access.DESK else desk


def test_no_operation_takes_a_column_that_it_does_not_name(app, two_districts, caller_of):
    keys = own_keys(two_districts)
    for endpoint, method, rule in routes(app):
        if endpoint.startswith("api.") and method == "POST":
            named = set(app.view_functions[endpoint]._apidoc["arguments"]["parameters"][0]["schema"]._declared_fields)
            path = path_of(app, rule, keys, method).removeprefix("/api/v1")
            for column in set(EVERY_COLUMN) - named:
                answer = caller_of(endpoint).post(path, {column: WORD})
                assert answer.status_code == 422, (endpoint, column)
                assert column in [fault["field"] for fault in answer.json["errors"]]
    assert marked_cells() == set()


@pytest.mark.parametrize("role", ["caseworker", "employer"])
def test_behind_the_sign_in_no_parameter_can_be_tried_out(app, two_districts, sign_in, role):
    client, keys = sign_in(role), own_keys(two_districts)
    for endpoint, method, rule in routes(app):
        if method == "GET" and not endpoint.startswith("api") and role in access.who_may(endpoint):
            path, taken = path_of(app, rule, keys), TAKEN.get(endpoint, frozenset()) | {"page"}
            for name in {*SENSITIVE, "sort", "order", "filter", "q[]"} - taken:
                page = client.get(path, query_string={name: "1"})
                assert (page.status_code, page.heading) == (400, "网址里有不认识的部分"), (endpoint, name)
                assert name in page.text


def test_no_operation_takes_a_parameter_that_it_does_not_name(app, two_districts, caller_of):
    keys = own_keys(two_districts)
    for endpoint, method, rule in routes(app):
        if method == "GET" and endpoint.startswith("api."):
            for name in (*SENSITIVE, "sort"):
                answer = caller_of(endpoint).get(path_of(app, rule, keys).removeprefix("/api/v1"), **{name: "1"})
                assert answer.status_code == 422, (endpoint, name)


@pytest.mark.parametrize("mark", ["utm_source", "wxfrom", *sorted(MARKS)])
def test_what_a_phone_adds_to_a_link_breaks_nothing(two_districts, sign_in, client, mark):
    for visitor, path in ((client, "/jobs"), (sign_in("employer"), f"/portal/referrals/{two_districts.referral}")):
        assert visitor.get(path, query_string={mark: "singlemessage"}).status_code == 200


def test_in_front_of_the_sign_in_nothing_unknown_changes_what_is_found(client, world):
    known = client.get("/jobs").tree.xpath("//main//a/@href")
    assert client.get("/jobs?kind=1&grade=2&order_by=sex").tree.xpath("//main//a/@href") == known


def test_the_parameters_belong_to_endpoints_that_are_there(app):
    assert set(TAKEN) <= {rule.endpoint for rule in app.url_map.iter_rules()}
