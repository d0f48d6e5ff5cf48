"""How many submissions a second go through gunicorn, beside a bare Flask route with one insert and one commit.

Both run with two sync workers on SQLite (WAL, FULL), asked by eight clients in turns: median of five. Ours does the
whole act: answers checked and sealed, submission, ticket, ranking of every position at the fair, slip, shown list,
audit rows. Prints JSON; ``ratio`` is ours divided by bare. The figures depend on the disk: name it when quoting them.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import _serving as serving  # the benchmarks are scripts, not a package

ROUNDS = 5
CLIENTS = 8
BARE = """
import os, sqlite3, uuid
from flask import Flask, jsonify, request
app = Flask(__name__)
def connect():
    db = sqlite3.connect(os.environ["BARE"], isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL"); db.execute("PRAGMA synchronous=FULL"); db.execute("PRAGMA busy_timeout=8000")
    db.execute("CREATE TABLE IF NOT EXISTS s (id TEXT PRIMARY KEY, body TEXT)")
    return db
DB = connect()
@app.get("/healthz")
def healthz():
    return "ok"
@app.post("/s")
def post():
    DB.execute("BEGIN IMMEDIATE")
    DB.execute("INSERT INTO s VALUES (?, ?)", (str(uuid.uuid4()), request.get_data(as_text=True)))
    DB.execute("COMMIT")
    return jsonify(ok=True), 201
"""


def per_second(send: object, seconds: float) -> dict[str, float]:
    """Let the clients send for so long; returns requests a second, the 95th percentile in ms, and the failures."""
    took: list[float] = []
    failed: list[int] = []
    until = time.monotonic() + seconds

    def work(client: int) -> None:
        number = client
        while time.monotonic() < until:
            begun = time.perf_counter()
            status = send(number)[0]  # type: ignore[operator]
            took.append(time.perf_counter() - begun)
            if status != 201:
                failed.append(status)
            number += CLIENTS

    serving.together(CLIENTS, work)
    return {
        "per_second": len(took) / seconds,
        "p95_ms": statistics.quantiles(took, n=20)[-1] * 1000,
        "failed": float(len(failed)),
    }


def main() -> None:
    """Measure in turns and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each turn")
    seconds = parser.parse_args().seconds
    with serving.invented_fair() as fair, tempfile.TemporaryDirectory() as folder:
        Path(folder, "bare.py").write_text(BARE)
        ours, bare = serving.free_port(), serving.free_port()
        env = {**os.environ, "BARE": str(Path(folder, "bare.sqlite3"))}
        servers = [serving.start("wsgi:app", ours, fair.env), serving.start("bare:app", bare, env, Path(folder))]
        try:
            turns = [
                (
                    per_second(lambda n: serving.register(ours, fair, n), seconds),
                    per_second(lambda n: serving.call(bare, "POST", "/s", serving.registration(n)), seconds),
                )
                for _ in range(ROUNDS)
            ]
        finally:
            for server in servers:
                server.terminate()
                server.wait()
    middle = {
        name: {key: round(statistics.median(turn[side][key] for turn in turns), 2) for key in turns[0][side]}
        for side, name in enumerate(("ours", "bare"))
    }
    ratio = statistics.median(one["per_second"] / other["per_second"] for one, other in turns)
    print(json.dumps({"benchmark": "registrations", "clients": CLIENTS, **middle, "ratio": round(ratio, 3)}, indent=2))
    if middle["ours"]["failed"]:
        sys.exit("some registrations failed")


if __name__ == "__main__":
    main()
