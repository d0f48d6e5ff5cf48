"""somebody may ask that positions are put in order by what the job says alone

Revision ID: 0103
"""

import sqlalchemy as sa
from alembic import op

revision = "0103"
down_revision = "0102"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("seekers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("job_facts_only", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("seekers", schema=None) as batch_op:
        batch_op.drop_column("job_facts_only")
