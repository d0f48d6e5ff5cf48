"""finding people by how a name is written and read, and by the ending of a number; searches that were made

Revision ID: 0088
"""

import sqlalchemy as sa
from alembic import op

from jobmatch.people.name_rules import columns_of
from jobmatch.people.tables import citizen_ending
from jobmatch.storage.indexes import blind_index
from jobmatch.storage.sealed import Place, unseal

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None

NAMES = ("name_folded", "name_pinyin", "name_initials")
INDEXES = {
    "ix_people_citizen_ending": ["district_id", "citizen_ending_index"],
    "ix_people_names": ["district_id", "name_folded", "name_initials", "name_pinyin", "merged_into_id", "id"],
    "ix_people_alike": ["district_id", "name_pinyin", "born_on", "merged_into_id", "id"],
}


def make_findable() -> None:
    """Fill the columns for the people who are there; the keys are the running application's."""
    columns = ("id", "name", *NAMES, "citizen_ending_index")
    people = sa.table(
        "people", *(sa.column(name) for name in columns), sa.column("citizen_number_sealed", sa.LargeBinary)
    )
    for key, name, sealed in op.get_bind().execute(sa.select(people.c.id, people.c.name, people.c.citizen_number_sealed)).all():
        number = unseal(Place("people", key, "citizen_number"), sealed) if sealed else None
        ending = blind_index("people.citizen_ending", citizen_ending(number)) if number else None
        found = {**columns_of(name), "citizen_ending_index": ending}
        op.get_bind().execute(sa.update(people).where(people.c.id == key).values(found))


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("citizen_ending_index", sa.String(length=64), nullable=True))
        for name in NAMES:
            people.add_column(sa.Column(name, sa.String(length=200), nullable=False, server_default=""))
    make_findable()
    with op.batch_alter_table("people") as people:
        for name in NAMES:
            people.alter_column(name, existing_type=sa.String(length=200), existing_nullable=False, server_default=None)
        for name, columns in INDEXES.items():
            people.create_index(name, columns)
    op.create_table(
        "searches",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("searches_user_id_names_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("searches_pk")),
    )
    op.create_index("ix_searches_user_id", "searches", ["user_id"])


def downgrade() -> None:
    op.drop_table("searches")
    with op.batch_alter_table("people") as people:
        for name in INDEXES:
            people.drop_index(name)
        for name in (*NAMES, "citizen_ending_index"):
            people.drop_column(name)
