"""versions of the table of points, and since when which of them ranks

Revision ID: 0102
"""

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "score_tables",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _key("made_by"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _key("id"),
        _key("district_id"),
        _names("score_tables", "made_by", "users"),
        _names("score_tables", "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("score_tables_pk")),
        sa.UniqueConstraint("district_id", "version", name=op.f("score_tables_have_one_name_each")),
    )
    op.create_index("ix_score_tables_district_id", "score_tables", ["district_id"])
    op.create_table(
        "score_table_uses",
        sa.Column("turn", sa.Integer(), nullable=False),
        _key("score_table_id", nullable=True),
        _key("used_by"),
        sa.Column("used_from", sa.DateTime(timezone=True), nullable=False),
        _key("id"),
        _key("district_id"),
        _names("score_table_uses", "score_table_id", "score_tables"),
        _names("score_table_uses", "used_by", "users"),
        _names("score_table_uses", "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("score_table_uses_pk")),
        sa.UniqueConstraint("district_id", "turn", name=op.f("score_table_uses_follow_one_another")),
    )
    op.create_index("ix_score_table_uses_district_id", "score_table_uses", ["district_id"])


def downgrade() -> None:
    op.drop_table("score_table_uses")
    op.drop_table("score_tables")


def _key(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def _names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{table}_{column}_names_{other}"))
