"""who stands beside a holder, military certificates, tasks, and finding people by telephone and address

Revision ID: 0087
"""

import sqlalchemy as sa
from alembic import op

from jobmatch.people.addresses import one_address
from jobmatch.storage.indexes import blind_index
from jobmatch.storage.sealed import Place, unseal

revision = "0087"
down_revision = "0084"
branch_labels = None
depends_on = None

OPEN = sa.text("done_at IS NULL")


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{table}_{column}_names_{other}"))


def of_a_person(table: str, *own: object) -> None:
    op.create_table(
        table,
        *own,
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("district_id", sa.String(length=36), nullable=False),
        names(table, "person_id", "people"),
        names(table, "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pk")),
    )
    op.create_index(f"ix_{table}_district_id", table, ["district_id"])
    op.create_index(f"ix_{table}_person_id", table, ["person_id"])


def index_what_is_sealed() -> None:
    """Make the indexes of the telephones and addresses that are there; the keys are the running application's."""
    people = sa.table("people", *(sa.column(name) for name in ("id", "phone_index", "address_index")))
    for name, read in (("phone", str), ("address", one_address)):
        sealed = sa.column(f"{name}_sealed", sa.LargeBinary)
        query = sa.select(people.c.id, sealed).select_from(people).where(sealed.is_not(None))
        for key, stored in op.get_bind().execute(query).all():
            value = read(unseal(Place("people", key, name), stored))
            index = blind_index(f"people.{name}", value) if value else None
            op.get_bind().execute(sa.update(people).where(people.c.id == key).values({f"{name}_index": index}))


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("phone_index", sa.String(length=64), nullable=True))
        people.add_column(sa.Column("address_index", sa.String(length=64), nullable=True))
        people.create_index("ix_people_phone", ["district_id", "phone_index"])
        people.create_index("ix_people_address", ["district_id", "address_index"])
    index_what_is_sealed()
    of_a_person(
        "military_certificates",
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("number_index", sa.String(length=64), nullable=False),
        sa.Column("soldier_grade", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "soldier_grade BETWEEN 1 AND 10", name=op.f("military_certificates_have_a_known_soldier_grade")
        ),
        sa.CheckConstraint("valid_until > valid_from", name=op.f("military_certificates_end_after_they_begin")),
    )
    op.create_index("ix_military_certificates_number", "military_certificates", ["district_id", "number_index"])
    related = ("spouse", "parent", "child", "sibling", "grandparent", "relative", "neighbour", "village", "other")
    of_a_person(
        "person_relations",
        sa.Column("kind", words("are_of_a_known_kind", "guardian", "companion", "contact"), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("name_index", sa.String(length=64), nullable=False),
        sa.Column("relationship", words("are_of_a_known_relationship", *related), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.String(length=64), nullable=True),
        sa.Column("capacity", words("have_a_known_capacity", "statutory", "appointed", "agreed"), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'guardian') = (capacity IS NOT NULL)", name=op.f("person_relations_of_guardians_say_by_what")
        ),
        sa.CheckConstraint("until_on >= from_on", name=op.f("person_relations_end_no_earlier_than_they_begin")),
    )
    op.create_index("ix_person_relations_name", "person_relations", ["district_id", "name_index"])
    op.create_index("ix_person_relations_phone", "person_relations", ["district_id", "phone_index"])
    kinds = ("renew_certificate", "ring", "visit", "papers", "other")
    of_a_person(
        "tasks",
        sa.Column("kind", words("are_of_a_known_kind", *kinds), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("assigned_to", sa.String(length=36), nullable=True),
        sa.Column("made_by", sa.String(length=36), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.String(length=36), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        *(names("tasks", column, "users") for column in ("assigned_to", "made_by", "done_by")),
        sa.CheckConstraint("done_by IS NULL OR done_at IS NOT NULL", name=op.f("tasks_done_by_somebody_are_done")),
    )
    op.create_index("ix_tasks_assigned_to", "tasks", ["assigned_to"])
    op.create_index("ix_tasks_open", "tasks", ["district_id", "done_at", "due_on"])
    op.create_index(
        "a_person_has_one_open_task_of_a_kind",
        "tasks",
        ["person_id", "kind"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_table("tasks")
    op.drop_table("person_relations")
    op.drop_table("military_certificates")
    with op.batch_alter_table("people") as people:
        people.drop_index("ix_people_address")
        people.drop_index("ix_people_phone")
        people.drop_column("address_index")
        people.drop_column("phone_index")
