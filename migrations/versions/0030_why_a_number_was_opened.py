"""why a full number was opened"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0011"
branch_labels = None
depends_on = None

_NUMBERS = "what NOT IN ('citizen_number', 'certificate_number') OR reason IS NOT NULL"


def upgrade() -> None:
    with op.batch_alter_table("person_views", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "reason",
                sa.Enum(
                    "check",
                    "contract",
                    "subsidy",
                    "quota",
                    "other",
                    name="give_a_known_reason",
                    native_enum=False,
                    create_constraint=False,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("note", sa.String(length=200), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("person_views_give_a_known_reason"),
            "reason IN ('check', 'contract', 'subsidy', 'quota', 'other')",
        )
        batch_op.create_check_constraint(batch_op.f("person_views_of_a_full_number_have_a_reason"), _NUMBERS)
        batch_op.create_check_constraint(
            batch_op.f("person_views_for_another_reason_say_which"), "reason <> 'other' OR note IS NOT NULL"
        )
        batch_op.drop_index(batch_op.f("ix_person_views_person_id"))
        batch_op.create_index("ix_person_views_newest", ["person_id", "at", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("person_views", schema=None) as batch_op:
        batch_op.drop_index("ix_person_views_newest")
        batch_op.create_index(batch_op.f("ix_person_views_person_id"), ["person_id"], unique=False)
        batch_op.drop_constraint(batch_op.f("person_views_for_another_reason_say_which"), type_="check")
        batch_op.drop_constraint(batch_op.f("person_views_of_a_full_number_have_a_reason"), type_="check")
        batch_op.drop_constraint(batch_op.f("person_views_give_a_known_reason"), type_="check")
        batch_op.drop_column("note")
        batch_op.drop_column("reason")
