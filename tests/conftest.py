"""What every kind of test shares: settings in a folder of the test's own, a migrated database to copy, an app."""

import shutil

import pytest

from jobmatch import config
from jobmatch.app import create_app
from jobmatch.storage import care
from tests.page_check import CheckedClient
from tests.world import add_a_referral_and_a_submission, build_world


def settings_in(folder, **environ):
    values = {"JOBMATCH_HOME": str(folder), **environ}
    return config.load(values)


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A folder with keys and an empty, migrated database; tests copy it."""
    folder = tmp_path_factory.mktemp("blank")
    app = create_app(settings_in(folder))
    with app.app_context():
        care.upgrade()
    return folder


@pytest.fixture
def home(blank, tmp_path):
    shutil.copytree(blank / "instance", tmp_path / "instance")
    return tmp_path


@pytest.fixture
def app(home):
    app = create_app(settings_in(home))
    app.testing = True
    app.test_client_class = CheckedClient
    with app.app_context():
        yield app


@pytest.fixture
def world(app):
    """A small district with one of everything that the thread needs (see ``tests/world.py``)."""
    return build_world()


@pytest.fixture
def whole_world(world):
    """The small district with a referral and an unverified submission under way."""
    return add_a_referral_and_a_submission(world)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def sign_in(app, world):
    """Return a client on which the account of a role is signed in: ``sign_in("caseworker")``."""

    def enter(role):
        client = app.test_client()
        login, password = world.sign_ins[role]
        page = client.get("/sign-in")
        answer = client.post("/sign-in", data={"login": login, "password": password, "csrf_token": page.csrf})
        assert answer.status_code == 303, answer.text
        return client

    return enter
