"""How long a search at the desk takes, beside a bare ``LIKE '%…%'`` over the plain name.

Ours reads what the words may mean, looks in people (folded name, its reading and initials, the end of the citizen
number, the telephone), referrals, employers and positions, and returns the first five of each with how many there are,
as the page asks for it. Bare finds twenty names and nothing else. Both ask the same database, of invented people, in
turns; medians of five rounds, and the 95th percentile of all of ours (asked: at most 200 ms at 20,000 people). Prints
JSON;
``ratio`` is ours divided by bare (times: lower is better). The figures depend on what else the machine does.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from sqlalchemy import insert, text

from jobmatch import config
from jobmatch.accounts.tables import District
from jobmatch.app import create_app
from jobmatch.finding import queries
from jobmatch.finding.rules import read
from jobmatch.people.name_rules import columns_of
from jobmatch.people.tables import Person
from jobmatch.storage import care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id
from jobmatch.storage.indexes import indexes_that_follow
from jobmatch.storage.sealed import Place, seal
from tests import postgres

ROUNDS, EACH = 5, 20
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑毛单解仇查竺江汪应邬"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂珠波翀冲喆哲国定素根"
FINDERS = (queries.find_people, queries.find_referrals, queries.find_employers, queries.find_positions)


def invent(count: int, made: random.Random) -> str:
    """Write so many people into the empty database, and return the key of their district."""
    district = new_id()
    with act(by=MACHINE, action="benchmark"):
        db.session.add(District(id=district, code="330213", name="基准区", name_en="Benchmark"))
        db.session.flush()
        for start in range(0, count, 1000):
            rows = [_person(district, made, number) for number in range(start, min(start + 1000, count))]
            db.session.execute(insert(Person.__table__), rows)  # type: ignore[arg-type]  # a mapped class's table
    return district


def _person(district: str, made: random.Random, number: int) -> dict[str, Any]:
    name = made.choice(SURNAMES) + "".join(made.choices(GIVEN, k=made.choice((1, 2, 2))))
    key, phone = new_id(), f"139{number:08d}"
    ending = f"330213{1950 + number % 50}0101{number % 1000:03d}{number % 10}"
    row = {"id": key, "district_id": district, "name": name, "source": "register", "version": 1}
    row |= {"born_on": date(1950, 1, 1) + timedelta(days=made.randint(0, 20_000)), "sex": "male"}
    row |= {f"{field}_sealed": seal(Place("people", key, field), value) for field, value in (("phone", phone),)}
    return row | columns_of(name) | indexes_that_follow("people", {"phone": phone, "citizen_number": ending})


def words_of_each_kind(made: random.Random) -> dict[str, list[str]]:
    """Return what is looked for: two characters, initials, the end of a number, a telephone."""
    return {
        "two_characters": ["".join(made.choices(GIVEN, k=2)) for _ in range(EACH)],
        "surname_and_one": [made.choice(SURNAMES) + made.choice(GIVEN) for _ in range(EACH)],
        "initials": ["".join(made.choices("wlzcyhxsgmfjq", k=3)) for _ in range(EACH)],
        "last_four": [f"{made.randint(0, 999):03d}{made.randint(0, 9)}" for _ in range(EACH)],
        "phone": [f"139{made.randint(0, 1999):08d}" for _ in range(EACH)],
    }


def ours(scope: queries.Scope, words: str) -> None:
    """Do what the page of a search does."""
    asked = read(words)
    for find in FINDERS:
        find(scope, asked, 5, 0)
    db.session.rollback()


def bare(district: str, words: str) -> None:
    """Find twenty names."""
    like = text("SELECT id, name FROM people WHERE district_id = :district AND name LIKE :words LIMIT 20")
    db.session.execute(like, {"district": district, "words": f"%{words}%"}).all()
    db.session.rollback()


def milliseconds(work: Callable[[], None]) -> float:
    """Return how long ``work`` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def measure(district: str, made: random.Random) -> dict[str, Any]:
    """Return the figures of each kind of words, and the 95th percentile of all of ours."""
    scope, every, said = queries.Scope(district), [], {}
    for kind, words in words_of_each_kind(made).items():
        rounds: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            mine, theirs = [], []
            for one in words:
                mine.append(milliseconds(lambda one=one: ours(scope, one)))  # type: ignore[misc]  # the default binds it
                theirs.append(milliseconds(lambda one=one: bare(district, one)))  # type: ignore[misc]
            rounds.append((statistics.median(mine), statistics.median(theirs)))
            every += mine
        mine_ms, bare_ms = (statistics.median(one[place] for one in rounds) for place in (0, 1))
        said[kind] = {"ours_ms": round(mine_ms, 2), "bare_ms": round(bare_ms, 2), "ratio": round(mine_ms / bare_ms, 2)}
    return {"p95_ms": round(statistics.quantiles(every, n=20)[18], 1), "kinds": said}


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where it can be started, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_000)
    options = parser.parse_args()
    said: dict[str, Any] = {"benchmark": "search", "people": options.people}
    with ExitStack() as stack:
        for name, url in databases(stack):
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            os.environ["JOBMATCH_DATABASE_URL"] = url or f"sqlite:///{folder}/search.sqlite3"
            with create_app(config.load({**os.environ, "JOBMATCH_HOME": folder})).app_context():
                care.upgrade()
                made = random.Random(1)
                said[name] = measure(invent(options.people, made), made)
                db.session.remove()
                db.engine.dispose()
    print(json.dumps(said, indent=2))


def databases(stack: ExitStack) -> list[tuple[str, str]]:
    """List the databases to measure, with the address of each; SQLite lies in a folder of its own."""
    try:
        cluster = postgres.start(is_durable=True)
    except Exception as error:  # noqa: BLE001  # whatever keeps it from starting is said
        print(f"PostgreSQL cannot start here ({error}): measured on SQLite only", file=sys.stderr)
        return [("sqlite", "")]
    stack.callback(cluster.stop)
    return [("sqlite", ""), ("postgresql", cluster.url(cluster.create("template1")))]


if __name__ == "__main__":
    main()
