"""Which table of points ranks in a district, and its versions. The shipped one until somebody puts another in force."""

from functools import lru_cache
from typing import Any

from sqlalchemy import select

from jobmatch import logs
from jobmatch.matching.base import Table, TableError, base_table, read_raw, table_of
from jobmatch.matching.tables import ScoreTable, ScoreTableUse
from jobmatch.storage.base import db

log = logs.get(__name__)


def table_in_force(district_id: str) -> Table:
    """Return the table that ranks now. One that cannot be used is passed over for the shipped one, and logged.

    Raises ``TableError`` where that is missing or damaged too.
    """
    use = find_use(district_id)
    if use is None or use.score_table_id is None:
        return base_table()
    try:
        return _table(use.score_table_id)
    except TableError as error:
        log.error("score_table.unusable", table=use.score_table_id, why=str(error))
        return base_table()


def find_use(district_id: str) -> ScoreTableUse | None:
    """Return the row that says which table ranks now, or None where none was ever put in force."""
    query = select(ScoreTableUse).where(ScoreTableUse.district_id == district_id)
    return db.session.scalar(query.order_by(ScoreTableUse.turn.desc()).limit(1))


def get_score_table(district_id: str, table_id: str) -> ScoreTable:
    """Return a version by key. Raises ``LookupError``."""
    found = db.session.scalar(
        select(ScoreTable).where(ScoreTable.district_id == district_id, ScoreTable.id == table_id)
    )
    if found is None:
        raise LookupError(table_id)
    return found


def list_score_tables(district_id: str) -> list[ScoreTable]:
    """List the versions that were made here, newest first."""
    query = select(ScoreTable).where(ScoreTable.district_id == district_id)
    return list(db.session.scalars(query.order_by(ScoreTable.made_at.desc(), ScoreTable.id.desc())))


def raw_in_force(district_id: str) -> dict[str, Any]:
    """Return the table that ranks now as JSON. Raises ``TableError``."""
    use = find_use(district_id)
    if use is None or use.score_table_id is None:
        return read_raw()
    return dict(get_score_table(district_id, use.score_table_id).points)


def newest_raw(district_id: str) -> dict[str, Any]:
    """Return the newest version as JSON, in force or not: what the next change is made to. Raises ``TableError``."""
    query = select(ScoreTable).where(ScoreTable.district_id == district_id)
    newest = db.session.scalar(query.order_by(ScoreTable.made_at.desc(), ScoreTable.id.desc()).limit(1))
    return dict(newest.points) if newest is not None else read_raw()


@lru_cache(maxsize=16)
def _table(table_id: str) -> Table:
    """A version never changes, so it is read once a process."""
    return table_of(db.session.scalars(select(ScoreTable.points).where(ScoreTable.id == table_id)).one())
