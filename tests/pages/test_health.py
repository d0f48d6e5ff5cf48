"""Alive, able to serve, and what the headers of every answer say."""

import pytest
from sqlalchemy import text

from jobmatch.matching import service
from jobmatch.storage.base import db
from jobmatch.storage.engine import writing
from jobmatch.web.headers import HEADERS


def test_alive_and_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["missing"] == []
    assert ready.json["model"].startswith("base ")


def test_not_ready_names_what_is_missing(client, monkeypatch):
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))

    def broken():
        raise ValueError("no table")

    monkeypatch.setattr(service, "base_table", broken)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["missing"]) == (503, ["migrations", "model"])


def test_not_ready_without_the_key_file(client, home):
    (home / "instance" / "keys.json").rename(home / "instance" / "elsewhere.json")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["missing"]) == (503, ["keys"])


@pytest.mark.parametrize("path", ["/", "/healthz", "/nowhere", "/casework/"])
def test_every_answer_has_the_headers(client, path):
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_by_browsers_and_never_guessed(client):
    with client.get("/static/vendor/app.css") as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "max-age=86400" in answer.headers["Cache-Control"]


def test_a_failure_is_a_page_without_its_cause(app, client, world, monkeypatch, caplog):
    from jobmatch.doors import health

    def fail():
        raise RuntimeError("11010519491231002X is wrong")

    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(health, "list_unready", fail)
    answer = client.get("/readyz")
    assert answer.status_code == 500
    assert "11010519491231002X" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text
