"""whom an employer itself said that a spell of work is about"""

import sqlalchemy as sa
from alembic import op

revision = "0128"
down_revision = "0111"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "filed_workers",
        sa.Column("spell_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("certificate_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("soldier_grade", sa.Integer(), nullable=True),
        sa.Column("filed_by", sa.String(length=36), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["spell_id"], ["spells.id"], name=op.f("filed_workers_spell_id_names_spells")),
        sa.ForeignKeyConstraint(["filed_by"], ["users.id"], name=op.f("filed_workers_filed_by_names_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("filed_workers_pk")),
        sa.UniqueConstraint("spell_id", name=op.f("filed_workers_are_stated_once_a_spell")),
        sa.CheckConstraint("soldier_grade BETWEEN 1 AND 10", name=op.f("filed_workers_have_a_known_soldier_grade")),
    )


def downgrade() -> None:
    op.drop_table("filed_workers")
