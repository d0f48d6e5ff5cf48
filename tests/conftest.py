"""What every kind of test shares: settings in a folder of the test's own, a migrated database to copy, an app.

Whatever uses a database runs twice, on SQLite and on PostgreSQL (``-k sqlite`` and ``-k postgresql`` choose one).
"""

import shutil

import pytest

from jobmatch import config
from jobmatch.app import create_app
from jobmatch.storage import care
from jobmatch.storage.base import db
from tests import postgres
from tests.databases import Postgresql, Sqlite
from tests.page_check import CheckedClient
from tests.world import add_a_referral_and_a_submission, build_world


def settings_in(folder, **environ):
    return config.load({"JOBMATCH_HOME": str(folder), **environ})


def pytest_terminal_summary(terminalreporter):
    postgres.say_what_was_skipped(terminalreporter)


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A folder with keys and an empty, migrated database; tests copy it."""
    folder = tmp_path_factory.mktemp("blank")
    _migrate(settings_in(folder))
    return folder


@pytest.fixture(scope="session")
def cluster(blank, tmp_path_factory):
    """A PostgreSQL server with an empty, migrated database as the template; started when the first test asks."""
    server = postgres.start_or_skip()
    name = server.create()
    _migrate(settings_in(tmp_path_factory.mktemp("template"), JOBMATCH_DATABASE_URL=server.url(name)))
    server.name_template(name)
    yield server
    server.stop()


def _migrate(settings):
    app = create_app(settings)
    with app.app_context():
        care.upgrade()
        db.engine.dispose()


@pytest.fixture
def make_database(request, tmp_path):
    """Make databases of the test's own: ``make_database("postgresql", migrated=False)``; dropped afterwards."""
    made = []

    def make(kind, migrated=True):
        if kind == "postgresql":
            cluster = request.getfixturevalue("cluster")
            made.append(Postgresql(cluster, cluster.create(postgres.TEMPLATE if migrated else "template1")))
        else:
            folder = tmp_path / "instance" if not made else tmp_path / f"database{len(made)}"
            folder.mkdir(exist_ok=True)
            made.append(Sqlite(folder))
            if migrated:
                shutil.copy(request.getfixturevalue("blank") / "instance" / "jobmatch.sqlite3", folder)
        return made[-1]

    yield make
    for database in made:
        database.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, make_database):
    """The test's own database, empty and migrated: once of each kind."""
    return make_database(request.param)


@pytest.fixture
def home(blank, database, tmp_path, monkeypatch):
    """A folder with the keys, and the environment that leads a command to it and to the test's own database."""
    folder = tmp_path / "instance"
    folder.mkdir(exist_ok=True)
    for name in ("keys.json", "session-secret"):
        shutil.copy(blank / "instance" / name, folder)
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path))
    monkeypatch.setenv("JOBMATCH_DATABASE_URL", database.url)
    return tmp_path


@pytest.fixture
def app(home):
    app = create_app()
    app.testing = True
    app.test_client_class = CheckedClient
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


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
