"""declarations of a work year, who is credited in them, and their steps"""

import sqlalchemy as sa
from alembic import op

revision = "0114"
down_revision = "0110"
branch_labels = None
depends_on = None

STATES = ("submitted", "returned", "in_review", "confirmed", "rejected", "withdrawn")
LIVE = sa.text("state IN ('submitted', 'returned', 'in_review', 'confirmed')")


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def names(table: str, column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"{table}_{column}_names_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def key(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    make_declarations()
    op.create_table(
        "declared_persons",
        key("declaration_id"),
        key("person_id"),
        sa.Column("by_month", sa.String(length=12), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("credited", sa.Integer(), nullable=False),
        key("id"),
        names("declared_persons", "declaration_id", "declarations", "CASCADE"),
        names("declared_persons", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("declared_persons_pk")),
        sa.UniqueConstraint("declaration_id", "person_id", name=op.f("declared_persons_are_declared_once")),
        sa.CheckConstraint("length(by_month) = 12", name=op.f("declared_persons_have_twelve_months")),
        sa.CheckConstraint("counted BETWEEN 0 AND 12", name=op.f("declared_persons_count_twelve_months_at_most")),
        sa.CheckConstraint(
            "credited BETWEEN counted AND 2 * counted", name=op.f("declared_persons_count_for_two_at_most")
        ),
    )
    op.create_index("ix_declared_persons_person", "declared_persons", ["person_id"])
    op.create_table(
        "declaration_steps",
        key("declaration_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("to_state", words("lead_to_a_known_state", *STATES), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        key("taken_by"),
        instant("taken_at"),
        key("id"),
        names("declaration_steps", "declaration_id", "declarations", "CASCADE"),
        names("declaration_steps", "taken_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("declaration_steps_pk")),
        sa.UniqueConstraint("declaration_id", "number", name=op.f("declaration_steps_are_numbered_once")),
        sa.CheckConstraint(
            "to_state NOT IN ('returned', 'rejected') OR length(note) > 0",
            name=op.f("declaration_steps_that_go_back_say_what_is_missing"),
        ),
    )


def make_declarations() -> None:
    op.create_table(
        "declarations",
        key("employer_id"),
        sa.Column("work_year", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", words("are_in_a_known_state", *STATES), nullable=False),
        key("submitted_by"),
        instant("submitted_at"),
        sa.Column("answer_by", sa.Date(), nullable=True),
        key("reviewer_id", nullable=True),
        key("decided_by", nullable=True),
        instant("decided_at", nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        key("id"),
        key("district_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        *[names("declarations", f"{who}", "users") for who in ("submitted_by", "reviewer_id", "decided_by")],
        names("declarations", "employer_id", "employers"),
        names("declarations", "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("declarations_pk")),
        sa.UniqueConstraint("employer_id", "work_year", "turn", name=op.f("declarations_are_numbered_once_a_year")),
        sa.CheckConstraint("work_year BETWEEN 2000 AND 2100", name=op.f("declarations_are_of_a_year")),
        sa.CheckConstraint("turn > 0", name=op.f("declarations_are_numbered_from_one")),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'rejected') OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("declarations_are_decided_by_somebody"),
        ),
        sa.CheckConstraint("decided_by <> submitted_by", name=op.f("declarations_are_decided_by_somebody_else")),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_on IS NOT NULL)",
            name=op.f("declarations_that_are_confirmed_say_when"),
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR answer_by IS NOT NULL",
            name=op.f("declarations_that_are_returned_say_until_when"),
        ),
    )
    op.create_index("ix_declarations_district_id", "declarations", ["district_id"])
    op.create_index("ix_declarations_confirmed_on", "declarations", ["district_id", "confirmed_on"])
    op.create_index(
        "a_year_is_declared_once_at_a_time",
        "declarations",
        ["employer_id", "work_year"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def downgrade() -> None:
    op.drop_table("declaration_steps")
    op.drop_table("declared_persons")
    op.drop_table("declarations")
