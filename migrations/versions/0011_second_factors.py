"""second factors: codes from an app, codes on paper, passkeys; sign-ins that wait for one"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _of_an_account(table: str, *columns: sa.Column, unique: tuple[str, str]) -> None:
    column, rule = unique
    op.create_table(
        table,
        sa.Column("user_id", sa.String(length=36), nullable=False),
        *columns,
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"{table}_user_id_names_users")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pk")),
        sa.UniqueConstraint(column, name=op.f(f"{table}_{rule}")),
    )
    if column != "user_id":
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_user_id"), ["user_id"], unique=False)


def upgrade() -> None:
    _of_an_account(
        "half_sign_ins",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        unique=("token_hash", "have_a_token_of_their_own"),
    )
    _of_an_account(
        "totp_factors",
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        unique=("user_id", "are_one_per_account"),
    )
    _of_an_account(
        "recovery_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        unique=("code_hash", "are_all_different"),
    )
    _of_an_account(
        "passkeys",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("credential_hash", sa.String(length=64), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        unique=("credential_hash", "are_registered_once"),
    )
    _of_an_account(
        "passkey_challenges",
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("challenge", sa.String(length=100), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        unique=("challenge", "are_all_different"),
    )


def downgrade() -> None:
    for table in ("passkey_challenges", "passkeys", "recovery_codes", "totp_factors", "half_sign_ins"):
        op.drop_table(table)
