"""Without a readable table of points nothing is suggested; everything else goes on, and the page says so."""

import uuid

import pytest

from jobmatch.matching import base
from tests.pages.api.conftest import assert_problem
from tests.pages.asking import agree

SENTENCE = "评分表缺失或损坏"


@pytest.fixture(params=["missing", '{"version": 1}'])
def broken(request, monkeypatch, tmp_path):
    file = tmp_path / "base.json"
    if request.param != "missing":
        file.write_text(request.param, encoding="utf-8")
    monkeypatch.setattr(base, "base_file", lambda: file)
    base.base_table.cache_clear()
    yield file
    monkeypatch.undo()
    base.base_table.cache_clear()


def test_it_is_said_and_nobody_is_sent_away(broken, world, client, sign_in, desk, kiosk):
    assert (client.get("/readyz").status_code, client.get("/readyz").json["missing"]) == (503, ["model"])
    agree(world)
    page = sign_in("caseworker").get(f"/casework/seekers/{world.seeker}")
    assert page.status_code == 200
    assert SENTENCE in page.text
    refused = desk.get("/suggestions", seeker=world.seeker)
    assert_problem(refused, 503)
    assert SENTENCE in refused.json["detail"] or "table of points" in refused.json["detail"]
    body = {"name": "李新来", "wanted": ["包装"], "consents": ["store", "recommend"]}
    made = kiosk.post(f"/fairs/{world.fair}/registrations", body, {"Idempotency-Key": str(uuid.uuid4())})
    assert (made.status_code, made.json["suggestions"]) == (201, [])


def test_a_table_that_came_back_is_read_at_once(broken, client):
    assert client.get("/readyz").status_code == 503
    broken.write_text((base.project_root() / "models/base/base.json").read_text(encoding="utf-8"), encoding="utf-8")
    assert client.get("/readyz").status_code == 200
