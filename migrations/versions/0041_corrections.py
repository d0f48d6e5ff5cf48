"""corrections of what is known of a person"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "name",
                "citizen_number",
                "born_on",
                "phone",
                "town",
                name="are_of_a_known_field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("before_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("after_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "person_asked",
                "card_differs",
                "changed",
                "typed_wrong",
                name="have_a_known_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("corrected_by", sa.String(length=36), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["corrected_by"], ["users.id"], name=op.f("corrections_corrected_by_names_users")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("corrections_district_id_names_districts")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("corrections_person_id_names_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("corrections_pk")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrections_district_id"), ["district_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_corrections_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corrections_person_id"))
        batch_op.drop_index(batch_op.f("ix_corrections_district_id"))

    op.drop_table("corrections")
