"""requests about data, erasures, and warnings before one"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_requests",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "see",
                "copy",
                "correct",
                "erase",
                "explain",
                name="are_of_a_known_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=36), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "done",
                "partly",
                "refused",
                "taken_back",
                name="have_a_known_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("data_requests_are_closed_by_somebody")
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (outcome IS NULL)", name=op.f("data_requests_are_closed_with_an_outcome")
        ),
        sa.CheckConstraint("due_on >= received_on", name=op.f("data_requests_are_due_after_they_came")),
        sa.ForeignKeyConstraint(["closed_by"], ["users.id"], name=op.f("data_requests_closed_by_names_users")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("data_requests_district_id_names_districts")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("data_requests_person_id_names_people")),
        sa.ForeignKeyConstraint(["recorded_by"], ["users.id"], name=op.f("data_requests_recorded_by_names_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("data_requests_pk")),
    )
    with op.batch_alter_table("data_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_requests_district_id"), ["district_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_requests_person_id"), ["person_id"], unique=False)

    op.create_table(
        "erasures",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "asked",
                "withdrew",
                "inactive",
                name="have_a_known_ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("erased_by", sa.String(length=36), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holds", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("held_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scrubbed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint(
            "ground = 'inactive' OR erased_by IS NOT NULL", name=op.f("erasures_are_decided_by_a_person_where_asked")
        ),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("erasures_district_id_names_districts")),
        sa.ForeignKeyConstraint(["erased_by"], ["users.id"], name=op.f("erasures_erased_by_names_users")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("erasures_person_id_names_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("erasures_pk")),
        sa.UniqueConstraint("person_id", name=op.f("erasures_are_one_per_person")),
    )
    with op.batch_alter_table("erasures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erasures_district_id"), ["district_id"], unique=False)

    op.create_table(
        "retention_warnings",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("last_active_on", sa.Date(), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erase_on", sa.Date(), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_by", sa.String(length=36), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "keep_reason",
            sa.Enum(
                "still_wants",
                "in_contact",
                "open_matter",
                name="are_answered_for_a_known_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kept_at IS NULL) = (keep_reason IS NULL)", name=op.f("retention_warnings_are_answered_with_a_reason")
        ),
        sa.CheckConstraint(
            "(kept_by IS NULL) = (kept_at IS NULL)", name=op.f("retention_warnings_are_answered_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("retention_warnings_district_id_names_districts")
        ),
        sa.ForeignKeyConstraint(["kept_by"], ["users.id"], name=op.f("retention_warnings_kept_by_names_users")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("retention_warnings_person_id_names_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("retention_warnings_pk")),
    )
    with op.batch_alter_table("retention_warnings", schema=None) as batch_op:
        batch_op.create_index(
            "a_person_is_warned_of_once_at_a_time",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("over_at IS NULL"),
            postgresql_where=sa.text("over_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_retention_warnings_district_id"), ["district_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("retention_warnings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_retention_warnings_district_id"))
        batch_op.drop_index(
            "a_person_is_warned_of_once_at_a_time",
            sqlite_where=sa.text("over_at IS NULL"),
            postgresql_where=sa.text("over_at IS NULL"),
        )

    op.drop_table("retention_warnings")
    with op.batch_alter_table("erasures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_erasures_district_id"))

    op.drop_table("erasures")
    with op.batch_alter_table("data_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_data_requests_person_id"))
        batch_op.drop_index(batch_op.f("ix_data_requests_district_id"))

    op.drop_table("data_requests")
