"""What waits of an import, kept sealed in parts: the rows that were read, the lists that a preview shows."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select

from jobmatch.people.import_tables import ImportPart, PartKind
from jobmatch.people.importing.rules.deciding import Decision
from jobmatch.storage.base import db
from jobmatch.storage.rows import keep_all

ROWS_A_PART = 500
LINES_A_PART = 20
"""As many as a page of a list shows: page n is part n."""

LISTS = (PartKind.NEW, PartKind.CHANGED, PartKind.GONE, PartKind.CONFLICT)
PREVIEW = (*LISTS, PartKind.FINDINGS)
GOES_WITH_THE_DECISION = (PartKind.HEADER, PartKind.ROWS, PartKind.NEW, PartKind.CHANGED, PartKind.DECISIONS)
"""What nobody needs once it is confirmed; what a person still has to look into stays its 30 days."""


def parts_of(import_id: str, what: PartKind, items: Sequence[Any], size: int) -> Iterator[ImportPart]:
    """Make the parts that hold ``items`` (plain JSON values), ``size`` in each, numbered from 1."""
    for number, at in enumerate(range(0, len(items), size), start=1):
        text = json.dumps(items[at : at + size], ensure_ascii=False, separators=(",", ":"))
        yield ImportPart(import_id=import_id, what=what, number=number, content=text)


def keep_parts(parts: Iterable[ImportPart]) -> None:
    """Write the parts; inside an act."""
    made = list(parts)
    if made:
        keep_all(made)


def read_part(import_id: str, what: PartKind, number: int) -> list[Any]:
    """Return the items of one part; empty where there is none."""
    query = select(ImportPart).where(ImportPart.import_id == import_id, ImportPart.what == what)
    part = db.session.scalar(query.where(ImportPart.number == number))
    return _items(part) if part else []


def read_parts(import_id: str, what: PartKind) -> Iterator[Any]:
    """Go through the items of all parts of a kind, in their order."""
    query = select(ImportPart).where(ImportPart.import_id == import_id, ImportPart.what == what)
    for part in db.session.scalars(query.order_by(ImportPart.number)):
        yield from _items(part)


def drop_parts(import_id: str, kinds: Iterable[PartKind]) -> None:
    """Delete the parts of those kinds; inside an act."""
    db.session.execute(delete(ImportPart).where(ImportPart.import_id == import_id, ImportPart.what.in_(list(kinds))))


def read_decisions(import_id: str) -> dict[int, Decision]:
    """Return what was decided about rows so far, by the rows' numbers."""
    kept = read_parts(import_id, PartKind.DECISIONS)
    return {int(row): Decision.from_json(said) for row, said in kept}


def keep_decisions(import_id: str, decisions: Mapping[int, Decision]) -> None:
    """Put those decisions in the place of what was decided so far; inside an act."""
    drop_parts(import_id, [PartKind.DECISIONS])
    items = _listed(decisions)
    keep_parts(parts_of(import_id, PartKind.DECISIONS, items, max(len(items), 1)))


def mark_of(decisions: Mapping[int, Decision]) -> str:
    """Return a digest of what was decided; empty where nothing was."""
    return hashlib.sha256(json.dumps(_listed(decisions)).encode()).hexdigest() if decisions else ""


def _listed(decisions: Mapping[int, Decision]) -> list[Any]:
    return [[row, decisions[row].as_json()] for row in sorted(decisions)]


def _items(part: ImportPart) -> list[Any]:
    items: list[Any] = json.loads(part.content or "[]")
    return items
