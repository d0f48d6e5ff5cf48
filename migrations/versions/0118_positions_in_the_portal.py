"""employers post their positions themselves: drafts, why one was closed, since when nothing was heard

Revision ID: 0118
"""

import sqlalchemy as sa
from alembic import op

revision = "0118"
down_revision = "0122"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("positions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_why", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("heard_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("silence_told_on", sa.Date(), nullable=True))
    # Whoever has been silent for long is told first: nothing is closed before the notice has stood its days.
    op.execute(sa.text("UPDATE positions SET heard_on = posted_on"))
    with op.batch_alter_table("positions", schema=None) as batch_op:
        batch_op.alter_column("heard_on", existing_type=sa.Date(), nullable=False)
        batch_op.create_check_constraint(
            batch_op.f("positions_are_closed_for_a_known_reason"), "closed_why IN ('employer', 'silence')"
        )
        batch_op.create_check_constraint(
            batch_op.f("positions_say_why_they_are_closed_once_they_are"), "closed_why IS NULL OR state = 'closed'"
        )
        batch_op.create_check_constraint(
            batch_op.f("positions_are_told_of_silence_after_it_began"), "silence_told_on >= heard_on"
        )
    _add_drafts()


def downgrade() -> None:
    op.drop_table("position_drafts")
    with op.batch_alter_table("positions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("positions_are_told_of_silence_after_it_began"), type_="check")
        batch_op.drop_constraint(batch_op.f("positions_say_why_they_are_closed_once_they_are"), type_="check")
        batch_op.drop_constraint(batch_op.f("positions_are_closed_for_a_known_reason"), type_="check")
        batch_op.drop_column("silence_told_on")
        batch_op.drop_column("heard_on")
        batch_op.drop_column("closed_why")


def _add_drafts() -> None:
    op.create_table(
        "position_drafts",
        _key("employer_id"),
        _key("position_id", nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        _key("made_by"),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        _key("id"),
        _key("district_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        _names("employer_id", "employers"),
        _names("position_id", "positions"),
        _names("made_by", "users"),
        _names("district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("position_drafts_pk")),
        sa.UniqueConstraint("position_id", name=op.f("position_drafts_are_one_per_position")),
    )
    op.create_index("ix_position_drafts_employer_id", "position_drafts", ["employer_id"])
    op.create_index("ix_position_drafts_district_id", "position_drafts", ["district_id"])


def _key(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def _names(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"position_drafts_{column}_names_{other}"))
