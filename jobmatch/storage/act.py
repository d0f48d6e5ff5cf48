"""``with act(by=…)``: the only place that commits (``beside`` writes down that a session is in use, nothing else).

An inner act joins the outer one, so a hire with its months, outcomes and audit rows is one transaction. The audit
rows are written last and in the same commit: if they cannot be written, the act does not happen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from jobmatch import clock, metrics
from jobmatch.storage import audit
from jobmatch.storage.base import Base, db
from jobmatch.storage.busy import BusyError, is_passing
from jobmatch.storage.constraints import BrokenRuleError, broken_rule_error
from jobmatch.storage.engine import writing


@dataclass(frozen=True)
class Actor:
    """Who acts: a human (with a user id), a device such as a kiosk, or the machine itself."""

    kind: str
    user_id: str | None = None
    district_id: str | None = None

    @property
    def human_id(self) -> str:
        """Return the human's user id. Raises ``PermissionError``: some decisions only a person may take."""
        if self.kind != "human" or self.user_id is None:
            raise PermissionError("Only a person may decide this.")
        return self.user_id


MACHINE = Actor("machine")


@dataclass
class Act:
    """An act under way. ``about`` names its subject; ``note`` adds ids and counts to its audit row."""

    by: Actor
    action: str
    subject_table: str | None = None
    subject_id: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    entries: list["Act"] = field(default_factory=list)
    is_cancelled: bool = False

    def about(self, row: Base) -> None:
        """Name the row that the act is about."""
        self.subject_table, self.subject_id = row.__tablename__, str(getattr(row, "id", ""))

    def note(self, **ids: str | int | None) -> None:
        """Add ids or counts to the audit row; never personal data."""
        self.details.update(ids)

    def cancel(self) -> None:
        """Find that there is nothing to do: the outermost act then writes nothing, not even its audit row."""
        self.is_cancelled = True


_current: ContextVar[Act | None] = ContextVar("current_act", default=None)


@contextmanager
def act(by: Actor, action: str, about: Base | None = None) -> Iterator[Act]:
    """Do one thing as ``by``, named ``action`` (``subject.verb_past``), and commit it with its audit row.

    Raises ``BrokenRuleError`` when the database refuses an impossible state and ``BusyError`` when it could not be had
    in time; nothing is then written.
    """
    this = Act(by=by, action=action)
    if about is not None:
        this.about(about)
    outer = _current.get()
    if outer is not None:
        outer.entries.append(this)
        this.entries = outer.entries
        yield this
        return
    this.entries.append(this)
    with _transaction(this):
        yield this


@contextmanager
def _transaction(this: Act) -> Iterator[None]:
    # Whatever was read before may be stale once the write lock is held: begin anew and read again inside.
    # (Without a transaction under way a rollback forgets nothing of what an earlier act kept.)
    db.session.rollback()
    db.session.expire_all()
    token = _current.set(this)
    try:
        with writing():
            yield
            if this.is_cancelled:
                db.session.rollback()
                return
            db.session.flush()
            audit.append(db.session(), [_entry(one) for one in this.entries])
            db.session.commit()
            for one in this.entries:
                metrics.ACTS.labels(one.action).inc()
    except IntegrityError as error:
        db.session.rollback()
        raise broken_rule_error(error) from None
    except StaleDataError as error:
        db.session.rollback()
        raise BrokenRuleError("changed_by_someone_else") from error
    except OperationalError as error:
        db.session.rollback()
        if is_passing(error):
            raise BusyError from error
        raise
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _current.reset(token)


@contextmanager
def beside() -> Iterator[Connection]:
    """Write beside the acts, on a connection of its own and without an audit row: when a session was last seen.

    *Decision:* for what nobody ever has to prove and what must cost a page next to nothing; it is the one write that
    a GET may cause outside the append-only tables. Where the database is busy it is left out, never tried again.
    """
    with writing(), db.engine.connect() as connection:
        try:
            yield connection
            connection.commit()
        except OperationalError as error:
            connection.rollback()
            if not is_passing(error):
                raise


def _entry(one: Act) -> audit.Entry:
    return audit.Entry(
        at=clock.now(),
        actor_kind=one.by.kind,
        user_id=one.by.user_id,
        district_id=one.by.district_id,
        action=one.action,
        subject_table=one.subject_table,
        subject_id=one.subject_id,
        details=one.details,
    )
