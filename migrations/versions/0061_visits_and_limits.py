"""visits at the kiosk, where submissions come from, and limits that were reached"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_visits",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("kiosk_visits_submission_id_names_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("kiosk_visits_pk")),
        sa.UniqueConstraint("token_hash", name=op.f("kiosk_visits_have_a_token_of_their_own")),
    )
    op.create_index("ix_kiosk_visits_submission_id", "kiosk_visits", ["submission_id"])
    op.create_table(
        "kiosk_visit_ends",
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["kiosk_visits.id"], name=op.f("kiosk_visit_ends_visit_id_names_kiosk_visits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("kiosk_visit_ends_pk")),
        sa.UniqueConstraint("visit_id", name=op.f("kiosk_visit_ends_come_once_a_visit")),
    )
    op.create_table(
        "limits_reached",
        sa.Column(
            "scope",
            sa.Enum(
                "device",
                "account",
                "address",
                "fair",
                "all",
                name="have_a_known_scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("window_began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("limits_reached_pk")),
        sa.UniqueConstraint(
            "scope", "key", "window_began_at", name=op.f("limits_reached_are_noted_once_a_window")
        ),
    )
    op.add_column("submissions", sa.Column("source", sa.String(length=64), nullable=True))
    op.create_index("ix_submissions_source", "submissions", ["source", "received_at"])
    op.create_index("ix_submissions_fair", "submissions", ["fair_id", "received_at"])
    op.drop_index("ix_submissions_fair_id", "submissions")


def downgrade() -> None:
    op.create_index("ix_submissions_fair_id", "submissions", ["fair_id"])
    op.drop_index("ix_submissions_fair", "submissions")
    op.drop_index("ix_submissions_source", "submissions")
    op.drop_column("submissions", "source")
    op.drop_table("limits_reached")
    op.drop_table("kiosk_visit_ends")
    op.drop_table("kiosk_visits")
