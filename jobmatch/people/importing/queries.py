"""Questions about imports and about columns that somebody settled before."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobmatch.people.import_tables import OPEN_STATES, ColumnMapping, ImportState, RegisterImport
from jobmatch.people.importing.rules.columns import Said
from jobmatch.storage.base import db


def find_import(district_id: str, import_id: str) -> RegisterImport | None:
    """Return the import of that key in that district, or None."""
    query = select(RegisterImport).where(RegisterImport.district_id == district_id, RegisterImport.id == import_id)
    return db.session.scalar(query.options(joinedload(RegisterImport.maker)))


def list_imports(district_id: str, limit: int | None = None, offset: int = 0) -> list[RegisterImport]:
    """List the imports of a district, newest first."""
    query = select(RegisterImport).where(RegisterImport.district_id == district_id)
    query = query.options(joinedload(RegisterImport.maker))
    query = query.order_by(RegisterImport.made_at.desc(), RegisterImport.id)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_imports(district_id: str, open_only: bool = False) -> int:
    """Count the imports of a district; ``open_only``: those that still wait for somebody."""
    query = select(func.count()).select_from(RegisterImport).where(RegisterImport.district_id == district_id)
    if open_only:
        query = query.where(RegisterImport.state.in_(OPEN_STATES))
    return db.session.scalar(query) or 0


def find_same_file(district_id: str, file_hash: str) -> RegisterImport | None:
    """Return the newest confirmed import of that very file, or None."""
    query = select(RegisterImport).where(
        RegisterImport.district_id == district_id,
        RegisterImport.file_hash == file_hash,
        RegisterImport.state == ImportState.CONFIRMED,
    )
    return db.session.scalar(query.order_by(RegisterImport.confirmed_at.desc()).limit(1))


def find_columns(district_id: str, fingerprint: str) -> dict[Said, int] | None:
    """Return which column says what in that form of the export, as somebody settled it, or None."""
    kept = find_mapping(district_id, fingerprint)
    return {Said(name): place for name, place in kept.columns.items()} if kept else None


def find_mapping(district_id: str, fingerprint: str) -> ColumnMapping | None:
    """Return the remembered columns of that form of the export, or None."""
    query = select(ColumnMapping).where(
        ColumnMapping.district_id == district_id, ColumnMapping.fingerprint == fingerprint
    )
    return db.session.scalar(query)
