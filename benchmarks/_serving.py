"""Starts gunicorn on a folder of its own and sends it requests from many threads; used by the benchmarks and faults."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
UNLIMITED = {f"JOBMATCH_LIMIT_{whom}": "1000000" for whom in ("ADDRESS", "DEVICE", "FAIR", "ALL")}
"""One device hands in what a city does: the limits count as always, and are out of reach."""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Fair:
    """An invented district in a folder of its own, its practice fair, and a paired device's token."""

    home: Path
    fair: str = ""
    token: str = ""
    env: dict[str, str] = field(default_factory=dict)

    def jobmatch(self, *words: str) -> str:
        """Run a command of ours and return what it prints."""
        done = subprocess.run(
            [str(BIN / "jobmatch"), *words], env=self.env, check=True, capture_output=True, text=True, cwd=ROOT
        )
        return done.stdout


@contextmanager
def invented_fair(url: str | None = None, made: Path | None = None, **settings: str) -> Iterator[Fair]:
    """Make a district and pair a device with its practice fair; in the database at ``url``, else in SQLite.

    ``made`` is the folder of an installation that has one already: it is copied.
    """
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "JOBMATCH_HOME": folder, **UNLIMITED, **settings}
        env.pop("JOBMATCH_DATABASE_URL", None)
        fair = Fair(Path(folder), env=env | ({"JOBMATCH_DATABASE_URL": url} if url else {}))
        if made:
            shutil.copytree(made, folder, dirs_exist_ok=True)
        else:
            fair.jobmatch("db", "upgrade")
            fair.jobmatch("demo", "load", "--scale", "sample")
        fair.fair = json.loads(fair.jobmatch("fair", "list", "--json"))[0]["id"]
        fair.token = json.loads(fair.jobmatch("fair", "pair", fair.fair, "--name", "K1", "--json"))["token"]
        yield fair


def start(app: str, port: int, env: dict[str, str], cwd: Path = ROOT) -> subprocess.Popen[bytes]:
    """Start gunicorn with two workers and wait until it answers."""
    words = [str(BIN / "gunicorn"), app, "-b", f"127.0.0.1:{port}", "-w", "2", "--no-control-socket"]
    server = subprocess.Popen([*words, "--log-level", "critical"], cwd=cwd, env=env, start_new_session=True)
    for _ in range(200):
        try:
            if call(port, "GET", "/healthz")[0] == 200:
                return server
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not answer")


def call(port: int, method: str, path: str, body: object = None, **headers: str) -> tuple[int, bytes]:
    """Send one request and return status and body. Raises ``OSError`` when the server goes away."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        data = None if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, data, {"Content-Type": "application/json", **named} if data else named)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()


def registration(number: int) -> dict[str, object]:
    """Return the body of one invented person's registration."""
    return {
        "name": f"虚构{number}",
        "wanted": ["包装"],
        "functions": {"stand_long": "cannot"},
        "needs": ["seated_work"],
        "wage_floor_fen": 240000,
        "consents": ["store", "recommend"],
        "consent_version": "bench",
    }


def register(port: int, fair: Fair, number: int, key: str | None = None) -> tuple[int, bytes]:
    """Register one invented person as a paired device does."""
    headers = {"Authorization": f"Bearer {fair.token}", "Idempotency_Key": key or str(uuid.uuid4())}
    return call(port, "POST", f"/api/v1/fairs/{fair.fair}/registrations", registration(number), **headers)


def together(clients: int, work: Callable[[int], None]) -> None:
    """Run ``work(client)`` in so many threads and wait for all."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
