"""Imports of the national certificate database: one row a file, what waits of it (sealed), columns remembered."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.accounts.tables import User
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, Versioned, choice
from jobmatch.storage.sealed import Sealed


class ImportState(enum.StrEnum):
    """Where an import stands. ``uploaded``: nobody has said which column is which."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    PREVIEWED = "previewed"
    CONFIRMING = "confirming"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


OPEN_STATES = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.PREVIEWED, ImportState.CONFIRMING)


class RegisterImport(Keyed, InDistrict, Versioned, Base):
    """One uploaded export. ``counts`` holds numbers by outcome and finding, never personal data.

    ``file_hash``: SHA-256 of the file; ``plan_hash``: of what the preview said would be written. ``made_by`` is None
    for the command line. ``is_renewed``: the register moved on, so that what is shown now is a second preview.
    ``done`` of ``total`` rows: how far the work under way is, written beside the acts.
    """

    __tablename__ = "register_imports"
    __table_args__ = (
        CheckConstraint("(state = 'confirmed') = (confirmed_at IS NOT NULL)", name="say_when_they_were_confirmed"),
        CheckConstraint(
            "state NOT IN ('previewed', 'confirming', 'confirmed') OR plan_hash IS NOT NULL",
            name="are_previewed_before_they_are_confirmed",
        ),
        Index("ix_register_imports_newest", "district_id", "made_at"),
    )

    file_name: Mapped[str] = mapped_column(String(120))
    file_hash: Mapped[str] = mapped_column(String(64))
    file_format: Mapped[str] = mapped_column(String(10))
    row_count: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[ImportState] = mapped_column(choice(ImportState, "are_in_a_known_state"))
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    plan_hash: Mapped[str | None] = mapped_column(String(64))
    is_renewed: Mapped[bool] = mapped_column(default=False)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    asked_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    maker: Mapped[User | None] = relationship(foreign_keys=[made_by])


class PartKind(enum.StrEnum):
    """What a part holds: the file's rows as they were read, a list of the preview, or what was decided about rows."""

    HEADER = "header"
    ROWS = "rows"
    FINDINGS = "findings"
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    CONFLICT = "conflict"
    DECISIONS = "decisions"


class ImportPart(Keyed, Base):
    """A piece of what waits for a person's decision, sealed as a whole; gone with the decision, or after 30 days."""

    __tablename__ = "import_parts"
    __table_args__ = (UniqueConstraint("import_id", "what", "number", name="are_numbered_once"),)

    import_id: Mapped[str] = mapped_column(ForeignKey("register_imports.id"))
    what: Mapped[PartKind] = mapped_column(choice(PartKind, "are_of_a_known_kind"))
    number: Mapped[int]
    content = Sealed()
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ColumnMapping(Keyed, InDistrict, Base):
    """Which column says what in one form of the export, as somebody settled it: asked once, remembered."""

    __tablename__ = "column_mappings"
    __table_args__ = (UniqueConstraint("district_id", "fingerprint", name="are_remembered_once"),)

    fingerprint: Mapped[str] = mapped_column(String(64))
    columns: Mapped[dict[str, Any]]
    saved_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    saved_at: Mapped[datetime] = mapped_column(Instant)
