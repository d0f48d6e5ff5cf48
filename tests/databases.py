"""The databases that a test may have for itself: an SQLite file, or one in the worker's PostgreSQL server."""

from dataclasses import dataclass
from pathlib import Path

from tests import postgres


@dataclass
class Sqlite:
    """``folder`` is the instance folder, which holds the keys too."""

    folder: Path
    kind = "sqlite"

    @property
    def url(self):
        return f"sqlite:///{self.folder / 'jobmatch.sqlite3'}"

    def files(self):
        return sorted(self.folder.glob("jobmatch.sqlite3*"))

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
