"""How fast an export of the national database becomes the register, beside a bare executemany of the same rows.

Ours reads the workbook in its limited child, judges every row, compares it with the register, previews, works all of it
out again, seals, writes in one act with its audit rows. The bare one opens the same workbook with calamine, unlimited,
and puts the cells into one table with one commit and nothing else. Both begin with an empty register, in turns, on
SQLite (WAL, FULL) and on PostgreSQL; medians. Prints JSON; ``ratio`` is ours divided by bare (rows a second; starting
the command is in ours), ``again`` is the same file once more, when nothing changes. The figures depend on the disk and
on what else the machine does.
"""

import argparse
import io
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
from python_calamine import CalamineWorkbook
from stdnum.iso7064 import mod_11_2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests import postgres
from tests.made_books import book

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
HEADER = ["姓名", "残疾人证号", "身份证号", "乡镇街道", "首次发证日期", "发证日期", "有效期至", "联系电话", "家庭住址"]
CREATE = "CREATE TABLE rows (" + ", ".join(f"c{place} TEXT" for place in range(len(HEADER))) + ")"


def export(rows: int, seed: int = 1) -> bytes:
    """Return a workbook of so many invented holders, no two of one number."""
    made, seen, lines = random.Random(seed), set(), [HEADER]
    while len(lines) <= rows:
        born = date(1940, 1, 1) + timedelta(days=made.randrange(25_000))
        payload = f"330224{born:%Y%m%d}{made.randrange(1000):03d}"
        citizen = payload + mod_11_2.calc_check_digit(payload)
        if citizen in seen:
            continue
        seen.add(citizen)
        begin = date(2016, 3, 1) + timedelta(days=made.randrange(3_600))
        days = [str(begin), str(begin), str(begin + timedelta(days=3_652))]
        card = f"{citizen}{made.randint(1, 6)}{made.randint(1, 4)}"
        town, phone = f"{made.choice('甲乙丙丁')}街道", f"138{made.randrange(10**8):08d}"
        lines.append([f"持证{len(lines)}", card, citizen, town, *days, phone, f"某路 {made.randrange(999)} 号"])
    return book(lines)


def bare(data: bytes, url: str) -> float:
    """Put the cells of the workbook into one table; returns the seconds it took."""
    begun = time.perf_counter()
    cells = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    mark = "%s" if url.startswith("postgresql") else "?"
    insert = f"INSERT INTO rows VALUES ({', '.join([mark] * len(HEADER))})"
    if mark == "%s":
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS rows")
            cursor.execute(CREATE)
            cursor.executemany(insert, cells)
        return time.perf_counter() - begun
    connection = sqlite3.connect(url)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    with connection:
        connection.execute("DROP TABLE IF EXISTS rows")
        connection.execute(CREATE)
        connection.executemany(insert, cells)
    connection.close()
    return time.perf_counter() - begun


class Ours:
    """An installation of its own with an empty register; ``run`` imports a file and says how long it took."""

    def __init__(self, folder: str, url: str | None) -> None:
        self.env = {**os.environ, "JOBMATCH_HOME": folder}
        self.env.pop("JOBMATCH_DATABASE_URL", None)
        if url:
            self.env["JOBMATCH_DATABASE_URL"] = url
        self._call([str(BIN / "jobmatch"), "db", "upgrade"])
        self._call([sys.executable, "-c", "import sys; sys.path.insert(0, sys.argv[1]); " + _EMPTY, str(ROOT)])

    def run(self, file: Path) -> tuple[float, dict[str, Any]]:
        """Import ``file`` and confirm it, as the command line does."""
        begun = time.perf_counter()
        printed = self._call([str(BIN / "jobmatch"), "register", "import", str(file), "--confirm", "--json"])
        return time.perf_counter() - begun, json.loads(printed)

    def _call(self, words: list[str]) -> str:
        done = subprocess.run(words, env=self.env, check=True, capture_output=True, text=True, cwd=ROOT)
        return done.stdout


_EMPTY = """
from jobmatch.app import create_app
from jobmatch.accounts.tables import District
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
with create_app().app_context(), act(by=MACHINE, action="benchmark"):
    db.session.add(District(code="330213", name="示例区", name_en="Example"))
"""


@contextmanager
def databases(cluster: postgres.Cluster | None, folder: str) -> Iterator[tuple[str | None, str]]:
    """Yield where ours writes (None = SQLite in its folder) and where the bare one does."""
    if cluster is None:
        yield None, f"{folder}/bare.sqlite3"
        return
    ours, plain = cluster.create("template1"), cluster.create("template1")
    try:
        yield cluster.url(ours), cluster.url(plain).replace("postgresql+psycopg", "postgresql")
    finally:
        cluster.drop(ours)
        cluster.drop(plain)


def one_round(data: bytes, rows: int, cluster: postgres.Cluster | None) -> dict[str, float]:
    """Import once with each, then ours once more; returns rows a second."""
    with tempfile.TemporaryDirectory() as folder, databases(cluster, folder) as (url, plain):
        file = Path(folder) / "export.xlsx"
        file.write_bytes(data)
        ours = Ours(folder, url)
        seconds, said = ours.run(file)
        again, said_again = ours.run(file)
        assert (said["new"], said_again["new"], said_again["same"]) == (rows, 0, rows), "the import went wrong"
        return {"ours": rows / seconds, "again": rows / again, "bare": rows / bare(data, plain), "seconds": seconds}


def main() -> None:
    """Measure both databases and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    data, found = export(options.rows), {}
    with ExitStack() as stack:
        cluster = postgres.start(is_durable=True)
        stack.callback(cluster.stop)
        for name, where in (("sqlite", None), ("postgresql", cluster)):
            rounds = [one_round(data, options.rows, where) for _ in range(options.rounds)]
            median = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
            figures = {f"{key}_rows_per_second": round(median[key]) for key in ("ours", "again", "bare")}
            found[name] = {**figures, "seconds": round(median["seconds"], 1), "ratio": median["ours"] / median["bare"]}
    print(json.dumps({"rows": options.rows, **found}, indent=2))


if __name__ == "__main__":
    main()
