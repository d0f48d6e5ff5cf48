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
    ranks = find_ranking_id(district_id)
    return base_table() if ranks is None else _table(ranks)


def find_ranking_id(district_id: str) -> str | None:
    """Return the key of the version that ranks now; None: the shipped table, also where the chosen one is unusable.

    A newer program may have other features than the version was made for.
    """
    use = find_use(district_id)
    if use is None or use.score_table_id is None:
        return None
    try:
        _table(use.score_table_id)
    except TableError as error:
        log.error("score table unusable", table=use.score_table_id, failure=str(error))
        return None
    return use.score_table_id


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
    ranks = find_ranking_id(district_id)
    return read_raw() if ranks is None else dict(get_score_table(district_id, ranks).points)


def newest_raw(district_id: str) -> dict[str, Any]:
    """Return the newest version as JSON, in force or not: what the next change is made to. Raises ``TableError``.

    One that this program cannot read is no ground to build on: then it is the shipped table.
    """
    newest = next(iter(list_score_tables(district_id)), None)
    if newest is None or not is_usable(newest):
        return read_raw()
    return dict(newest.points)


def is_usable(table: ScoreTable) -> bool:
    """Tell whether this program can rank by a version."""
    try:
        _table(table.id)
    except TableError:
        return False
    return True


@lru_cache(maxsize=16)
def _table(table_id: str) -> Table:
    """A version never changes, so it is read once a process."""
    return table_of(db.session.scalars(select(ScoreTable.points).where(ScoreTable.id == table_id)).one())
