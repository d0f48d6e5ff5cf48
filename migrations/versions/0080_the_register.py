"""villages, where people live, and what happened to their certificates

Revision ID: 0080
"""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0042"
branch_labels = None
depends_on = None

VILLAGE = "people_live_in_a_village_of_the_town"


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


def names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"{table}_{column}_names_{other}"))


def upgrade() -> None:
    scoped(
        "villages",
        sa.Column("town_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=True),
        names("villages", "town_id", "towns"),
        sa.UniqueConstraint("town_id", "name", name=op.f("villages_have_a_name_of_their_own")),
        sa.UniqueConstraint("id", "town_id", name=op.f("villages_lie_in_one_town")),
    )
    scoped(
        "officer_villages",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("village_id", sa.String(length=36), nullable=False),
        names("officer_villages", "user_id", "users"),
        names("officer_villages", "village_id", "villages"),
        sa.UniqueConstraint("user_id", "village_id", name=op.f("officer_villages_are_named_once")),
    )
    op.create_index("ix_officer_villages_village_id", "officer_villages", ["village_id"])
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("village_id", sa.String(length=36), nullable=True))
        people.add_column(sa.Column("address_sealed", sa.LargeBinary(), nullable=True))
        people.add_column(
            sa.Column("contact_channel", words("are_reached_in_a_known_way", "sms", "wechat", "phone", "family"))
        )
        people.add_column(sa.Column("home_code", sa.String(length=12), nullable=True))
        people.create_check_constraint(
            people.f("people_of_a_village_live_in_its_town"), "village_id IS NULL OR town_id IS NOT NULL"
        )
        people.create_check_constraint(
            people.f("people_of_another_register_are_not_in_this_one"), "home_code IS NULL OR source <> 'register'"
        )
        people.create_foreign_key(VILLAGE, "villages", ["village_id", "town_id"], ["id", "town_id"])
        people.create_index("ix_people_village_id", ["village_id"])
    scoped(
        "certificate_events",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("certificate_id", sa.String(length=36), nullable=True),
        sa.Column(
            "kind",
            words(
                "are_of_a_known_kind",
                "issued",
                "renewed",
                "replaced",
                "regraded",
                "moved_in",
                "moved_out",
                "cancelled",
                "frozen",
            ),
            nullable=False,
        ),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("source", words("come_from_a_known_source", "register", "desk", "village"), nullable=False),
        names("certificate_events", "person_id", "people"),
        names("certificate_events", "certificate_id", "certificates"),
        sa.CheckConstraint("turn >= 0", name=op.f("certificate_events_of_a_day_are_counted_upwards")),
    )
    op.create_index("ix_certificate_events_certificate_id", "certificate_events", ["certificate_id"])
    op.create_index("ix_certificate_events_register", "certificate_events", ["district_id", "kind", "on_day"])
    op.create_index("ix_certificate_events_person", "certificate_events", ["person_id", "on_day"])
    scoped(
        "certificate_components",
        sa.Column("certificate_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        names("certificate_components", "certificate_id", "certificates"),
        sa.UniqueConstraint("certificate_id", "kind", name=op.f("certificate_components_are_named_once_a_certificate")),
        sa.CheckConstraint("kind BETWEEN 1 AND 6", name=op.f("certificate_components_are_single_kinds")),
        sa.CheckConstraint("grade BETWEEN 1 AND 4", name=op.f("certificate_components_have_a_known_grade")),
    )


def downgrade() -> None:
    op.drop_table("certificate_components")
    op.drop_table("certificate_events")
    with op.batch_alter_table("people") as people:
        people.drop_index("ix_people_village_id")
        people.drop_constraint(VILLAGE, type_="foreignkey")
        people.drop_constraint(people.f("people_of_another_register_are_not_in_this_one"), type_="check")
        people.drop_constraint(people.f("people_of_a_village_live_in_its_town"), type_="check")
        people.drop_constraint(people.f("people_are_reached_in_a_known_way"), type_="check")
        people.drop_column("home_code")
        people.drop_column("contact_channel")
        people.drop_column("address_sealed")
        people.drop_column("village_id")
    op.drop_table("officer_villages")
    op.drop_table("villages")
