"""special support, what became of people at e-commerce fairs, registrations outside fairs

Revision ID: 0122
"""

import sqlalchemy as sa
from alembic import op

revision = "0122"
down_revision = "0103"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.alter_column("fair_id", existing_type=sa.String(length=36), nullable=True)
    op.create_table(
        "special_supports",
        _key("person_id"),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *_noted("special_supports"),
        _one_of("special_supports", "are_of_a_known_kind", "'grant', 'aid', 'training', 'job_coach', 'start_up'"),
        _check("special_supports", "are_worth_something_or_name_no_amount", "amount_fen > 0"),
    )
    op.create_table(
        "fair_results",
        _key("fair_id"),
        _key("person_id"),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        *_noted("fair_results"),
        _names("fair_results", "fair_id", "fairs"),
        _one_of("fair_results", "are_of_a_known_kind", "'partner', 'shop'"),
    )
    for table in ("special_supports", "fair_results"):
        for column in ("person_id", "district_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index("ix_fair_results_fair", "fair_results", ["fair_id", "on_day"])


def downgrade() -> None:
    op.drop_table("fair_results")
    op.drop_table("special_supports")
    outside = "SELECT id FROM registrations WHERE fair_id IS NULL"
    op.execute(f"UPDATE submission_links SET registration_id = NULL WHERE registration_id IN ({outside})")
    op.execute("DELETE FROM registrations WHERE fair_id IS NULL")
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.alter_column("fair_id", existing_type=sa.String(length=36), nullable=False)


def _noted(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        _key("recorded_by"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=True),
        _key("id"),
        _key("district_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        _names(table, "person_id", "people"),
        _names(table, "recorded_by", "users"),
        _names(table, "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pk")),
        _check(table, "that_are_void_say_why", "void_reason <> ''"),
    )


def _key(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def _names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{table}_{column}_names_{other}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"{table}_{name}"))


def _one_of(table: str, name: str, words: str) -> sa.CheckConstraint:
    return _check(table, name, f"kind IN ({words})")
