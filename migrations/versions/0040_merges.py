"""merges of two rows that were one person, and what is contested between them"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merges",
        sa.Column("kept_id", sa.String(length=36), nullable=False),
        sa.Column("gone_id", sa.String(length=36), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "same_card",
                "told",
                "same_records",
                name="have_a_known_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("merged_by", sa.String(length=36), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(length=36), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "undo_reason",
            sa.Enum(
                "two_people",
                "wrong_choice",
                name="are_undone_for_a_known_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("left_alone", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(undone_by IS NULL) = (undone_at IS NULL)", name=op.f("merges_are_undone_by_somebody")),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("merges_join_two_people")),
        sa.CheckConstraint("undone_at >= merged_at", name=op.f("merges_are_undone_after_they_were_made")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("merges_district_id_names_districts")),
        sa.ForeignKeyConstraint(["gone_id"], ["people.id"], name=op.f("merges_gone_id_names_people")),
        sa.ForeignKeyConstraint(["kept_id"], ["people.id"], name=op.f("merges_kept_id_names_people")),
        sa.ForeignKeyConstraint(["merged_by"], ["users.id"], name=op.f("merges_merged_by_names_users")),
        sa.ForeignKeyConstraint(["undone_by"], ["users.id"], name=op.f("merges_undone_by_names_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("merges_pk")),
    )
    with op.batch_alter_table("merges", schema=None) as batch_op:
        batch_op.create_index(
            "a_person_is_merged_once",
            ["gone_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_merges_district_id"), ["district_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merges_gone_id"), ["gone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merges_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "contests",
        sa.Column("merge_id", sa.String(length=36), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "consent",
                "registration",
                "referral",
                "spell",
                name="are_of_a_known_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("against", sa.JSON(none_as_null=True), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "kept", "other", name="have_a_known_decision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name=op.f("contests_are_decided_at_some_time")),
        sa.CheckConstraint("(decision IS NULL) = (decided_by IS NULL)", name=op.f("contests_are_decided_by_somebody")),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name=op.f("contests_decided_by_names_users")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("contests_district_id_names_districts")),
        sa.ForeignKeyConstraint(["merge_id"], ["merges.id"], name=op.f("contests_merge_id_names_merges")),
        sa.PrimaryKeyConstraint("id", name=op.f("contests_pk")),
        sa.UniqueConstraint("merge_id", "row_id", name=op.f("contests_are_about_a_row_once")),
    )
    with op.batch_alter_table("contests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contests_district_id"), ["district_id"], unique=False)

    op.create_table(
        "merge_moves",
        sa.Column("merge_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("column_name", sa.String(length=60), nullable=False),
        sa.Column("before_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("after_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["merges.id"], name=op.f("merge_moves_merge_id_names_merges")),
        sa.PrimaryKeyConstraint("id", name=op.f("merge_moves_pk")),
        sa.UniqueConstraint("merge_id", "number", name=op.f("merge_moves_are_made_one_after_another")),
    )
    with op.batch_alter_table("merge_moves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_moves_row_id"), ["row_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("merge_moves", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merge_moves_row_id"))

    op.drop_table("merge_moves")
    with op.batch_alter_table("contests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contests_district_id"))

    op.drop_table("contests")
    with op.batch_alter_table("merges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merges_kept_id"))
        batch_op.drop_index(batch_op.f("ix_merges_gone_id"))
        batch_op.drop_index(batch_op.f("ix_merges_district_id"))
        batch_op.drop_index(
            "a_person_is_merged_once",
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.drop_table("merges")
