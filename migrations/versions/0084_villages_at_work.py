"""update rounds, what officers know of people, pictures of signed papers

Revision ID: 0084
"""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0070"
branch_labels = None
depends_on = None

KINDS = ("at_home", "away", "moved", "died", "willing")
OPEN = sa.text("closed_at IS NULL")


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def scoped(table: str, *own: object) -> None:
    op.create_table(
        table,
        *own,
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f(f"{table}_district_id_names_districts")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pk")),
    )
    op.create_index(f"ix_{table}_district_id", table, ["district_id"])


def key(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def instant(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{table}_{column}_names_{other}"))


def check(table: str, sentence: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"{table}_{sentence}"))


def upgrade() -> None:
    rounds, entries, situations, papers = (
        "update_rounds",
        "update_round_entries",
        "person_situations",
        "consent_papers",
    )
    scoped(
        rounds,
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        key("begun_by"),
        sa.Column("due_on", sa.Date(), nullable=False),
        key("closed_by", nullable=True),
        instant("closed_at"),
        names(rounds, "begun_by", "users"),
        names(rounds, "closed_by", "users"),
        check(rounds, "are_due_after_they_begin", "due_on >= begun_on"),
        check(rounds, "are_closed_by_somebody", "(closed_at IS NULL) = (closed_by IS NULL)"),
    )
    op.create_index(
        "a_district_has_one_open_update_round_a_year",
        rounds,
        ["district_id", "year"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    scoped(
        entries,
        key("round_id"),
        key("person_id"),
        key("village_id"),
        sa.Column(
            "state", words("are_in_a_known_state", "open", "answered", "not_found", "refused"), nullable=False
        ),
        sa.Column("answer", words("have_a_known_answer", *KINDS), nullable=True),
        key("done_by", nullable=True),
        instant("done_at"),
        names(entries, "round_id", rounds),
        names(entries, "person_id", "people"),
        names(entries, "village_id", "villages"),
        names(entries, "done_by", "users"),
        sa.UniqueConstraint("round_id", "person_id", name=op.f(f"{entries}_name_a_person_once_a_round")),
        check(entries, "that_are_done_say_when", "(state = 'open') = (done_at IS NULL)"),
        check(entries, "that_are_done_say_by_whom", "(done_at IS NULL) = (done_by IS NULL)"),
        check(entries, "have_an_answer_once_they_are_answered", "answer IS NULL OR state NOT IN ('open', 'not_found', 'refused')"),
    )
    op.create_index("ix_update_round_entries_person_id", entries, ["person_id"])
    op.create_index("ix_update_round_entries_village_id", entries, ["village_id"])
    op.create_index("ix_update_round_entries_progress", entries, ["round_id", "village_id", "state"])
    scoped(
        situations,
        key("person_id"),
        sa.Column("kind", words("are_of_a_known_kind", *KINDS), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        key("round_id", nullable=True),
        key("recorded_by"),
        instant("recorded_at", nullable=False),
        key("undone_by", nullable=True),
        instant("undone_at"),
        key("settled_by", nullable=True),
        instant("settled_at"),
        sa.Column(
            "outcome",
            words("have_a_known_outcome", "cancelled", "moved_out", "moved_within", "contacted", "unchanged"),
            nullable=True,
        ),
        names(situations, "person_id", "people"),
        names(situations, "round_id", rounds),
        names(situations, "recorded_by", "users"),
        names(situations, "undone_by", "users"),
        names(situations, "settled_by", "users"),
        check(situations, "are_undone_by_somebody", "(undone_at IS NULL) = (undone_by IS NULL)"),
        check(situations, "are_settled_by_somebody", "(settled_at IS NULL) = (settled_by IS NULL)"),
        check(situations, "are_settled_with_an_outcome", "(settled_at IS NULL) = (outcome IS NULL)"),
        check(situations, "that_are_settled_are_not_undone", "settled_at IS NULL OR undone_at IS NULL"),
        check(situations, "that_ask_nothing_stay_open", "settled_at IS NULL OR kind NOT IN ('at_home', 'away')"),
        check(situations, "cancel_a_card_for_a_death_alone", "outcome <> 'cancelled' OR kind = 'died'"),
        check(
            situations,
            "hand_a_card_over_for_a_move_alone",
            "outcome NOT IN ('moved_out', 'moved_within') OR kind = 'moved'",
        ),
    )
    op.create_index("ix_person_situations_round_id", situations, ["round_id"])
    op.create_index("ix_person_situations_newest", situations, ["person_id", "recorded_at"])
    op.create_index("ix_person_situations_open", situations, ["district_id", "settled_at", "kind"])
    op.create_table(
        papers,
        key("submission_id"),
        sa.Column("picture_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        key("kept_by"),
        instant("kept_at", nullable=False),
        key("id"),
        names(papers, "submission_id", "submissions"),
        names(papers, "kept_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{papers}_pk")),
        sa.UniqueConstraint("submission_id", name=op.f(f"{papers}_are_one_a_submission")),
        check(papers, "show_something", "width > 0 AND height > 0"),
    )


def downgrade() -> None:
    for table in ("consent_papers", "person_situations", "update_round_entries", "update_rounds"):
        op.drop_table(table)
