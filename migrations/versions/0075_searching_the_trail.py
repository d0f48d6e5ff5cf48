"""the trail is searched from its newest end: each index ends with the place in the chain

The index by district served nobody: nearly every entry is of the one district, and SQLite preferred it to reading the
chain backwards.
"""

from alembic import op

revision = "0075"
down_revision = "0080"
branch_labels = None
depends_on = None

TABLE = "audit_entries"


def upgrade() -> None:
    for name in ("district_id", "user_id", "subject"):
        op.drop_index(f"ix_{TABLE}_{name}", TABLE)
    op.create_index(f"ix_{TABLE}_subject", TABLE, ["subject_table", "subject_id", "seq"])
    op.create_index(f"ix_{TABLE}_user", TABLE, ["user_id", "seq"])
    op.create_index(f"ix_{TABLE}_action", TABLE, ["action", "seq"])
    op.create_index(f"ix_{TABLE}_at", TABLE, ["at", "seq"])


def downgrade() -> None:
    for name in ("at", "action", "user", "subject"):
        op.drop_index(f"ix_{TABLE}_{name}", TABLE)
    op.create_index(f"ix_{TABLE}_subject", TABLE, ["subject_table", "subject_id"])
    op.create_index(f"ix_{TABLE}_user_id", TABLE, ["user_id"])
    op.create_index(f"ix_{TABLE}_district_id", TABLE, ["district_id"])
