"""Acts on imports: take a file in, settle its columns, keep the preview, confirm it whole, put it aside.

What reads for long (``preview_of``, ``prepare``) comes before its act, and the act writes what it is handed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from sqlalchemy import Table, delete, select, update

from jobmatch import clock
from jobmatch.accounts.tables import District
from jobmatch.documents import spreadsheet
from jobmatch.people.import_tables import (
    OPEN_STATES,
    ColumnMapping,
    ImportPart,
    ImportState,
    PartKind,
    RegisterImport,
)
from jobmatch.people.importing import staging
from jobmatch.people.importing.lists import preview_parts
from jobmatch.people.importing.plan import Plan, Progress, make_plan
from jobmatch.people.importing.queries import count_imports, find_columns, find_mapping
from jobmatch.people.importing.register import mark_of
from jobmatch.people.importing.rules import columns as columns_rules
from jobmatch.people.importing.rules.columns import Said
from jobmatch.people.importing.writing import Rows, make_rows, write
from jobmatch.people.lines import one_line
from jobmatch.storage.act import MACHINE, Actor, act, beside
from jobmatch.storage.base import db
from jobmatch.storage.indexes import hold_keys_still
from jobmatch.storage.jobs import ask_for
from jobmatch.wording import SentenceError

PREVIEW_JOB, CONFIRM_JOB = "preview_register_import", "confirm_register_import"
KEPT_DAYS = 30
MOST_OPEN = 10
"""Imports that may wait at once: each holds the file's rows (attack U8: ten thousand small uploads)."""
_NAME_MOST = 120


class ImportRefusedError(SentenceError):
    """A file or a step is refused; its sentence says why and what to do."""


def receive(by: Actor, district_id: str, file_name: str, data: bytes) -> RegisterImport:
    """Read an uploaded file and keep its rows, sealed. Raises ``SpreadsheetError`` and ``ImportRefusedError``."""
    if count_imports(district_id, open_only=True) >= MOST_OPEN:
        raise ImportRefusedError("import.too_many_open", most=MOST_OPEN)
    table = spreadsheet.read_table(data)
    at = columns_rules.find_header([line.cells for line in table.lines])
    if at is None:
        raise ImportRefusedError("import.no_header")
    header, lines = list(table.lines[at].cells), table.lines[at + 1 :]
    if not lines:
        raise ImportRefusedError("import.no_rows")
    fingerprint = columns_rules.fingerprint(header)
    known = find_columns(district_id, fingerprint) or columns_rules.guess(header)
    with act(by=by, action="register_import.received") as this:
        one = RegisterImport(
            district_id=district_id,
            file_name=_clean(file_name),
            file_hash=hashlib.sha256(data).hexdigest(),
            file_format=table.format,
            row_count=len(lines),
            fingerprint=fingerprint,
            columns={said.value: place for said, place in known.items()},
            state=ImportState.UPLOADED,
            total=2 * len(lines),
            made_by=by.user_id,
            made_at=clock.now(),
        )
        db.session.add(one)
        db.session.flush()
        _stage(one.id, header, table, at)
        this.about(one)
        this.note(rows=len(lines))
    return one


def _stage(import_id: str, header: list[str], table: spreadsheet.Table, at: int) -> None:
    rows = [[line.number, line.cells, dict(line.marks)] for line in table.lines[at + 1 :]]
    about = [header, list(table.others)]
    staging.keep_parts(staging.parts_of(import_id, PartKind.HEADER, about, len(about)))
    staging.keep_parts(staging.parts_of(import_id, PartKind.ROWS, rows, staging.ROWS_A_PART))


def _clean(name: str) -> str:
    """Return a file's name to be read by people: no path, no marks that nobody sees. It is never used as a name."""
    last = one_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    return last[-_NAME_MOST:] or "-"


def settle_columns(by: Actor, one: RegisterImport, columns: Mapping[Said, int]) -> None:
    """Say which column says what, remember it for this form of the export, and ask for the preview.

    Raises ``ImportRefusedError`` where something that is needed is not said, or the import is past that.
    """
    if lacking := columns_rules.missing(columns):
        raise ImportRefusedError(f"import.column_missing.{lacking[0].value}")
    with act(by=by, action="register_import.columns_settled", about=one) as this:
        if one.state not in {ImportState.UPLOADED, ImportState.PREVIEWED}:
            raise ImportRefusedError("import.past_that")
        one.columns = {said.value: place for said, place in columns.items()}
        one.state, one.done, one.is_renewed = ImportState.CHECKING, 0, False
        _remember(by, one)
        ask_for(PREVIEW_JOB, clock.now(), one.id, import_id=one.id)
        this.note(columns=len(columns))


def _remember(by: Actor, one: RegisterImport) -> None:
    kept = find_mapping(one.district_id, one.fingerprint)
    if kept is None:
        kept = ColumnMapping(district_id=one.district_id, fingerprint=one.fingerprint)
        db.session.add(kept)
    kept.columns, kept.saved_by, kept.saved_at = dict(one.columns), by.user_id, clock.now()


def preview_of(import_id: str, tell: Progress | None = None) -> Plan | None:
    """Work out what the import would change; None where nobody waits for it any more."""
    one = db.session.get(RegisterImport, import_id, populate_existing=True)
    if one is None or one.state is not ImportState.CHECKING:
        return None
    return make_plan(one, clock.today(), tell or _tells(import_id))


def keep_preview(plan: Plan | None, by: Actor = MACHINE) -> None:
    """Keep what a preview found, for somebody to look at."""
    if plan is None:
        return
    with act(by=by, action="register_import.left_alone") as this:
        one = db.session.get_one(RegisterImport, plan.import_id, with_for_update=True)
        this.about(one)
        if one.state is ImportState.CHECKING:
            this.action = "register_import.previewed"
            _show(one, plan)


def _show(one: RegisterImport, plan: Plan) -> None:
    staging.drop_parts(one.id, staging.PREVIEW)
    staging.keep_parts(preview_parts(plan))
    one.counts, one.plan_hash, one.state = plan.counts, plan.hash, ImportState.PREVIEWED
    one.done = one.total


def ask_confirmation(by: Actor, one: RegisterImport, seen: str) -> None:
    """Confirm what the preview with the digest ``seen`` showed; the worker writes it. A second press changes nothing.

    Raises ``ImportRefusedError`` where that is not what is shown now.
    """
    with act(by=by, action="register_import.confirmation_asked", about=one) as this:
        if one.state in {ImportState.CONFIRMING, ImportState.CONFIRMED}:
            this.cancel()
            return
        if one.state is not ImportState.PREVIEWED:
            raise ImportRefusedError("import.past_that")
        if one.plan_hash != seen:
            raise ImportRefusedError("import.moved_on")
        if staging.mark_of(staging.read_decisions(one.id)) != one.counts.get("decided", ""):
            raise ImportRefusedError("import.decided_since")
        one.state, one.asked_by, one.done, one.is_renewed = ImportState.CONFIRMING, by.user_id, 0, False
        ask_for(CONFIRM_JOB, clock.now(), one.id, import_id=one.id)


@dataclass(frozen=True, repr=False)
class Prepared:
    """Everything a confirmation writes, ready."""

    plan: Plan
    rows: Rows


def prepare(import_id: str, tell: Progress | None = None) -> Prepared | None:
    """Work the plan out again and make its rows; None where nobody waits for it any more."""
    one = db.session.get(RegisterImport, import_id, populate_existing=True)
    if one is None or one.state is not ImportState.CONFIRMING:
        return None
    tell = tell or _tells(import_id)
    plan = make_plan(one, clock.today(), tell)
    return Prepared(plan, make_rows(plan, one.district_id, tell))


def write_confirmed(prepared: Prepared | None) -> ImportState | None:
    """Write what was confirmed, all or nothing; returns the state the import is in then.

    Where the register has moved on so that something else would be written than was shown, nothing is: the import is
    previewed anew. Where it moved while the rows were made ready, they are made again.
    """
    if prepared is None:
        return None
    with act(by=MACHINE, action="register_import.left_alone") as this:
        one = db.session.get_one(RegisterImport, prepared.plan.import_id, with_for_update=True)
        this.about(one)
        if one.state is not ImportState.CONFIRMING:
            return one.state
        this.by = Actor("human", one.asked_by, one.district_id) if one.asked_by else MACHINE
        hold_keys_still()
        # One confirmation at a time in a district; people's rows stay free for everybody else.
        db.session.execute(select(District.id).where(District.id == one.district_id).with_for_update(key_share=True))
        if mark_of(one.district_id) != prepared.plan.register.mark:
            this.action = "register_import.made_ready_again"
            ask_for(CONFIRM_JOB, clock.now(), one.id, import_id=one.id)
        elif prepared.plan.hash != one.plan_hash:
            this.action = "register_import.previewed_anew"
            _show(one, prepared.plan)
            one.is_renewed = True
        else:
            this.action = "register_import.confirmed"
            write(prepared.rows)
            one.state, one.confirmed_at, one.done = ImportState.CONFIRMED, clock.now(), one.total
            staging.drop_parts(one.id, staging.GOES_WITH_THE_DECISION)
            this.note(**{name: one.counts[name] for name in ("new", "changed", "conflict", "gone", "refused")})
        return one.state


def discard(by: Actor, one: RegisterImport) -> None:
    """Put an import aside: everything that waited of it is deleted. Raises ``ImportRefusedError`` where it is over."""
    with act(by=by, action="register_import.discarded", about=one):
        if one.state in {ImportState.CONFIRMED, ImportState.CONFIRMING, ImportState.DISCARDED}:
            raise ImportRefusedError("import.past_that")
        one.state = ImportState.DISCARDED
        staging.drop_parts(one.id, PartKind)


def purge_old(is_dry: bool = False) -> int:
    """Put aside what has waited for 30 days and delete what is left of all files of then; returns how many files."""
    old = select(RegisterImport.id).where(RegisterImport.made_at < clock.now() - timedelta(days=KEPT_DAYS))
    with_parts = list(db.session.scalars(old.where(RegisterImport.id.in_(select(ImportPart.import_id)))))
    if is_dry or not with_parts:
        return len(with_parts)
    with act(by=MACHINE, action="register_import.purged") as this:
        waiting = (RegisterImport.id.in_(with_parts), RegisterImport.state.in_(OPEN_STATES))
        db.session.execute(update(RegisterImport).where(*waiting).values(state=ImportState.DISCARDED))
        db.session.execute(delete(ImportPart).where(ImportPart.import_id.in_(with_parts)))
        this.note(imports=len(with_parts))
    return len(with_parts)


def _tells(import_id: str) -> Progress:
    """Return what writes down how far the work is, beside the acts: the page that waits for it shows it."""
    table = cast(Table, RegisterImport.__table__)

    def tell(done: int, total: int) -> None:
        with beside() as connection:
            connection.execute(update(table).where(table.c.id == import_id).values(done=done, total=max(total, 1)))

    return tell
