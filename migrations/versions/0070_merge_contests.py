"""contests of a merge bear its name: the levy will have contests of its own

The table is made anew under the new name, rows and all, so that its rules bear it too on both databases. The triggers
that keep ``kiosk_visit_ends`` from being changed come by themselves, as after every migration.

Revision ID: 0070
"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0081"
branch_labels = None
depends_on = None

COLUMNS = "id, district_id, version, merge_id, kind, row_id, against, decision, decided_by, decided_at"


def make(table: str) -> None:
    op.create_table(
        table,
        sa.Column("merge_id", sa.String(length=36), nullable=False),
        sa.Column("kind", words("are_of_a_known_kind", "consent", "registration", "referral", "spell"), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("against", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("decision", words("have_a_known_decision", "kept", "other"), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name=op.f(f"{table}_are_decided_at_some_time")),
        sa.CheckConstraint("(decision IS NULL) = (decided_by IS NULL)", name=op.f(f"{table}_are_decided_by_somebody")),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name=op.f(f"{table}_decided_by_names_users")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f(f"{table}_district_id_names_districts")),
        sa.ForeignKeyConstraint(["merge_id"], ["merges.id"], name=op.f(f"{table}_merge_id_names_merges")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pk")),
        sa.UniqueConstraint("merge_id", "row_id", name=op.f(f"{table}_are_about_a_row_once")),
    )
    op.create_index(f"ix_{table}_district_id", table, ["district_id"])


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def move(old: str, new: str) -> None:
    make(new)
    op.execute(f"INSERT INTO {new} ({COLUMNS}) SELECT {COLUMNS} FROM {old}")
    op.drop_table(old)


def upgrade() -> None:
    move("contests", "merge_contests")


def downgrade() -> None:
    move("merge_contests", "contests")
