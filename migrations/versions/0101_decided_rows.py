"""what was decided about the rows of an import is kept as a part of it

Revision ID: 0101
"""

import sqlalchemy as sa
from alembic import op

revision = "0101"
down_revision = "0089"
branch_labels = None
depends_on = None

BEFORE = ("header", "rows", "findings", "new", "changed", "gone", "conflict")


def upgrade() -> None:
    _kinds(*BEFORE, "decisions")


def downgrade() -> None:
    # Decisions belong to rows that wait; without them the rows are asked about again.
    op.execute(sa.text("DELETE FROM import_parts WHERE what = 'decisions'"))
    _kinds(*BEFORE)


def _kinds(*kinds: str) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("import_parts") as batch_op:
        batch_op.drop_constraint(batch_op.f("import_parts_are_of_a_known_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("import_parts_are_of_a_known_kind"), f"what IN ({listed})")
