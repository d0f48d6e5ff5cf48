"""letters that confirm a declaration"""

import sqlalchemy as sa
from alembic import op

revision = "0129"
down_revision = "0123"
branch_labels = None
depends_on = None

VALID = sa.text("superseded_on IS NULL")
NAME = "confirmation_letters"


def key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=False)


def names(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{NAME}_{column}_names_{other}"))


def upgrade() -> None:
    op.create_table(
        NAME,
        key("declaration_id"),
        sa.Column("code", sa.String(length=26), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ("filing_year", "serial")],
        sa.Column("employer_name", sa.String(length=120), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ("work_year", "persons", "months", "credited")],
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        key("made_by"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_on", sa.Date(), nullable=True),
        key("id"),
        key("district_id"),
        names("declaration_id", "declarations"),
        names("made_by", "users"),
        names("district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{NAME}_pk")),
        sa.UniqueConstraint("code", name=op.f(f"{NAME}_have_a_code_of_their_own")),
        sa.UniqueConstraint("district_id", "filing_year", "serial", name=op.f(f"{NAME}_are_numbered_once_a_year")),
        *[
            sa.CheckConstraint(rule, name=op.f(f"{NAME}_{said}"))
            for said, rule in {
                "have_a_long_code": "length(code) = 26",
                "confirm_somebody": "persons > 0 AND months >= persons",
                "count_for_two_at_most": "credited BETWEEN months AND 2 * months",
                "are_superseded_after_they_were_made": "superseded_on >= confirmed_on",
            }.items()
        ],
    )
    op.create_index(f"ix_{NAME}_district_id", NAME, ["district_id"])
    op.create_index("ix_confirmation_letters_declaration", NAME, ["declaration_id"])
    op.create_index(
        "a_declaration_has_one_valid_letter",
        NAME,
        ["declaration_id"],
        unique=True,
        sqlite_where=VALID,
        postgresql_where=VALID,
    )


def downgrade() -> None:
    op.drop_table(NAME)
