"""How long the auditor's search takes over many entries, beside a bare query that reads the same page by an index.

The bare one asks SQLite's driver for the page's entries by their places in the chain, which nobody could know before:
it is the least that any search can cost. The distance is the price of finding them, of the session and of the filters.
Both run in turns over the same chain: median of five. Prints JSON; ``ratio`` is ours divided by the bare one (times:
lower is better, 1 is the least).
"""

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jobmatch.app import create_app
from jobmatch.config import load
from jobmatch.storage import audit, care
from jobmatch.storage.audit import AuditEntry, Entry
from jobmatch.storage.audit_search import Sought, list_entries
from jobmatch.storage.base import db, new_id
from jobmatch.storage.engine import writing

ROUNDS, PAGE, AT_ONCE = 5, 51, 1_000
DISTRICT, USERS, RARE = new_id(), [new_id() for _ in range(40)], "account.role_changed"
ACTIONS = ("person.viewed", "suggestions.shown", "referral.made", "submission.read", "consent.given")
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def chain(count: int, seed: int = 1) -> list[Entry]:
    """Return invented entries, a minute apart, few of them of one rare act."""
    made = random.Random(seed)
    subjects = [new_id() for _ in range(max(1, count // 20))]
    return [
        Entry(
            at=BEGUN + timedelta(minutes=number),
            actor_kind="human",
            user_id=made.choice(USERS),
            district_id=DISTRICT,
            action=RARE if number in {count // 9, count // 7} else made.choice(ACTIONS),
            subject_table="people",
            subject_id=made.choice(subjects),
            details={},
        )
        for number in range(count)
    ]


def fill(entries: list[Entry]) -> None:
    """Write the entries as acts do, many in one transaction."""
    for start in range(0, len(entries), AT_ONCE):
        with writing():
            audit.append(db.session(), entries[start : start + AT_ONCE])
            db.session.commit()


def searches(entries: list[Entry]) -> dict[str, Sought]:
    """Return what an auditor asks for, the dear things too: far back, rare, and nothing at all."""
    early, late = BEGUN + timedelta(minutes=len(entries) // 10), BEGUN + timedelta(minutes=len(entries) // 5)
    return {
        "newest": Sought(),
        "far_back": Sought(before=len(entries) // 20),
        "account": Sought(user_id=USERS[0]),
        "account_and_act": Sought(user_id=USERS[0], action=RARE),
        "act": Sought(action=ACTIONS[0]),
        "rare_act": Sought(action=RARE),
        "rare_subject_of_acts": Sought(action="account."),
        "subject": Sought(subject_table="people", subject_id=entries[0].subject_id or ""),
        "early_days": Sought(since=early, until=late),
        "early_days_of_account": Sought(user_id=USERS[0], since=early, until=late),
        "a_day_without_entries": Sought(since=BEGUN - timedelta(days=9), until=BEGUN - timedelta(days=8)),
        "nobody": Sought(user_id=new_id()),
    }


def taken(work: Callable[[], object]) -> float:
    """Return how many milliseconds ``work`` took."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def measure(file: Path, sought: Sought) -> dict[str, float]:
    """Run a search and the bare query for the same entries in turns."""
    places = [entry.seq for entry in list_entries(DISTRICT, sought, PAGE)] or [-1]
    marks = ",".join("?" * len(places))
    bare = f"SELECT * FROM audit_entries WHERE seq IN ({marks}) ORDER BY seq DESC"

    def ours() -> list[AuditEntry]:
        db.session.expunge_all()
        return list_entries(DISTRICT, replace(sought), PAGE)

    with closing(sqlite3.connect(file)) as connection:
        turns = [(taken(ours), taken(lambda: connection.execute(bare, places).fetchall())) for _ in range(ROUNDS)]
    return {
        "ours_ms": round(statistics.median(one for one, _ in turns), 3),
        "bare_ms": round(statistics.median(two for _, two in turns), 3),
        "ratio": round(statistics.median(one / two for one, two in turns), 1),
    }


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load({"JOBMATCH_HOME": folder}))
        with app.app_context():
            care.upgrade()
            entries = chain(asked.entries)
            fill(entries)
            file = Path(str(db.engine.url.database))
            found = {name: measure(file, sought) for name, sought in searches(entries).items()}
            db.session.rollback()
            db.engine.dispose()
    print(json.dumps({"benchmark": "audit_search", "entries": asked.entries, "searches": found}, indent=2))


if __name__ == "__main__":
    main()
