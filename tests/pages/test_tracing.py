"""A number for each request, one line in the log without anything typed, figures for who may read them."""

import logging
import uuid

import pytest

from jobmatch import clock
from jobmatch.app import create_app
from jobmatch.doors.public import jobs
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.jobs import ask_for
from jobmatch.storage.setup import release

OWN = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, "jobmatch.request")
    return lambda: [record.msg for record in caplog.records if record.name == "jobmatch.request"]


def figures(client, **options):
    """The exposition as a dictionary: name with labels → value."""
    text = client.get("/metrics", **options).text
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line[0] != "#"}


def test_each_answer_has_a_number_of_its_own(client, world):
    numbers = [client.get(path).headers["X-Request-ID"] for path in ("/", "/nowhere", "/healthz", "/casework/")]
    assert len({uuid.UUID(number) for number in numbers}) == 4


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        (OWN, True),
        (OWN.upper(), True),
        ("11010519491231002X", False),
        ("", False),
        ("x" * 36, False),
        (f"{{{OWN[:34]}", False),
    ],
)
def test_a_number_that_is_given_is_kept_if_it_is_one(client, given, is_kept):
    number = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (number == OWN) == is_kept
    assert str(uuid.UUID(number)) == number


def test_a_request_is_one_line_with_ids_and_names_only(sign_in, world, told):
    client = sign_in("caseworker")

    before = len(told())
    client.get(f"/casework/seekers/{world.seeker}?from=陈示例", headers={"User-Agent": "x\x1b[31m"})
    (line,) = told()[before:]
    assert set(line) >= {"event", "method", "endpoint", "status", "ms", "account", "role", "request_id"}
    named = (line["event"], line["method"], line["endpoint"], line["status"], line["account"], line["role"])
    assert named == ("request", "GET", "casework.seeker", 200, world.users["caseworker"], "caseworker")
    assert world.seeker not in repr(line)
    assert "陈示例" not in repr(line)
    assert "31m" not in repr(line)


@pytest.mark.parametrize(
    ("path", "endpoint", "status"), [("/nowhere/11010519491231002X", "none", 404), ("/", "public.home", 200)]
)
def test_what_leads_nowhere_is_told_without_its_address(client, world, told, path, endpoint, status):
    client.get(path)
    assert [(line["endpoint"], line["status"], line["account"]) for line in told()] == [(endpoint, status, None)]
    assert "11010519491231002X" not in repr(told())


def test_an_unknown_method_is_told_as_such(client, told):
    client.open("/healthz", method="11010519491231002X")
    assert [line["method"] for line in told()] == ["other"]


@pytest.mark.parametrize(("lang", "sentence"), [("zh", "告诉他们这个号码"), ("en", "tell them this number")])
def test_a_failure_says_its_number_on_the_page(app, client, world, monkeypatch, lang, sentence):
    def gone(*_):
        raise OSError("gone")

    monkeypatch.setattr(jobs, "find_district", gone)
    page = client.get("/", query_string={"lang": lang} if lang == "en" else None)
    number = page.headers["X-Request-ID"]
    assert page.status_code == 500
    assert sentence in page.text
    assert page.tree.xpath("//main//strong/text()") == [number[:8]]
    assert number in page.text


def test_a_failure_says_its_number_to_a_program(client, world, monkeypatch):
    from jobmatch.doors.api import jobs as api_jobs

    def gone(*_, **__):
        raise OSError("gone")

    name = next(name for name in ("find_district", "search_positions", "my_district") if hasattr(api_jobs, name))
    monkeypatch.setattr(api_jobs, name, gone)
    answer = client.get("/api/v1/jobs")
    assert answer.status_code == 500
    assert answer.json["instance"] == f"urn:uuid:{answer.headers['X-Request-ID']}"


def test_a_page_that_is_not_there_needs_no_number(client, world):
    assert client.get("/nowhere").tree.xpath("//main//strong") == []


def test_figures_count_requests_acts_and_what_waits(client, whole_world):
    before = figures(client)
    for _ in range(3):
        client.get("/healthz")
    page = client.get("/sign-in")
    client.post("/sign-in", data={"login": "x", "password": "y", "csrf_token": page.csrf})
    with act(by=MACHINE, action="figures.asked"):
        ask_for("something", clock.now())
    after = figures(client)
    grown = {name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name)}
    assert grown['jobmatch_requests_total{endpoint="health.healthz",method="GET",status="2xx"}'] == 3
    assert grown['jobmatch_request_seconds_count{endpoint="health.healthz"}'] == 3
    assert grown["jobmatch_sign_in_failures_total"] == 1
    assert grown['jobmatch_acts_total{action="figures.asked"}'] == 1
    assert (grown["jobmatch_jobs_waiting"], grown["jobmatch_audit_entries"]) == (1, 2)
    assert (after["jobmatch_submissions"], after["jobmatch_database_up"]) == (1, 1)
    assert after["jobmatch_oldest_job_seconds"] >= 0


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({}, 200),
        ({"environ_base": {"REMOTE_ADDR": "::1"}}, 200),
        ({"environ_base": {"REMOTE_ADDR": "10.0.0.7"}}, 404),
        ({"environ_base": {"REMOTE_ADDR": "unknown"}}, 404),
        ({"headers": {"X-Forwarded-For": "127.0.0.1"}}, 404),
        ({"headers": {"Authorization": "Bearer "}, "environ_base": {"REMOTE_ADDR": "10.0.0.7"}}, 404),
    ],
)
def test_figures_are_for_this_machine(client, world, options, status):
    assert client.get("/metrics", **options).status_code == status


def test_with_a_token_figures_are_for_who_has_it(world, monkeypatch):
    monkeypatch.setenv("JOBMATCH_METRICS_TOKEN", "a token")
    app = create_app()
    client, far = app.test_client(), {"REMOTE_ADDR": "10.0.0.7"}
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong 中"}).status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer a token"}, environ_base=far).status_code == 200
    with app.app_context():
        release()


def test_labels_are_a_closed_list(client, world):
    """Whatever is asked for, no new label appears: neither a path nor a method nor a role of somebody's making."""
    client.get("/metrics")
    before = set(figures(client))
    for path in ("/a-11010519491231002X", "/jobs/陈示例", "/jobs?q=11010519491231002X"):
        client.open(path, method="GET")
        client.open(path, method="CANARY")
    new = set(figures(client)) - before
    assert all('endpoint="none"' in name or 'endpoint="public.job' in name for name in new), new
    assert not any("CANARY" in name or "11010519491231002X" in name for name in new)


def test_without_a_database_the_figures_still_answer(client, world, monkeypatch):
    from sqlalchemy.exc import OperationalError

    from jobmatch.doors import health

    def gone():
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(health, "waiting_now", gone)
    assert figures(client)["jobmatch_database_up"] == 0
