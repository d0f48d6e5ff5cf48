"""Declarative base, column types and mixins that every table shares.

Keys are UUIDs as text, made before the insert: sealed fields bind the row's key in, and a key printed by a
command can be looked up as it stands on both databases.
"""

import enum
import uuid
from datetime import UTC, datetime
from typing import Any, NamedTuple

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Dialect, Enum, ForeignKey, MetaData, String, event
from sqlalchemy.orm import DeclarativeBase, Mapped, SessionTransaction, declared_attr, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from jobmatch.storage.fitting import watch

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "%(table_name)s_%(constraint_name)s",
    "ck": "%(table_name)s_%(constraint_name)s",
    "fk": "%(table_name)s_%(column_0_name)s_names_%(referred_table_name)s",
    "pk": "%(table_name)s_pk",
}

# None is NULL, not the JSON word null: a column that must not be empty then refuses it, and NULL is told apart by SQL.
AS_JSON = JSON(none_as_null=True)


class Base(DeclarativeBase):
    """The base of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map=dict.fromkeys((dict[str, Any], dict[str, str], list[Any], list[str]), AS_JSON),
    )


event.listen(Base, "attribute_instrument", watch, propagate=True)

_CONNECTION = "connection of the transaction under way"

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class _Kept(NamedTuple):
    transaction: SessionTransaction | None
    connection: Connection


def connection() -> Connection:
    """Return the connection of the transaction under way, beginning one where there is none.

    For statements that the session need not know of. It is looked up once for each transaction: a registration asks
    twelve times.
    """
    session = db.session()
    kept: _Kept | None = session.info.get(_CONNECTION)
    if kept is None or kept.transaction is not session.get_transaction():
        found = session.connection()
        kept = session.info[_CONNECTION] = _Kept(session.get_transaction(), found)
    return kept.connection


def new_id() -> str:
    """Return a new random key (UUID version 4, canonical text)."""
    return str(uuid.uuid4())


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite keeps no zone, so it is stripped going in and restored coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant must be aware (UTC).")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(values: type[enum.StrEnum], sentence: str) -> Enum:
    """Return a text column type that holds one of ``values``; ``sentence`` names its CHECK."""
    return Enum(
        values,
        name=sentence,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Keyed:
    """A row with a UUID key, known from the moment the object exists."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)

    def __init__(self, **values: Any) -> None:
        self.id = values.pop("id", None) or new_id()
        super().__init__(**values)


class InDistrict:
    """A row that belongs to one district: no query may cross that line."""

    @declared_attr
    def district_id(cls) -> Mapped[str]:
        return mapped_column(String(36), ForeignKey("districts.id"), index=True)


class Versioned:
    """A row that two people may edit at once: the second save is told so instead of overwriting the first."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
