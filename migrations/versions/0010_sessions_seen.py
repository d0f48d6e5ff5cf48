"""sessions say when they were last seen and on what kind of device; one-time passwords have an end"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("password_expires_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("user_sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("device", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("address_index", sa.String(length=64), nullable=False, server_default=""))
    op.create_table(
        "session_sightings",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["user_sessions.id"], name=op.f("session_sightings_session_id_names_user_sessions")
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("session_sightings_pk")),
    )
    # Whoever is signed in during the upgrade stays signed in for one idle time.
    op.execute("INSERT INTO session_sightings SELECT id, CURRENT_TIMESTAMP FROM user_sessions WHERE ended_at IS NULL")


def downgrade() -> None:
    op.drop_table("session_sightings")
    with op.batch_alter_table("user_sessions", schema=None) as batch_op:
        batch_op.drop_column("address_index")
        batch_op.drop_column("device")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("password_expires_at")
