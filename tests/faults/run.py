"""Kill the server again and again while kiosks register, and compare three ledgers: told, kept, numbered.

``python -m tests.faults.run --kills 60``: a client that was told a number must find it in the database; a client that
was not told sends the same key again until it is; at the end there is one submission and one ticket for each key, the
numbers have no gap, and the database is sound. ``--weak`` is a careless kiosk that loses its first answer and tries
again with a new key: the harness must then find doubles, or it is blind.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import threading
import time
import uuid
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import _serving as serving

CLIENTS = 6


class Run:
    """One run: the clients' ledger, and the server that is killed under them."""

    def __init__(self, fair, weak):
        self.fair, self.weak, self.port = fair, weak, serving.free_port()
        self.told, self.retries, self.stop = {}, 0, threading.Event()
        self.server = serving.start("wsgi:app", self.port, fair.env)

    def client(self, first):
        """Register one person after another, each until told a number."""
        serial = first
        while not self.stop.is_set():
            person, key = f"{serial}", str(uuid.uuid4())
            while self.weak and self.try_once(str(uuid.uuid4()), serial) is None:
                continue
            while (number := self.try_once(key, serial)) is None:
                continue
            self.told[person] = (key, number)
            serial += CLIENTS

    def try_once(self, key, serial):
        """Send one registration; returns the number that the answer tells, or None where none came."""
        try:
            status, body = serving.register(self.port, self.fair, serial, key)
        except OSError:
            self.retries += 1
            time.sleep(0.02)
            return None
        if status in {200, 201}:
            return json.loads(body)["ticket"]["number"]
        assert status in {429, 503}, f"{status}: {body[:200]!r}"
        return None

    def kill(self):
        """Kill every process of the server at once, as a power cut of the program does, and start it again."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self.server = serving.start("wsgi:app", self.port, self.fair.env)


def faults_of(run):
    """Compare what was told with what is kept."""
    kept = sqlite3.connect(run.fair.home / "instance" / "jobmatch.sqlite3")
    rows = kept.execute(
        "SELECT s.id, t.number FROM submissions s LEFT JOIN tickets t ON t.submission_id = s.id"
    ).fetchall()
    # What an officer took in at home has no ticket: only numbers that were given count.
    numbers = Counter(number for _key, number in rows if number is not None)
    by_key = dict(rows)
    faults = [
        f"told {number} for {key}, kept {by_key.get(key)}"
        for key, number in run.told.values()
        if by_key.get(key) != number
    ]
    faults += [f"number {number} given {count} times" for number, count in numbers.items() if count > 1]
    if numbers and (missing := set(range(1, max(numbers) + 1)) - set(numbers)):
        faults.append(f"numbers {sorted(missing)[:5]} were never kept")
    unasked = len(rows) - run.before - len(run.told)
    return faults + ([f"{unasked} submissions that nobody was told of"] if unasked else [])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weak", action="store_true")
    parser.add_argument("--installed", type=Path, help="the folder of an installation to copy, instead of making one")
    options = parser.parse_args()
    dice, began = random.Random(options.seed), time.monotonic()
    with serving.invented_fair(made=options.installed) as fair:
        run = Run(fair, options.weak)
        run.before = (
            sqlite3.connect(fair.home / "instance" / "jobmatch.sqlite3")
            .execute("SELECT count(*) FROM submissions")
            .fetchone()[0]
        )
        clients = threading.Thread(target=serving.together, args=(CLIENTS, run.client))
        clients.start()
        for _ in range(options.kills):
            time.sleep(dice.uniform(0.05, 0.6))
            run.kill()
        run.stop.set()
        clients.join()
        os.killpg(run.server.pid, signal.SIGTERM)
        run.server.wait()
        faults = faults_of(run)
        sound = json.loads(fair.jobmatch("db", "check", "--json"))["ok"]
    report = {
        "kills": options.kills,
        "seed": options.seed,
        "told": len(run.told),
        "lost_answers": run.retries,
        "faults": faults[:10],
        "sound": sound,
        "seconds": round(time.monotonic() - began, 1),
    }
    print(json.dumps(report, ensure_ascii=False, indent=2))
    sys.exit(bool(faults) or not sound)


if __name__ == "__main__":
    main()
