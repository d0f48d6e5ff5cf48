"""What the tests of the API share: a caller that carries a role's token, a device's token, the chain's ids."""

import pytest

from jobmatch.accounts.service import make_token
from jobmatch.accounts.tables import User
from jobmatch.fairs.devices import pair_device
from jobmatch.fairs.tables import Fair
from jobmatch.storage.act import MACHINE
from jobmatch.storage.base import db


class Caller:
    """Calls the API with one token and nothing else."""

    def __init__(self, app, token=None):
        self.client = app.test_client(use_cookies=False)
        self.token = token

    def _open(self, method, path, headers=None, **more):
        carried = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.client.open(f"/api/v1{path}", method=method, headers={**carried, **(headers or {})}, **more)

    def get(self, path, headers=None, **query):
        return self._open("GET", path, headers, query_string=query or None)

    def post(self, path, body=None, headers=None, **more):
        return self._open("POST", path, headers, **({"json": body} if body is not None else {}), **more)


@pytest.fixture
def as_role(app, world):
    """Return a caller with the token of an account: ``as_role("caseworker")``."""
    return lambda login: Caller(app, make_token(MACHINE, db.session.get(User, world.users[login])))


@pytest.fixture
def desk(as_role):
    return as_role("caseworker")


@pytest.fixture
def nobody(app, world):
    return Caller(app)


@pytest.fixture
def kiosk(app, world):
    """A caller with the token of a device paired with the fair."""
    return Caller(app, pair_device(MACHINE, db.session.get(Fair, world.fair), "东门终端").token)


@pytest.fixture
def refer(desk, world):
    """Refer the world's seeker and return the referral's id; ``refer(world.other_position)`` elsewhere."""

    def make(position=None):
        made = desk.post("/referrals", {"seeker": world.seeker, "position": position or world.position})
        assert made.status_code == 201, made.text
        return made.json["id"]

    return make


def assert_problem(response, status, *fields):
    """Assert that a response is a whole problem document of that status about those fields."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    document = response.json
    assert {"type", "title", "status", "detail"} <= document.keys()
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    assert tuple(fault["field"] for fault in document.get("errors", [])) == fields
    assert all(fault["sentence"] for fault in document.get("errors", []))
