"""attendance at institutions of assisted employment, and what was corrected"""

import sqlalchemy as sa
from alembic import op

revision = "0111"
down_revision = "0114"
branch_labels = None
depends_on = None


def presence(column: str) -> sa.Column[str]:
    words = ("full", "half", "excused", "absent")
    kind = sa.Enum(*words, name="say_how_somebody_was_there", native_enum=False, create_constraint=True, length=40)
    return sa.Column(column, kind, nullable=False)


def key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=False)


def instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def names(table: str, column: str, other: str, *, goes_with: bool = False) -> sa.ForeignKeyConstraint:
    name = op.f(f"{table}_{column}_names_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE" if goes_with else None)


def upgrade() -> None:
    table = "attendances"
    op.create_table(
        table,
        key("placement_id"),
        sa.Column("on_day", sa.Date(), nullable=False),
        presence("presence"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        key("recorded_by"),
        instant("recorded_at"),
        key("id"),
        key("district_id"),
        names(table, "placement_id", "placements", goes_with=True),
        names(table, "recorded_by", "users"),
        names(table, "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("attendances_pk")),
        sa.UniqueConstraint("placement_id", "on_day", name=op.f("attendances_are_one_a_day")),
        sa.CheckConstraint(
            "(presence IN ('full', 'half')) = (minutes > 0)", name=op.f("attendances_count_minutes_of_who_was_there")
        ),
        sa.CheckConstraint("minutes BETWEEN 0 AND 720", name=op.f("attendances_fit_into_a_working_day")),
    )
    op.create_index("ix_attendances_district_id", table, ["district_id"])
    op.create_index("ix_attendances_day", table, ["district_id", "on_day"])
    table = "attendance_corrections"
    op.create_table(
        table,
        key("attendance_id"),
        presence("presence_before"),
        sa.Column("minutes_before", sa.Integer(), nullable=False),
        key("corrected_by"),
        instant("corrected_at"),
        key("id"),
        key("district_id"),
        names(table, "attendance_id", "attendances", goes_with=True),
        names(table, "corrected_by", "users"),
        names(table, "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("attendance_corrections_pk")),
    )
    op.create_index("ix_attendance_corrections_district_id", table, ["district_id"])
    op.create_index("ix_attendance_corrections_of", table, ["attendance_id", "corrected_at"])


def downgrade() -> None:
    op.drop_table("attendance_corrections")
    op.drop_table("attendances")
