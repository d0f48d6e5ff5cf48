"""How many submissions a second go through gunicorn, beside a bare Flask route with one insert and one commit.

Both run with two sync workers, asked by eight clients in turns, on SQLite (WAL, FULL) and on PostgreSQL (started from
its package as the tests start it, but waiting for the disk): medians of five. Ours does the whole act: token, limits,
answers checked and sealed, every position at the fair ranked, submission, ticket with its slip, shown list, audit rows.
Prints JSON. For each database ``ratio`` is ours divided by bare, and ``one_registration`` says what one costs: rows by
table, statements before the act and in it, milliseconds in which it holds the write lock. The figures depend on the
disk and on what else the machine does: name both when quoting them.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
import _one_registration  # the benchmarks are scripts, not a package
import _serving as serving

from tests import postgres

ROUNDS = 5
CLIENTS = 8
BARE = """
import os, sqlite3, uuid
from flask import Flask, jsonify, request
app = Flask(__name__)
def connect(url):
    if url.startswith("postgresql"):
        import psycopg
        return psycopg.connect(url, autocommit=True), "%s"
    db = sqlite3.connect(url, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=8000"):
        db.execute(f"PRAGMA {pragma}")
    return db, "?"
DB, MARK = connect(os.environ["BARE"])
try:
    DB.execute("CREATE TABLE IF NOT EXISTS s (id TEXT PRIMARY KEY, body TEXT)")
except Exception as error:
    # Two workers begin at once, and PostgreSQL lets one of them make it.
    if "already exists" not in str(error):
        raise
@app.get("/healthz")
def healthz():
    return "ok"
@app.post("/s")
def post():
    DB.execute("BEGIN IMMEDIATE" if MARK == "?" else "BEGIN")
    DB.execute(f"INSERT INTO s VALUES ({MARK}, {MARK})", (str(uuid.uuid4()), request.get_data(as_text=True)))
    DB.execute("COMMIT")
    return jsonify(ok=True), 201
"""
WHAT_WOULD_RAISE_IT = (
    "Ranking in compiled code (issue 6), which is what is done most before the act; rows of positions read only where"
    " a version says that one changed; a lighter way from the request to the answers than two schemas and an"
    " application context. The write lock is held too shortly to matter on this machine."
)

Send = Callable[[int], tuple[int, bytes]]


def per_second(send: Send, seconds: float) -> dict[str, float]:
    """Let the clients send for so long; returns requests a second, the 95th percentile in ms, and the failures."""
    took: list[float] = []
    failed: list[int] = []
    begun_at = time.monotonic()

    def work(client: int) -> None:
        number = client
        while time.monotonic() < begun_at + seconds:
            begun = time.perf_counter()
            status = send(number)[0]
            took.append(time.perf_counter() - begun)
            if status != 201:
                failed.append(status)
            number += CLIENTS

    serving.together(CLIENTS, work)
    return {
        "per_second": len(took) / (time.monotonic() - begun_at),
        "p95_ms": statistics.quantiles(took, n=20)[-1] * 1000,
        "failed": float(len(failed)),
    }


@contextmanager
def both_served(url: str | None, bare_url: str) -> Iterator[tuple[serving.Fair, Send, Send]]:
    """Serve an invented fair at ``url`` (None: SQLite in its own folder) and the bare route at ``bare_url``."""
    with ExitStack() as stack:
        fair = stack.enter_context(serving.invented_fair(url))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.joinpath("bare.py").write_text(BARE)
        ours, bare = serving.free_port(), serving.free_port()
        bare_env = {**os.environ, "BARE": bare_url or str(folder / "bare.sqlite3")}
        servers = [serving.start("wsgi:app", ours, fair.env), serving.start("bare:app", bare, bare_env, folder)]
        for server in servers:
            stack.callback(server.wait)
            stack.callback(server.terminate)
        yield (
            fair,
            lambda number: serving.register(ours, fair, number),
            lambda number: serving.call(bare, "POST", "/s", serving.registration(number)),
        )


def measured(sides: tuple[serving.Fair, Send, Send], turns: list[tuple[dict[str, float], dict[str, float]]]) -> Any:
    """Return the medians of the turns of one database, the ratio, and what one registration costs there."""
    middle = {
        name: {key: round(statistics.median(turn[side][key] for turn in turns), 2) for key in turns[0][side]}
        for side, name in enumerate(("ours", "bare"))
    }
    ratio = statistics.median(one["per_second"] / other["per_second"] for one, other in turns)
    return {**middle, "ratio": round(ratio, 3), "one_registration": _one_registration.measure(sides[0])}


def main() -> None:
    """Measure in turns and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each turn")
    seconds = parser.parse_args().seconds
    with ExitStack() as stack:
        sides = {"sqlite": stack.enter_context(both_served(None, ""))}
        try:
            cluster = postgres.start(is_durable=True)
        except Exception as error:  # noqa: BLE001  # whatever keeps it from starting is said
            print(f"PostgreSQL cannot start here ({error}): measured on SQLite only", file=sys.stderr)
        else:
            stack.callback(cluster.stop)
            ours, bare = (cluster.create("template1") for _ in range(2))
            bare_url = cluster.url(bare).replace("+psycopg", "")
            sides["postgresql"] = stack.enter_context(both_served(cluster.url(ours), bare_url))
        turns: dict[str, list[Any]] = {name: [] for name in sides}
        for _ in range(ROUNDS):
            for name, (_fair, ours_send, bare_send) in sides.items():
                turns[name].append((per_second(ours_send, seconds), per_second(bare_send, seconds)))
        found = {name: measured(side, turns[name]) for name, side in sides.items()}
    about = {"benchmark": "registrations", "clients": CLIENTS, "rounds": ROUNDS, "seconds": seconds}
    print(json.dumps({**about, **found, "what_would_raise_it": WHAT_WOULD_RAISE_IT}, indent=2))
    if any(one["ours"]["failed"] for one in found.values()):
        sys.exit("some registrations failed")


if __name__ == "__main__":
    main()
