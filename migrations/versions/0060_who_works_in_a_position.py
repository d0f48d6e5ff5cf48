"""who works in a position is found by the position

Every ranking counts the people at work in each position: without an index it went through all spells each time.
"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0012"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_on IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_spells_open_in_a_position", "spells", ["position_id"], sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    op.drop_index("ix_spells_open_in_a_position", "spells")
