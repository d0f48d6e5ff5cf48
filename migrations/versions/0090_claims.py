"""claims to person-months, one accepted each, and contests where two employers claim the same"""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0075"
branch_labels = None
depends_on = None

ACCEPTED = sa.text("state = 'accepted'")
STANDING = sa.text("state IN ('accepted', 'uncounted', 'contested')")
UNDECIDED = sa.text("decided_at IS NULL")


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{table}_{column}_names_{other}"))


def key(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def unique_while(name: str, table: str, columns: list[str], condition: sa.TextClause) -> None:
    op.create_index(name, table, columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    op.create_table(
        "month_claims",
        key("person_id"),
        key("employer_id"),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column(
            "state",
            words("are_in_a_known_state", "accepted", "uncounted", "contested", "lost", "withdrawn"),
            nullable=False,
        ),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        key("claimed_by"),
        instant("claimed_at"),
        key("id"),
        key("district_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        names("month_claims", "person_id", "people"),
        names("month_claims", "employer_id", "employers"),
        names("month_claims", "claimed_by", "users"),
        names("month_claims", "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("month_claims_pk")),
        sa.CheckConstraint("length(month) = 7", name=op.f("month_claims_are_written_year_and_month")),
        sa.CheckConstraint("weight BETWEEN 0 AND 2", name=op.f("month_claims_count_for_two_at_most")),
        sa.CheckConstraint(
            "state NOT IN ('accepted', 'contested') OR weight > 0", name=op.f("month_claims_that_are_accepted_count")
        ),
        sa.CheckConstraint(
            "state <> 'uncounted' OR weight = 0", name=op.f("month_claims_that_do_not_count_weigh_nothing")
        ),
    )
    op.create_index("ix_month_claims_district_id", "month_claims", ["district_id"])
    op.create_index("ix_month_claims_person", "month_claims", ["person_id", "month"])
    unique_while("a_person_month_is_credited_once", "month_claims", ["person_id", "month"], ACCEPTED)
    unique_while(
        "an_employer_claims_a_person_month_once", "month_claims", ["employer_id", "person_id", "month"], STANDING
    )
    make_contests()
    op.create_table(
        "contest_answers",
        key("contest_id"),
        key("claim_id"),
        sa.Column("text", sa.Text(), nullable=False),
        key("answered_by"),
        instant("answered_at"),
        key("id"),
        names("contest_answers", "contest_id", "month_contests"),
        names("contest_answers", "claim_id", "month_claims"),
        names("contest_answers", "answered_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("contest_answers_pk")),
        sa.UniqueConstraint("contest_id", "claim_id", name=op.f("contest_answers_are_given_once_a_claim")),
    )


def make_contests() -> None:
    op.create_table(
        "month_contests",
        key("person_id"),
        sa.Column("month", sa.String(length=7), nullable=False),
        key("earlier_claim_id"),
        key("later_claim_id"),
        instant("opened_at"),
        sa.Column("answer_by", sa.Date(), nullable=False),
        key("kept_claim_id", nullable=True),
        sa.Column(
            "ground",
            words(
                "are_decided_on_a_known_ground",
                "contract_signer",
                "dispatch_agreement",
                "paid_and_insured",
                "had_left",
                "no_evidence",
                "other_withdrew",
            ),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        key("decided_by", nullable=True),
        instant("decided_at", nullable=True),
        key("id"),
        key("district_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        names("month_contests", "person_id", "people"),
        names("month_contests", "earlier_claim_id", "month_claims"),
        names("month_contests", "later_claim_id", "month_claims"),
        names("month_contests", "kept_claim_id", "month_claims"),
        names("month_contests", "decided_by", "users"),
        names("month_contests", "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("month_contests_pk")),
        sa.CheckConstraint(
            "earlier_claim_id <> later_claim_id", name=op.f("month_contests_are_between_two_claims")
        ),
        sa.CheckConstraint(
            "kept_claim_id IS NULL OR kept_claim_id IN (earlier_claim_id, later_claim_id)",
            name=op.f("month_contests_are_decided_for_one_of_the_two"),
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (ground IS NULL)",
            name=op.f("month_contests_are_decided_by_somebody_on_a_ground"),
        ),
        sa.CheckConstraint(
            "decided_at IS NULL OR length(note) > 0", name=op.f("month_contests_are_decided_with_reasons")
        ),
    )
    op.create_index("ix_month_contests_district_id", "month_contests", ["district_id"])
    op.create_index("ix_month_contests_person", "month_contests", ["person_id"])
    unique_while(
        "a_person_month_is_contested_once_at_a_time",
        "month_contests",
        ["person_id", "month", "later_claim_id"],
        UNDECIDED,
    )


def downgrade() -> None:
    op.drop_table("contest_answers")
    op.drop_table("month_contests")
    op.drop_table("month_claims")
