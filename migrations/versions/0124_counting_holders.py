"""indexes that the counts of holders are read from

Revision ID: 0124
"""

from alembic import op

revision = "0124"
down_revision = "0138"
branch_labels = None
depends_on = None

EVENTS = ["district_id", "kind", "on_day"]


def upgrade() -> None:
    op.drop_index("ix_certificate_events_register", table_name="certificate_events")
    op.create_index("ix_certificate_events_register", "certificate_events", [*EVENTS, "person_id", "turn", "id"])
    op.create_index("ix_people_register", "people", ["district_id", "source", "merged_into_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_people_register", table_name="people")
    op.drop_index("ix_certificate_events_register", table_name="certificate_events")
    op.create_index("ix_certificate_events_register", "certificate_events", EVENTS)
