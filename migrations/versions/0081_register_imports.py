"""imports of the national certificate database

Revision ID: 0081
"""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0090"
branch_labels = None
depends_on = None


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{table}_{column}_names_{other}"))


def instant(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def key(table: str) -> tuple:
    return (
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pk")),
    )


def scope(table: str) -> tuple:
    return (sa.Column("district_id", sa.String(length=36), nullable=False), names(table, "district_id", "districts"))


def upgrade() -> None:
    op.create_table(
        "register_imports",
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("file_format", sa.String(length=10), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            words(
                "are_in_a_known_state",
                "uploaded",
                "checking",
                "previewed",
                "confirming",
                "confirmed",
                "discarded",
            ),
            nullable=False,
        ),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("plan_hash", sa.String(length=64), nullable=True),
        sa.Column("is_renewed", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=True),
        instant("made_at"),
        sa.Column("asked_by", sa.String(length=36), nullable=True),
        instant("confirmed_at", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *key("register_imports"),
        *scope("register_imports"),
        names("register_imports", "made_by", "users"),
        names("register_imports", "asked_by", "users"),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_at IS NOT NULL)",
            name=op.f("register_imports_say_when_they_were_confirmed"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('previewed', 'confirming', 'confirmed') OR plan_hash IS NOT NULL",
            name=op.f("register_imports_are_previewed_before_they_are_confirmed"),
        ),
    )
    op.create_index("ix_register_imports_district_id", "register_imports", ["district_id"])
    op.create_index("ix_register_imports_newest", "register_imports", ["district_id", "made_at"])
    op.create_table(
        "import_parts",
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column(
            "what",
            words("are_of_a_known_kind", "header", "rows", "findings", "new", "changed", "gone", "conflict"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        *key("import_parts"),
        names("import_parts", "import_id", "register_imports"),
        sa.UniqueConstraint("import_id", "what", "number", name=op.f("import_parts_are_numbered_once")),
    )
    op.create_table(
        "column_mappings",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.String(length=36), nullable=True),
        instant("saved_at"),
        *key("column_mappings"),
        *scope("column_mappings"),
        names("column_mappings", "saved_by", "users"),
        sa.UniqueConstraint("district_id", "fingerprint", name=op.f("column_mappings_are_remembered_once")),
    )
    op.create_index("ix_column_mappings_district_id", "column_mappings", ["district_id"])


def downgrade() -> None:
    op.drop_table("column_mappings")
    op.drop_table("import_parts")
    op.drop_table("register_imports")
