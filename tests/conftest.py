"""What every kind of test shares: settings in a folder of the test's own, a migrated database to copy, an app.

Whatever uses a database runs twice, on SQLite and on PostgreSQL (``-k sqlite`` and ``-k postgresql`` choose one).
"""

import os
import shutil

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from jobmatch.accounts import passwords
from jobmatch.storage.base import db
from jobmatch.storage.setup import release
from tests import installation, memory, postgres
from tests.databases import STOCKS, Shelf
from tests.lent_app import LentApp
from tests.page_check import CheckedClient
from tests.second_factor import MUST_HAVE_A_FACTOR, begin_session, give_an_app

# A test judges what is true, never how long it took: benchmarks do that.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_configure():
    memory.keep_folders_there()


def pytest_terminal_summary(terminalreporter):
    postgres.say_what_was_skipped(terminalreporter)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Hash at once: argon2 is slow on purpose. ``tests/unit/accounts`` looks at the real thing."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", hasher)
        patch.setattr(passwords, "_NOBODY", hasher.hash("nobody"))
        yield


@pytest.fixture(scope="session")
def common_folder(tmp_path_factory):
    """A folder that all workers of this run share, for what is the same whoever makes it."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def installed(common_folder):
    """The folder of an installation with the invented district; all workers share it: serve a copy."""
    return installation.made_once(common_folder)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    """The templates of this worker, and the one set of keys that opens them."""
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    yield shelf
    shelf.close()


@pytest.fixture
def make_database(shelf, tmp_path):
    """Make databases of the test's own: ``make_database("postgresql", None)`` has no tables; dropped afterwards."""
    made = []

    def make(kind, stock="blank"):
        made.append(shelf.take(kind, stock, tmp_path / (f"database{len(made)}" if made else "instance")))
        return made[-1]

    yield make
    for database in made:
        database.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, make_database):
    """The test's own database, once of each kind: migrated, and with the world in it that the test asks for."""
    return make_database(request.param, stock_of(request))


def stock_of(request):
    """The largest of the worlds that a test asks for."""
    return next(stock for stock in reversed(STOCKS) if stock in (*request.fixturenames, "blank"))


@pytest.fixture
def home(shelf, database, tmp_path, monkeypatch):
    """A folder with the keys, and the environment that leads a command to it and to the test's own database."""
    folder = tmp_path / "instance"
    folder.mkdir(exist_ok=True)
    for key in shelf.keys:
        shutil.copy(key, folder)
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path))
    monkeypatch.setenv("JOBMATCH_DATABASE_URL", database.url)
    return tmp_path


@pytest.fixture(scope="session")
def lent_app(common_folder):
    """The application of this worker; the templates that one worker has compiled no other compiles."""
    (common_folder / "templates").mkdir(exist_ok=True)
    return LentApp(FileSystemBytecodeCache(str(common_folder / "templates")))


@pytest.fixture
def app(home, shelf, lent_app):
    app = lent_app.lend()
    app.testing = True
    app.test_client_class = CheckedClient
    with app.app_context():
        shelf.share_statements(db.engine)
        yield app
        release()
    lent_app.take_back()


@pytest.fixture
def world(app, database, shelf, request):
    """A small district with one of everything that the thread needs (see ``tests/world.py``)."""
    return shelf.world(database.kind, stock_of(request))


@pytest.fixture
def whole_world(world):
    """The small district with a referral and an unverified submission under way."""
    return world


@pytest.fixture
def two_districts(world):
    """The whole world beside a second district, and beside a second employer, with one of everything."""
    return world


@pytest.fixture
def invented_district(app, database, shelf):
    """The invented district (``jobmatch demo load``), and what loading it has said."""
    return shelf.world(database.kind, "invented_district")


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def sign_in(app, world):
    """Return a client on which the account of a role is signed in: ``sign_in("caseworker")``.

    Roles that must have a second factor have an app (see ``tests/second_factor.py``). The session is begun where the
    page of the sign-in begins one, without drawing that page: its own tests are ``tests/pages/account``.
    """

    def enter(role):
        user_id, client = world.users[role], app.test_client()
        if role in MUST_HAVE_A_FACTOR:
            give_an_app(user_id)
        with client.session_transaction() as browser:
            browser.update(_user_id=begin_session(user_id, is_strong=role in MUST_HAVE_A_FACTOR), _fresh=True)
        return client

    return enter
