"""``make run``: bring the database up to date, invent a district when it is new, start the server and the worker."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jobmatch.config import load

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
SIGN_INS = load().key_file.with_name("demo-sign-ins.json")


def prepare() -> None:
    """Bring the schema up to date and load the invented district into a database that holds none."""
    jobmatch = str(BIN / "jobmatch")
    subprocess.run([jobmatch, "db", "upgrade"], check=True, stdout=subprocess.DEVNULL)
    listed = subprocess.run([jobmatch, "fair", "list", "--json"], capture_output=True, text=True, check=False)
    if listed.returncode == 2 and "no district" in listed.stderr:
        print("The database is new: inventing a district …", flush=True)
        subprocess.run([jobmatch, "demo", "load"], check=True)
    elif listed.returncode != 0:
        sys.exit(listed.stderr)


def show(port: int) -> None:
    """Print where to go and with which sign-ins."""
    home = f"http://127.0.0.1:{port}"
    print(f"\n  JobMatch 助残就业   {home}/\n")
    for name, path in (
        ("kiosk 自助登记", "/kiosk/"),
        ("caseworkers 工作台", "/casework/"),
        ("employers 用人单位", "/portal/"),
        ("API", "/openapi.json"),
    ):
        print(f"    {name:<22}{home}{path}")
    if SIGN_INS.exists():
        print(f"\n  Sign-ins of the invented district (also in {SIGN_INS}):\n")
        for account in json.loads(SIGN_INS.read_text()):
            secret = account.get("totp_secret")
            second = f"   second factor: {secret}" if secret else ""
            print(f"    {account['role']:<20}{account['login']:<14}{account['password']}{second}")
        print("\n  The second factor is for an authenticator app; jobmatch user code LOGIN prints the present code.")
    print("\n  Stop with Ctrl+C.\n", flush=True)


def serve(port: int) -> int:
    """Run the server and the worker until one of them ends or somebody says stop."""
    gunicorn = [
        str(BIN / "gunicorn"),
        "wsgi:app",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--worker-class",
        "sync",
        "--no-control-socket",
        "--log-level",
        "warning",
    ]
    # Server and worker count together: see jobmatch/metrics.py.
    with tempfile.TemporaryDirectory(prefix="jobmatch-metrics-") as folder:
        env = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": folder}
        return watch(
            subprocess.Popen(gunicorn, cwd=ROOT, env=env),
            subprocess.Popen([str(BIN / "python"), "-m", "jobmatch.worker"], cwd=ROOT, env=env),
        )


def watch(*children: subprocess.Popen[bytes]) -> int:
    """Wait until one of the children ends or somebody says stop, and end the others."""

    def stop(*_: object) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    codes = [child.poll() for child in children]
    stop()
    for child in children:
        child.wait()
    return next((code for code in codes if code), 0)


def main() -> None:
    """Prepare, show, serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    os.chdir(ROOT)
    prepare()
    show(options.port)
    sys.exit(serve(options.port))


if __name__ == "__main__":
    main()
