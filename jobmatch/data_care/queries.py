"""Questions about merges and contests."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.data_care.tables import Merge, MergeContest, MergeMove
from jobmatch.storage.base import db


def find_merge(district_id: str, merge_id: str) -> Merge | None:
    """Return the merge of that key in that district, or None."""
    query = select(Merge).where(Merge.district_id == district_id, Merge.id == merge_id)
    return db.session.scalar(
        query.options(selectinload(Merge.contests), joinedload(Merge.kept), joinedload(Merge.gone))
    )


def find_contest(district_id: str, contest_id: str) -> MergeContest | None:
    """Return the contest of that key in that district, or None."""
    return db.session.scalar(
        select(MergeContest).where(MergeContest.district_id == district_id, MergeContest.id == contest_id)
    )


def list_merges(district_id: str, limit: int | None = None, offset: int = 0) -> list[Merge]:
    """List merges, newest first, undone ones too."""
    query = select(Merge).where(Merge.district_id == district_id).order_by(Merge.merged_at.desc(), Merge.id)
    query = query.options(selectinload(Merge.contests), joinedload(Merge.kept), joinedload(Merge.gone))
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_merges(district_id: str) -> int:
    """Count the merges of a district."""
    return db.session.scalar(select(func.count()).select_from(Merge).where(Merge.district_id == district_id)) or 0


def count_open_contests(district_id: str) -> int:
    """Count the contests that nobody has decided, of merges that are in force."""
    query = select(func.count()).select_from(MergeContest).join(Merge)
    rules = (MergeContest.district_id == district_id, MergeContest.decision.is_(None), Merge.undone_at.is_(None))
    return db.session.scalar(query.where(*rules)) or 0


def list_merges_of(person_id: str) -> list[Merge]:
    """List the merges in force into a person, newest first."""
    query = select(Merge).where(Merge.kept_id == person_id, Merge.undone_at.is_(None))
    return list(db.session.scalars(query.order_by(Merge.merged_at.desc(), Merge.id)))


def count_moves(merge_id: str) -> dict[str, int]:
    """Count the rows of each table that a merge moved or changed."""
    rows = func.count(MergeMove.row_id.distinct())
    query = select(MergeMove.table_name, rows).where(MergeMove.merge_id == merge_id).group_by(MergeMove.table_name)
    return {table: int(count) for table, count in db.session.execute(query.order_by(MergeMove.table_name))}
