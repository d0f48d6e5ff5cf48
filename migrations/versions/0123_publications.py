"""published scorecards: who signed, the figures, the rows behind each

Revision ID: 0123
"""

import sqlalchemy as sa
from alembic import op

revision = "0123"
down_revision = "0128"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publications",
        _key("id"),
        _key("district_id"),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        _key("published_by"),
        _names("publications", "district_id", "districts"),
        _names("publications", "published_by", "users"),
        _check("publications", "end_no_earlier_than_they_begin", "last_on >= first_on"),
        _check("publications", "are_signed_after_their_period", "published_on > last_on"),
        _once("publications", "cover_a_period_once", "district_id", "first_on", "last_on"),
        sa.PrimaryKeyConstraint("id", name=op.f("publications_pk")),
    )
    op.create_index("ix_publications_district_id", "publications", ["district_id"])
    op.create_table(
        "published_figures",
        _key("id"),
        _key("publication_id"),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("hundredths", sa.BigInteger(), nullable=False),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("small_reason", sa.Text(), nullable=True),
        _names("published_figures", "publication_id", "publications"),
        _check("published_figures", "are_no_less_than_nothing", "hundredths >= 0"),
        _check(
            "published_figures",
            "under_five_say_why_they_are_shown",
            "hundredths NOT BETWEEN 1 AND 499 OR (small_reason IS NOT NULL AND small_reason <> '')",
        ),
        _once("published_figures", "stand_once_in_a_publication", "publication_id", "key"),
        sa.PrimaryKeyConstraint("id", name=op.f("published_figures_pk")),
    )
    op.create_table(
        "published_rows",
        _key("id"),
        _key("figure_id"),
        _key("row_id"),
        _names("published_rows", "figure_id", "published_figures"),
        _once("published_rows", "are_counted_once", "figure_id", "row_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("published_rows_pk")),
    )
    op.create_index("ix_published_rows_row", "published_rows", ["row_id"])


def downgrade() -> None:
    for table in ("published_rows", "published_figures", "publications"):
        op.drop_table(table)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=False)


def _names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{table}_{column}_names_{other}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"{table}_{name}"))


def _once(table: str, name: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"{table}_{name}"))
