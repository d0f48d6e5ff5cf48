"""follow-ups of whoever was hired, with what was found

Revision ID: 0133
"""

import sqlalchemy as sa
from alembic import op

revision = "0133"
down_revision = "0129"
branch_labels = None
depends_on = None

_KIND, _KNOWN, _FOUND = (
    "tasks_are_of_a_known_kind",
    "tasks_found_a_known_thing",
    "tasks_that_found_something_are_follow_ups_that_somebody_did",
)
_BEFORE = ("renew_certificate", "ring", "visit", "papers", "other")
_NOW = ("renew_certificate", "ring", "visit", "papers", "follow_up", "other")


def upgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("found", sa.String(length=40), nullable=True))
        batch_op.drop_constraint(batch_op.f(_KIND), type_="check")
        batch_op.create_check_constraint(batch_op.f(_KIND), _one_of("kind", _NOW))
        batch_op.create_check_constraint(batch_op.f(_KNOWN), _one_of("found", ("still", "left", "unreached")))
        batch_op.create_check_constraint(
            batch_op.f(_FOUND), "found IS NULL OR (kind = 'follow_up' AND done_by IS NOT NULL)"
        )


def downgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(_FOUND), type_="check")
        batch_op.drop_constraint(batch_op.f(_KNOWN), type_="check")
        batch_op.drop_column("found")
    # What was to be asked is still to do; what was found is not kept by the older schema.
    op.execute(sa.text("DELETE FROM tasks WHERE kind = 'follow_up'"))
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(_KIND), type_="check")
        batch_op.create_check_constraint(batch_op.f(_KIND), _one_of("kind", _BEFORE))


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
