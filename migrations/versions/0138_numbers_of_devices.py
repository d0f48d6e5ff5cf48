"""blocks of ticket numbers that devices give out by themselves, and when a registration was taken

Revision ID: 0138
"""

import sqlalchemy as sa
from alembic import op

revision = "0138"
down_revision = "0133"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_blocks",
        sa.Column("fair_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("first > 0", name=op.f("ticket_blocks_begin_at_one_or_above")),
        sa.CheckConstraint("last >= first", name=op.f("ticket_blocks_end_no_earlier_than_they_begin")),
        sa.ForeignKeyConstraint(["fair_id"], ["fairs.id"], name=op.f("ticket_blocks_fair_id_names_fairs")),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("ticket_blocks_device_id_names_devices")),
        sa.PrimaryKeyConstraint("id", name=op.f("ticket_blocks_pk")),
        sa.UniqueConstraint("fair_id", "first", name=op.f("ticket_blocks_begin_at_a_number_of_their_own")),
    )
    op.create_index("ix_ticket_blocks_device_id", "ticket_blocks", ["device_id"])
    op.add_column("tickets", sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("tickets", "taken_at")
    op.drop_table("ticket_blocks")
