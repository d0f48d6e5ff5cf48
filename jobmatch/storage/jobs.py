"""Work for later: a row in the same transaction as the act that asks for it; ``worker.py`` maps names to acts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch import clock
from jobmatch.storage.base import Base, Instant, Keyed, db
from jobmatch.storage.constraints import broken_rule

_WAITS_ONCE = "a_job_waits_once_per_key"


class Job(Keyed, Base):
    """One piece of work. ``arguments`` holds ids only."""

    __tablename__ = "jobs"
    __table_args__ = (
        Index(
            _WAITS_ONCE,
            "name",
            "key",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(80), default="")
    arguments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    due_at: Mapped[datetime] = mapped_column(Instant, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    last_error: Mapped[str | None] = mapped_column(Text)


def find_waiting(name: str, key: str = "") -> Job | None:
    """Return the job of that name and key that still waits, or None."""
    return db.session.scalar(select(Job).where(Job.name == name, Job.key == key, Job.done_at.is_(None)))


def list_due(limit: int = 50) -> list[Job]:
    """List the jobs whose time has come, oldest first."""
    query = select(Job).where(Job.done_at.is_(None), Job.due_at <= clock.now()).order_by(Job.due_at, Job.id)
    return list(db.session.scalars(query.limit(limit)))


def waiting_now() -> tuple[int, datetime | None]:
    """Return how many jobs wait whose time has come, and since when the oldest one does."""
    due = (Job.done_at.is_(None), Job.due_at <= clock.now())
    number, oldest = db.session.execute(select(func.count(), func.min(Job.due_at)).where(*due)).one()
    return number, oldest


def ask_for(name: str, due_at: datetime, key: str = "", **arguments: Any) -> None:
    """Ask for ``name`` to be done at ``due_at``; does nothing when the same is already waiting."""
    if find_waiting(name, key) is not None:
        return
    try:
        with db.session.begin_nested():
            db.session.add(Job(name=name, key=key, arguments=arguments, due_at=due_at))
    except IntegrityError as error:
        # Somebody asked for the same at the same instant: it waits once.
        if broken_rule(error) != _WAITS_ONCE:
            raise


def list_failed(limit: int = 20) -> list[Job]:
    """List the jobs that failed and wait to be tried again, the one tried most often first."""
    query = select(Job).where(Job.done_at.is_(None), Job.attempts > 0)
    return list(db.session.scalars(query.order_by(Job.attempts.desc(), Job.id).limit(limit)))


def count_waiting() -> int:
    """Count the jobs whose time has come and that nobody has done yet."""
    query = select(func.count()).select_from(Job).where(Job.done_at.is_(None), Job.due_at <= clock.now())
    return db.session.scalar(query) or 0
