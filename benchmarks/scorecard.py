"""How long the scorecard takes, beside bare counts of the same tables, and how its cost grows with the register.

Ours counts the sixteen figures of the half year by their rules and lists the key of every row behind them. Bare counts
the rows of the same tables and nothing else. Both ask the same invented district in turns; medians of five rounds. The
register is then made ten times as large (``--parts``): ``growth`` is ours there divided by ours here (asked: at most
10). Prints JSON; ``ratio`` is ours divided by bare (times: lower is better). The figures depend on what else the
machine does.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from sqlalchemy import func, select, table

from jobmatch import config
from jobmatch.app import create_app
from jobmatch.demo.load import load
from jobmatch.demo.scale import SCALES, SCORECARD_FROM, SCORECARD_TO, Scale
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.scorecard import scorecard
from jobmatch.storage import care
from jobmatch.storage.base import db

ROUNDS, AS_OF = 5, date(2026, 11, 23)


def ours(district: str) -> None:
    """Count the scorecard as the page does."""
    scorecard(district, SCORECARD_FROM, SCORECARD_TO, "en")
    db.session.rollback()


def bare() -> None:
    """Count the rows of each indicator's table."""
    for one in INDICATORS.values():
        db.session.scalar(select(func.count()).select_from(table(one.table)))
    db.session.rollback()


def milliseconds(work: Callable[[], None]) -> float:
    """Return how long ``work`` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def measure(scale: Scale) -> dict[str, Any]:
    """Invent a district of that size in a database of its own, and return the medians of both."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JOBMATCH_DATABASE_URL"] = f"sqlite:///{folder}/scorecard.sqlite3"
        with create_app(config.load({**os.environ, "JOBMATCH_HOME": folder})).app_context():
            care.upgrade()
            district = load(1, AS_OF, scale).district_id
            ours(district)
            rounds = [(milliseconds(lambda: ours(district)), milliseconds(bare)) for _ in range(ROUNDS)]
            db.session.remove()
            db.engine.dispose()
    mine, theirs = (statistics.median(one[place] for one in rounds) for place in (0, 1))
    said = {"holders": scale.holders * scale.parts, "ours_ms": round(mine, 1), "bare_ms": round(theirs, 2)}
    return said | {"ratio": round(mine / theirs, 2)}


def main() -> None:
    """Measure a district, and one with a register ``--parts`` times as large, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="sample")
    parser.add_argument("--parts", type=int, default=10)
    options = parser.parse_args()
    scale = SCALES[options.scale]
    small, large = measure(scale), measure(replace(scale, parts=options.parts))
    growth = round(large["ours_ms"] / small["ours_ms"], 2)
    print(json.dumps({"benchmark": "scorecard", "small": small, "large": large, "growth": growth}, indent=2))


if __name__ == "__main__":
    main()
