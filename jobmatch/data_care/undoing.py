"""Taking a merge back: every value returns to where it was, unless somebody has changed it since."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Table, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from jobmatch import clock
from jobmatch.data_care.merging import MergeRefusedError, hold
from jobmatch.data_care.moves import WHOLE_ROW, class_of, from_json, set_column
from jobmatch.data_care.tables import Merge, MergeMove, UndoReason
from jobmatch.employment.tables import PersonMonth, Spell
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import citizen_number_index
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import Base, db

Left = list[list[str]]


def undo(by: Actor, merge: Merge, reason: UndoReason) -> Left:
    """Take a merge back, decided contests too, and return what was changed since and is left as it is now.

    Raises ``MergeRefusedError`` when it was undone before, or when a later merge holds one of the two.
    """
    with act(by=by, action="people.merge_undone", about=merge) as this:
        hold(by, merge.kept_id, merge.gone_id)
        # Asked for anew and not refreshed: a refresh would repeat the joins that the page asked for, and no database
        # locks the far side of an outer join.
        db.session.scalars(
            select(Merge).where(Merge.id == merge.id).with_for_update().execution_options(populate_existing=True)
        ).one()
        if merge.undone_at is not None:
            raise MergeRefusedError("merge.undone_already")
        if _find_later(merge) is not None:
            raise MergeRefusedError("merge.undo_the_later_first")
        left = [one for moves in _in_groups(merge) for one in _put_back(moves)]
        _let_months_follow(merge)
        merge.undone_by, merge.undone_at, merge.undo_reason = by.human_id, clock.now(), reason
        merge.left_alone = left
        this.note(left=len(left))
    return left


def _find_later(merge: Merge) -> Merge | None:
    """Return a merge in force that came after this one and is about one of the two, or None."""
    both = (merge.kept_id, merge.gone_id)
    query = select(Merge).where(
        Merge.id != merge.id,
        Merge.undone_at.is_(None),
        Merge.merged_at >= merge.merged_at,
        or_(Merge.kept_id.in_(both), Merge.gone_id.in_(both)),
    )
    return db.session.scalar(query.order_by(Merge.merged_at.desc()).limit(1))


def _in_groups(merge: Merge) -> Iterator[list[MergeMove]]:
    """Go through the moves from the last to the first; those that changed a column the same way come together."""
    query = select(MergeMove).where(MergeMove.merge_id == merge.id).order_by(MergeMove.number.desc())
    moves = db.session.scalars(query).all()
    if any(one.before is None for one in moves):
        raise MergeRefusedError("merge.erased_since")
    for _, group in groupby(moves, key=lambda one: (one.table_name, one.column_name, one.before, one.after)):
        yield list(group)


def _put_back(moves: list[MergeMove]) -> Left:
    first = moves[0]
    names = [[one.table_name, one.row_id, one.column_name] for one in moves]
    if first.column_name == WHOLE_ROW:
        return [] if _take_away(first) else names
    table = Base.metadata.tables[first.table_name]
    if first.column_name not in table.c or not table.c[first.column_name].foreign_keys:
        return [name for one, name in zip(moves, names, strict=True) if not _restore(one)]
    return _move_back(table, first, moves)


def _move_back(table: Table, first: MergeMove, moves: list[MergeMove]) -> Left:
    """Let rows name again whom they named, those that still name whom the merge gave them."""
    column = table.c[first.column_name]
    before, after = json.loads(first.before or "null"), json.loads(first.after or "null")
    rows = [one.row_id for one in moves]
    query = select(table.c.id).where(table.c.id.in_(rows), column.is_(None) if after is None else column == after)
    still = set(db.session.scalars(query))
    going = [row for row in rows if row in still]
    if not _try(table, column.name, going, before):
        going = [row for row in going if _try(table, column.name, [row], before)]
    return [[table.name, row, column.name] for row in rows if row not in set(going)]


def _try(table: Table, column: str, rows: list[str], value: str | None) -> bool:
    try:
        with db.session.begin_nested():
            set_column(table, column, rows, value)
    except IntegrityError:
        return False
    return True


def _restore(move: MergeMove) -> bool:
    if move.column_name == "citizen_number_index":
        return True  # comes with its number, for the keys of indexes may have been changed since
    kind = class_of(move.table_name)
    row: Any = db.session.get(kind, move.row_id)
    if row is None or getattr(row, move.column_name) != from_json(kind, move.column_name, move.after or "null"):
        return False
    value = from_json(kind, move.column_name, move.before or "null")
    setattr(row, move.column_name, value)
    if move.column_name == "citizen_number":
        row.citizen_number_index = citizen_number_index(CitizenNumber(value)) if value else None
    db.session.flush()
    return True


def _take_away(move: MergeMove) -> bool:
    """Delete a row that the merge made, unless somebody has changed it or something names it by now."""
    kind = class_of(move.table_name)
    row: Any = db.session.get(kind, move.row_id)
    made = json.loads(move.after or "{}")
    if row is None or any(getattr(row, name) != from_json(kind, name, json.dumps(made[name])) for name in made):
        return False
    try:
        with db.session.begin_nested():
            table = Base.metadata.tables[move.table_name]
            db.session.execute(delete(table).where(table.c.id == move.row_id))
    except IntegrityError:
        return False
    db.session.expunge(row)
    return True


def _let_months_follow(merge: Merge) -> None:
    """Months that were entered since go with their spell."""
    both = (merge.kept_id, merge.gone_id)
    of_spell = select(Spell.person_id).where(Spell.id == PersonMonth.spell_id).scalar_subquery()
    apart = PersonMonth.person_id.in_(both) & (PersonMonth.person_id != of_spell)
    db.session.execute(update(PersonMonth).where(apart).values(person_id=of_spell))
    db.session.expire_all()
