"""blind indexes say which key they were made with

Until here there was one index key, without a name: it is called i1 now. 32 bytes in hexadecimal (64 characters)
become base64url (43) behind the key's name, so the columns stay as wide as they are.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0030"
branch_labels = None
depends_on = None

COLUMNS = (
    ("people", "citizen_number_index"),
    ("certificates", "number_index"),
    ("submissions", "citizen_number_index"),
)


def named(index: str) -> str:
    return "i1." + urlsafe_b64encode(bytes.fromhex(index)).rstrip(b"=").decode()


def plain(index: str) -> str:
    return urlsafe_b64decode(index.partition(".")[2] + "=").hex()


def change(remake, is_due) -> None:
    connection = op.get_bind()
    for name, column_name in COLUMNS:
        table = sa.table(name, sa.column("id", sa.String), sa.column(column_name, sa.String))
        column = table.c[column_name]
        rows = connection.execute(sa.select(table.c.id, column).where(column.is_not(None))).all()
        values = [{"of_row": key, "becomes": remake(index)} for key, index in rows if is_due(index)]
        if values:
            statement = table.update().where(table.c.id == sa.bindparam("of_row"))
            connection.execute(statement.values({column_name: sa.bindparam("becomes")}), values)


def upgrade() -> None:
    change(named, lambda index: len(index) == 64 and set(index) <= set("0123456789abcdef"))


def downgrade() -> None:
    # The name of the key is lost: before, there was only one.
    change(plain, lambda index: "." in index)
