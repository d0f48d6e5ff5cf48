"""The server as it runs: two workers count together, its log is one JSON line an event, and no address is in it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
GUNICORN = Path(sys.executable).with_name("gunicorn")
CANARY = "11010519491231002X"
TIMES = 40
WORKERS = 2


@pytest.fixture(params=["a folder of its own", "a folder that is given"])
def server(request, world, home, tmp_path, monkeypatch):
    """gunicorn with two workers; gives the port and the file that its standard error goes to."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    if "given" in request.param:
        tmp_path.joinpath("counting").mkdir()
        monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "counting"))
    with running(tmp_path / "stderr") as port:
        yield port, tmp_path / "stderr"


@contextmanager
def running(log, *more):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    words = [GUNICORN, "wsgi:app", "-b", f"127.0.0.1:{port}", "-w", str(WORKERS), "--no-control-socket", *more]
    with open(log, "w") as file:
        process = subprocess.Popen(words, cwd=ROOT, env=os.environ, stderr=file, stdout=file, start_new_session=True)
    try:
        wait_for(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(port):
    for _ in range(600):
        try:
            return ask(port, "/healthz")
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, headers=headers)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def send(port, data):
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(4096):
            pass


def counted(text, name):
    return next((float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name)), 0)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_two_workers_count_together_and_log_nothing_typed(server, tmp_path):
    port, log = server
    name = 'jobmatch_requests_total{endpoint="health.healthz",method="GET",status="2xx"}'
    before = counted(ask(port, "/metrics"), name)
    for _ in range(TIMES):
        ask(port, "/healthz")
    assert counted(ask(port, "/metrics"), name) - before == TIMES
    assert len(list(tmp_path.rglob("counter_*.db"))) == 2, "only one worker has answered"

    ask(port, f"/jobs?q={CANARY}%0a%1b[31m", **{"User-Agent": f"{CANARY}\x1b[2J"})
    ask(port, f"/{CANARY}%0d%0a%7b%22event%22:1%7d", **{"X-Request-ID": CANARY, "Referer": f"http://x/{CANARY}"})
    for broken in (
        "GET /{0}\x00 HTTP/1.1\r\n\r\n",
        "{0} / HTTP/9\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {0}\r\nA\n{0}: \r\n\r\n",
    ):
        send(port, broken.format(CANARY).encode())
    lines = log.read_text().splitlines()
    events = [json.loads(line) for line in lines]
    assert sum(event["event"] == "request" for event in events) >= TIMES + 4
    assert any(event["event"].startswith("Invalid request") for event in events)
    assert all(event["event"] != 1 for event in events)
    assert [line for line in lines if CANARY in line or "\x1b" in line] == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_uploads_that_never_end_hold_no_worker_for_long(world, home, tmp_path):
    """Every worker is given a body of which one byte comes: gunicorn ends it in time, and others are served."""
    half = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with running(tmp_path / "stderr", "--timeout", "3") as port, ExitStack() as held:
        for _ in range(WORKERS):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            connection.sendall(half + b"Content-Length: 1000\r\n\r\na")
        time.sleep(0.5)
        assert "ok" in ask(port, "/healthz")
    assert "WORKER TIMEOUT" in (tmp_path / "stderr").read_text()
