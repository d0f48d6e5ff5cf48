"""What one registration costs a database: rows by table, statements in each transaction, time the lock is held."""

import statistics
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import _serving as serving
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, func, select

from jobmatch import config
from jobmatch.app import create_app
from jobmatch.storage.base import Base, db
from jobmatch.storage.setup import release

TIMES = 20
_CONTROL = ("PRAGMA", "BEGIN")


class Watch:
    """Statements by transaction, in order, and how long the last one lasted."""

    def __init__(self) -> None:
        self.transactions: list[list[str]] = []
        self.held: list[float] = []
        self._begun = 0.0

    def on_begin(self, _connection: object) -> None:
        """A transaction begins."""
        self.transactions.append([])
        self._begun = time.perf_counter()

    def on_execute(self, _connection: object, _cursor: object, statement: str, *_more: object) -> None:
        """A statement is sent."""
        if not statement.startswith(_CONTROL):
            self.transactions[-1].append(statement)

    def on_committed(self, _connection: object) -> None:
        """A transaction ends with a commit."""
        self.held.append(time.perf_counter() - self._begun)


@contextmanager
def _watching(engine: Engine) -> Iterator[Watch]:
    watch = Watch()
    heard = {"begin": watch.on_begin, "before_cursor_execute": watch.on_execute, "commit": watch.on_committed}
    for name, hear in heard.items():
        event.listen(engine, name, hear)
    yield watch
    for name, hear in heard.items():
        event.remove(engine, name, hear)


def measure(fair: serving.Fair) -> dict[str, Any]:
    """Register some people within this process and return what each cost, as counted."""
    app = create_app(config.load(fair.env))
    client = app.test_client()
    with app.app_context():
        _register(client, fair, 0)
        before = _rows()
        with _watching(db.engine) as watch:
            for number in range(TIMES):
                _register(client, fair, number)
        added = Counter(_rows())
        added.subtract(before)
        release()
    reads, act = watch.transactions[-2:]
    return {
        "rows": {name: count / TIMES for name, count in sorted(added.items()) if count},
        "statements_before_the_act": len(reads),
        "statements_in_the_act": len(act),
        "act_ms_before_the_commit": round(statistics.median(watch.held) * 1000, 2),
    }


def _register(client: FlaskClient, fair: serving.Fair, number: int) -> None:
    headers = {"Authorization": f"Bearer {fair.token}", "Idempotency-Key": str(uuid.uuid4())}
    answer = client.post(f"/api/v1/fairs/{fair.fair}/registrations", json=serving.registration(number), headers=headers)
    if answer.status_code != 201:
        raise RuntimeError(answer.text)


def _rows() -> dict[str, int]:
    counts = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return counts
