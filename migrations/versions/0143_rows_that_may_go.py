"""a row that a figure counts may be deleted: a declaration goes with its letters, a registration out of its link

Revision ID: 0143
"""

from alembic import op

revision = "0143"
down_revision = "0124"
branch_labels = None
depends_on = None

NAMED = (
    ("confirmation_letters", "declaration_id", "declarations", "CASCADE"),
    ("submission_links", "registration_id", "registrations", "SET NULL"),
)


def upgrade() -> None:
    for table, column, other, then in NAMED:
        _names(table, column, other, then)


def downgrade() -> None:
    for table, column, other, _then in NAMED:
        _names(table, column, other, None)


def _names(table: str, column: str, other: str, then: str | None) -> None:
    name = f"{table}_{column}_names_{other}"
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(batch_op.f(name), type_="foreignkey")
        batch_op.create_foreign_key(batch_op.f(name), other, [column], ["id"], ondelete=then)
