"""the head of the audit chain is there from the start

Two first writers on PostgreSQL would otherwise both find no head and both make one.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GENESIS = "0" * 64


def upgrade() -> None:
    op.execute(
        "INSERT INTO audit_heads (id, seq, hash)"
        f" SELECT 1, 0, '{GENESIS}' WHERE NOT EXISTS (SELECT 1 FROM audit_heads)"
    )


def downgrade() -> None:
    # A head that has links behind it stays: the code of before made it with the first link.
    op.execute("DELETE FROM audit_heads WHERE seq = 0")
