"""How long a roster of 10,000 people takes to be checked, beside openpyxl's bare reading of the same file.

Ours reads the workbook in its limited child, reads every cell, judges twelve months of each person by the law with
every reason, and makes the findings; the bare one walks through the cells in openpyxl's read-only mode and does nothing
with them. In turns, medians of three. Prints JSON; ``ratio`` is our time divided by the bare one's (at most 5).
"""

import argparse
import io
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import xlsxwriter
from stdnum.iso7064 import mod_11_2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from jobmatch.law import book
from jobmatch.levy.roster import check_roster
from jobmatch.levy.roster.reading import read_roster
from jobmatch.levy.roster.template import COLUMNS

ROUNDS, YEAR, TODAY = 3, 2025, date(2026, 3, 2)
LAW = book("330213")


def roster(people: int, seed: int = 1) -> bytes:
    """Return a workbook of so many invented people; one row in five has something wrong."""
    made, out = random.Random(seed), io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("花名册")
        sheet.write_row(0, 0, COLUMNS)
        for number in range(1, people + 1):
            payload = (
                f"330224{date(1970, 1, 1) + timedelta(days=made.randrange(10_000)):%Y%m%d}{made.randrange(1000):03d}"
            )
            citizen = payload + mod_11_2.calc_check_digit(payload)
            wages = [made.randint(249_100, 500_000) / 100 for _month in range(12)]
            if made.random() < 0.2:
                wages[made.randrange(12)] = made.choice((1_800, 2_490, "2,600元", "?"))
            terms = ["劳动合同", "2024-01-01", "2027-12-31", "", "", ""]
            card = [f"{citizen}{made.randint(1, 7)}{made.randint(1, 4)}", "2030-01-01", "", "包装工"]
            sheet.write_row(number, 0, [f"职工{number}", citizen, *card, *terms, *wages, "全年", "1-12", ""])
    return out.getvalue()


def bare(data: bytes) -> int:
    """Walk through every cell and return how many there are."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))


def ours(data: bytes) -> int:
    """Check the roster and return how many findings there are."""
    return len(check_roster(read_roster(data), YEAR, TODAY, LAW.at).findings)


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    people = parser.parse_args().people
    data = roster(people)
    turns = [(seconds(lambda: ours(data)), seconds(lambda: bare(data))) for _ in range(ROUNDS)]
    print(
        json.dumps(
            {
                "benchmark": "roster_check",
                "people": people,
                "bytes": len(data),
                "findings": ours(data),
                "ours_seconds": round(statistics.median(one for one, _ in turns), 3),
                "openpyxl_seconds": round(statistics.median(other for _, other in turns), 3),
                "ratio": round(statistics.median(one / other for one, other in turns), 2),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
