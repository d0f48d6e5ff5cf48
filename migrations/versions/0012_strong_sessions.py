"""sessions know whether a second factor was shown; hand-overs of an employer's account; scopes fit the role"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0020"
branch_labels = None
depends_on = None

NARROWER = "scope_id IS NULL OR role IN ('employer', 'village_officer', 'workshop_supervisor')"


def upgrade() -> None:
    with op.batch_alter_table("user_sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_strong", sa.Boolean(), nullable=False, server_default=sa.false()))
    # No program has ever made such an account: a scope that its role cannot have meant the whole district.
    op.execute(f"UPDATE users SET scope_id = NULL WHERE NOT ({NARROWER})")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f("users_of_the_district_have_no_narrower_scope"), NARROWER)
    op.create_table(
        "hand_overs",
        sa.Column("scope_id", sa.String(length=36), nullable=False),
        sa.Column("former_id", sa.String(length=36), nullable=True),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_id", sa.String(length=36), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint(
            "new_id IS NULL OR closed_at IS NOT NULL", name=op.f("hand_overs_are_over_once_somebody_came")
        ),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("hand_overs_district_id_names_districts")),
        sa.ForeignKeyConstraint(["former_id"], ["users.id"], name=op.f("hand_overs_former_id_names_users")),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("hand_overs_made_by_names_users")),
        sa.ForeignKeyConstraint(["new_id"], ["users.id"], name=op.f("hand_overs_new_id_names_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("hand_overs_pk")),
        sa.UniqueConstraint("code_hash", name=op.f("hand_overs_have_a_code_of_their_own")),
    )
    with op.batch_alter_table("hand_overs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_overs_district_id"), ["district_id"], unique=False)
        batch_op.create_index(
            "an_employer_hands_over_once_at_a_time",
            ["scope_id"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )


def downgrade() -> None:
    op.drop_table("hand_overs")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("users_of_the_district_have_no_narrower_scope"), type_="check")
    with op.batch_alter_table("user_sessions", schema=None) as batch_op:
        batch_op.drop_column("is_strong")
