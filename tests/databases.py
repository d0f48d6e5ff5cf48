"""The databases that a test may have for itself: an SQLite file, or one in the worker's PostgreSQL server.

Each is a copy of a template that is made once for each worker: empty and migrated, with the small world in it, or
with the invented district.
"""

import copy
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobmatch import config
from jobmatch.app import create_app
from jobmatch.demo.load import load
from jobmatch.demo.scale import SAMPLE
from jobmatch.storage import care
from jobmatch.storage.base import db
from jobmatch.storage.setup import release
from tests import postgres
from tests.neighbours import add_neighbours
from tests.world import add_a_referral_and_a_submission, build_world

FILE = "jobmatch.sqlite3"
KEYS = ("keys.json", "session-secret")
STOCKS = {
    "blank": None,
    "world": "blank",
    "whole_world": "world",
    "two_districts": "whole_world",
    "invented_district": "blank",
}
"""What a database may hold, and on which other stock that one builds."""
DISTRICT = (3, date(2026, 11, 23), SAMPLE)
"""Seed, day and scale of the invented district that is kept."""


def settings_in(folder, **environ):
    return config.load({"JOBMATCH_HOME": str(folder), **environ})


@dataclass
class Sqlite:
    """``folder`` is the instance folder, which holds the keys too."""

    folder: Path
    kind = "sqlite"

    @property
    def url(self):
        return f"sqlite:///{self.folder / FILE}"

    def files(self):
        return sorted(self.folder.glob(f"{FILE}*"))

    def drop(self):
        for file in self.files():
            file.unlink()


@dataclass
class Postgresql:
    cluster: postgres.Cluster
    name: str
    kind = "postgresql"

    @property
    def url(self):
        return self.cluster.url(self.name)

    def files(self):
        return self.cluster.files_of(self.name)

    def drop(self):
        self.cluster.drop(self.name)


class Shelf:
    """Templates of both kinds, made when they are first asked for; the keys of what is in them are remembered."""

    def __init__(self, folder):
        self.folder, self.templates, self.worlds = folder, {}, {}
        self._cluster, self._engines = None, {}
        create_app(settings_in(folder))

    @property
    def keys(self):
        return [self.folder / "instance" / name for name in KEYS]

    def cluster(self):
        self._cluster = self._cluster or postgres.start_or_skip()
        return self._cluster

    def take(self, kind, stock, folder):
        """Return a copy of the template; ``stock`` None is a database without any table."""
        template = None if stock is None else self._template(kind, stock)
        if kind == "postgresql":
            return Postgresql(self.cluster(), self.cluster().create(template.name if template else "template1"))
        folder.mkdir(exist_ok=True)
        if template:
            shutil.copy(template.folder / FILE, folder)
        return Sqlite(folder)

    def world(self, kind, stock):
        self._template(kind, stock)
        return copy.deepcopy(self.worlds[kind, stock])

    def _template(self, kind, stock):
        if (kind, stock) not in self.templates:
            made = self.take(kind, STOCKS[stock], self.folder / f"{kind}-{stock}")
            app = create_app(settings_in(self.folder, JOBMATCH_DATABASE_URL=made.url))
            with app.app_context():
                self.worlds[kind, stock] = self._fill(kind, stock)
                self._engines.setdefault(kind, db.engine)
                release()
            self.templates[kind, stock] = made
        return self.templates[kind, stock]

    def _fill(self, kind, stock):
        if stock == "blank":
            return care.upgrade()
        if stock == "world":
            return build_world()
        if stock == "invented_district":
            return load(*DISTRICT)
        add = add_neighbours if stock == "two_districts" else add_a_referral_and_a_submission
        return add(self.world(kind, STOCKS[stock]))

    def share_statements(self, engine):
        """Let all engines of a kind know the statements that one of them has compiled: half of a test was compiling.

        That one is the template's, which has been connected: only then does a dialect know its database.
        """
        first = self._engines[engine.dialect.name]
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache

    def close(self):
        if self._cluster:
            self._cluster.stop()
