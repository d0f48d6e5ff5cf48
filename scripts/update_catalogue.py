"""Bring the English catalogue up to date: every Chinese message in templates and code, its translation kept.

Chinese is the source language, so the Chinese catalogue is complete by itself. ``--add FILE`` takes a JSON object
of new translations; ``--check`` changes nothing and exits 1 when something is missing or no longer used.
"""

import argparse
import json
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "jobmatch" / "wording" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false", "extensions": ""}}


def extract() -> dict[str, list[str]]:
    """Return every message in the code and the templates with the files that use it."""
    found: dict[str, list[str]] = {}
    for folder in ("jobmatch", "templates"):
        for file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, METHODS, OPTIONS, keywords=KEYWORDS
        ):
            found.setdefault(message if isinstance(message, str) else message[0], []).append(f"{folder}/{file}")
    return found


def kept() -> dict[str, str]:
    """Return the translations that the catalogue holds now."""
    if not ENGLISH.exists():
        return {}
    with ENGLISH.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id and message.string}


def write(found: dict[str, list[str]], english: dict[str, str]) -> None:
    """Write the catalogue anew, in the order of the messages, without dates or line numbers that would only churn."""
    catalogue = Catalog(locale="en", project="jobmatch", charset="utf-8", fuzzy=False)
    for message in sorted(found):
        flags = {"python-format"} if "%(" in message else set()
        files = [(file, None) for file in sorted(set(found[message]))]
        catalogue.add(message, english.get(message, ""), locations=files, flags=flags)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalogue, omit_header=False, include_lineno=False, width=0)
    lines = [line for line in ENGLISH.read_text().splitlines() if "-Date:" not in line and "Generated-By" not in line]
    ENGLISH.write_text("\n".join(lines) + "\n")


def main() -> None:
    """Update or check the catalogue, and say what still has no English."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--add", type=Path, action="append", default=[])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    found, english = extract(), kept()
    for file in options.add:
        english.update(json.loads(file.read_text()))
    missing = sorted(message for message in found if not english.get(message))
    unused = sorted(set(kept()) - set(found))
    for message in missing:
        print(f"no English: {message!r} in {', '.join(sorted(set(found[message])))}")
    if options.check:
        sys.exit(1 if missing or unused else 0)
    write(found, english)
    print(f"{len(found)} messages, {len(missing)} without English, {len(unused)} no longer used")


if __name__ == "__main__":
    main()
