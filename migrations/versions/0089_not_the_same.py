"""two rows that somebody said are two people

Revision ID: 0089
"""

import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "not_same_people",
        sa.Column("first_id", sa.String(length=36), nullable=False),
        sa.Column("second_id", sa.String(length=36), nullable=False),
        sa.Column("decided_by", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["people.id"], name=op.f("not_same_people_first_id_names_people")),
        sa.ForeignKeyConstraint(["second_id"], ["people.id"], name=op.f("not_same_people_second_id_names_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name=op.f("not_same_people_decided_by_names_users")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("not_same_people_district_id_names_districts")
        ),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("not_same_people_are_said_once_a_pair")),
        sa.CheckConstraint("first_id < second_id", name=op.f("not_same_people_are_named_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("not_same_people_pk")),
    )
    op.create_index("ix_not_same_people_district_id", "not_same_people", ["district_id"])
    op.create_index("ix_not_same_people_second_id", "not_same_people", ["second_id"])


def downgrade() -> None:
    op.drop_table("not_same_people")
