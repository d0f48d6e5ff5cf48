"""Writes an invented district into an empty database: seals, blind indexes, passwords, one act."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert, select

from jobmatch import clock
from jobmatch.accounts import passwords
from jobmatch.accounts.rules import POLICIES, needs_second_factor
from jobmatch.accounts.second_factor import new_secret
from jobmatch.accounts.tables import District
from jobmatch.demo.build import build_in_parts
from jobmatch.demo.examples import EXAMPLE_FAIR
from jobmatch.demo.scale import DISTRICT, Scale
from jobmatch.demo.world import Row, Rows
from jobmatch.people.name_rules import columns_of
from jobmatch.people.tables import CERTIFICATE_NUMBER_FIELD, CITIZEN_NUMBER_FIELD
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import Base, connection, db, new_id
from jobmatch.storage.engine import take_time
from jobmatch.storage.indexes import blind_index, indexes_that_follow
from jobmatch.storage.sealed import Place, seal

ACTION = "demo.loaded"
ROWS_AT_ONCE = 2000
_SEALED = {
    "people": ("citizen_number", "phone", "address"),
    "certificates": ("number",),
    "submissions": ("answers",),
    "tickets": ("slip",),
    "totp_factors": ("secret",),
    "merge_moves": ("before", "after"),
    "person_relations": ("name", "phone"),
    "military_certificates": ("number",),
}
_INDEXED = {
    "people": ("citizen_number", "citizen_number_index", CITIZEN_NUMBER_FIELD),
    "certificates": ("number", "number_index", CERTIFICATE_NUMBER_FIELD),
    "submissions": ("citizen_number", "citizen_number_index", CITIZEN_NUMBER_FIELD),
}


Progress = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """Tell nobody how far it has come."""


def batched(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield the rows, ``size`` at a time."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some


@dataclass(frozen=True)
class SignIn:
    """An account of the invented district, with the password that is kept nowhere else.

    ``totp_secret`` is what an authenticator app wants to know, where the role must have a second factor.
    """

    role: str
    login: str
    name: str
    password: str
    totp_secret: str | None = None


@dataclass(frozen=True)
class Loaded:
    """What was written: rows by table. ``is_new`` is False, and ``sign_ins`` empty, when the same was there already."""

    district_id: str
    fair_id: str
    counts: dict[str, int]
    sign_ins: tuple[SignIn, ...]
    is_new: bool


class OtherDistrictError(Exception):
    """The database holds another district; an invented one is never mixed with it."""


def load(seed: int, as_of: date, scale: Scale = DISTRICT, told: Progress = silent) -> Loaded:
    """Write the district of ``seed``, ``as_of`` and ``scale``, all of it or nothing.

    ``told`` hears of every few thousand rows: how many are written, of how many. Raises ``OtherDistrictError``.
    """
    made_from: dict[str, str | int] = {"scale": scale.name, "seed": seed, "as_of": as_of.isoformat()}
    with act(by=MACHINE, action=ACTION) as this:
        if (district := db.session.scalar(select(District).limit(1))) is not None:
            this.cancel()
            return Loaded(district.id, EXAMPLE_FAIR, _counts_of_the_same(district.id, made_from), (), is_new=False)
        # The rows of a part are made within the act; on a busy machine that takes a minute in which nothing is asked.
        take_time(connection())
        parts = build_in_parts(seed, as_of, scale)
        rows = next(parts)
        district_id, sign_ins = rows["districts"][0]["id"], tuple(_with_password(row, rows) for row in rows["users"])
        pen = _Pen(told, scale.parts)
        pen.write(rows)
        del rows
        for further in parts:
            pen.write(further)
        this.subject_table, this.subject_id = District.__tablename__, district_id
        this.note(**made_from, **pen.counts)
    return Loaded(district_id, EXAMPLE_FAIR, dict(pen.counts), sign_ins, is_new=True)


class _Pen:
    """Writes one part after the other, counts by table, and tells how far it has come of about how many rows."""

    def __init__(self, told: Progress, parts: int) -> None:
        self.told, self.parts, self.counts, self._of = told, parts, Counter[str](), 0

    def write(self, rows: Rows) -> None:
        self._of = self._of or self.parts * sum(map(len, rows.values()))
        for table in Base.metadata.sorted_tables:
            for some in batched(rows.get(table.name, ()), ROWS_AT_ONCE):
                _write(table, some)
                self.counts[table.name] += len(some)
                done = self.counts.total()
                self.told(done, max(done, self._of))


def _counts_of_the_same(district_id: str, made_from: dict[str, str | int]) -> dict[str, int]:
    query = select(AuditEntry).where(AuditEntry.action == ACTION, AuditEntry.subject_id == district_id)
    entry = db.session.scalar(query.limit(1))
    details = dict(entry.details) if entry is not None else {}
    if {name: details.pop(name, None) for name in made_from} != made_from:
        raise OtherDistrictError
    return details


def _with_password(user: Row, rows: Rows) -> SignIn:
    password, role = passwords.one_time_password(), user["role"].value
    user["password_hash"] = passwords.hash_password(password)
    secret = _with_app(user, rows) if needs_second_factor(role, POLICIES[0]) else None
    return SignIn(role, user["login"], user["name"], password, secret)


def _with_app(user: Row, rows: Rows) -> str:
    secret, at = new_secret(), clock.now()
    app = {"id": new_id(), "user_id": user["id"], "secret": secret, "last_step": 0}
    rows.setdefault("totp_factors", []).append({**app, "created_at": at, "confirmed_at": at})
    return secret


def _write(table: Table, rows: Sequence[Row]) -> None:
    db.session.execute(insert(table), [_closed(table.name, row) for row in rows])


def _closed(table: str, row: Row) -> dict[str, Any]:
    """Seal what must not lie open and index what must be found again; the plain text goes nowhere."""
    closed = dict(row)
    if table in _INDEXED:
        name, column, field = _INDEXED[table]
        closed[column] = None if row[name] is None else blind_index(field, row[name])
        del closed[name]
    for name in _SEALED.get(table, ()):
        closed.pop(name, None)
        value = row[name]
        closed[f"{name}_sealed"] = None if value is None else seal(Place(table, row["id"], name), value)
    names = columns_of(row["name"]) if table == "people" else {}
    return closed | indexes_that_follow(table, row) | names
