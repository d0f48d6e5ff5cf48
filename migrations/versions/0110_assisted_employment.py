"""assisted employment: institutions, places for work, placements, insurance per bed, subsidies"""

import sqlalchemy as sa
from alembic import op

revision = "0110"
down_revision = "0118"
branch_labels = None
depends_on = None

TAKING_A_PLACE = sa.text("state IN ('trial', 'placed', 'suspended')")
WAITING = sa.text("state = 'waiting'")


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def key(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def names(table: str, column: str, other: str, *, goes_with: bool = False) -> sa.ForeignKeyConstraint:
    name = op.f(f"{table}_{column}_names_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE" if goes_with else None)


def of_a_district(table: str) -> list[sa.Column[str] | sa.Constraint]:
    return [
        key("id"),
        key("district_id"),
        names(table, "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pk")),
    ]


def check(table: str, condition: str, sentence: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"{table}_{sentence}"))


def unique(table: str, sentence: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"{table}_{sentence}"))


def unique_while(name: str, columns: list[str], condition: sa.TextClause) -> None:
    op.create_index(name, "placements", columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    make_institutions()
    make_placements()
    make_subsidies()


def make_institutions() -> None:
    table = "institutions"
    op.create_table(
        table,
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "kind",
            words("are_of_a_known_kind", "work_therapy", "home", "sunshine_home", "farm_therapy"),
            nullable=False,
        ),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("gives_work", "gives_day_care", "gives_lodging")),
        key("town_id"),
        sa.Column("address", sa.String(length=120), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=True) for name in ("lat", "lon")),
        number("stars", nullable=True),
        number("beds"),
        number("staff", nullable=True),
        sa.Column("licence", sa.String(length=60), nullable=False),
        sa.Column("products", sa.String(length=200), nullable=False),
        day("opened_on"),
        day("closed_on", nullable=True),
        number("version"),
        *of_a_district(table),
        names(table, "town_id", "towns"),
        unique(table, "have_a_name_of_their_own", "district_id", "name"),
        unique(table, "give_work_or_do_not", "id", "gives_work"),
        check(table, "gives_work OR gives_day_care OR gives_lodging", "give_something"),
        check(table, "beds >= 0 AND (beds = 0 OR gives_lodging)", "with_beds_give_lodging"),
        check(table, "stars BETWEEN 1 AND 5", "have_one_to_five_stars_or_none"),
        check(table, "staff >= 0", "have_some_staff_or_none"),
        check(table, "closed_on >= opened_on", "close_no_earlier_than_they_open"),
    )
    op.create_index("ix_institutions_district_id", table, ["district_id"])
    make_workplaces()
    table = "institution_insurances"
    op.create_table(
        table,
        key("institution_id"),
        day("from_on"),
        day("until_on"),
        *map(number, ("beds", "bed_fen", "amount_fen")),
        sa.Column("policy", sa.String(length=60), nullable=False),
        *of_a_district(table),
        names(table, "institution_id", "institutions", goes_with=True),
        unique(table, "begin_once_a_day", "institution_id", "from_on"),
        check(table, "beds > 0", "cover_at_least_one_bed"),
        check(table, "amount_fen = beds * bed_fen", "cost_as_much_as_their_beds"),
        check(table, "bed_fen > 0", "cost_something_a_bed"),
        check(table, "until_on >= from_on", "end_no_earlier_than_they_begin"),
    )
    op.create_index("ix_institution_insurances_district_id", table, ["district_id"])


def make_workplaces() -> None:
    table = "workplaces"
    op.create_table(
        table,
        key("institution_id"),
        sa.Column("gives_work", sa.Boolean(), nullable=False),
        number("number"),
        *of_a_district(table),
        sa.ForeignKeyConstraint(
            ["institution_id", "gives_work"],
            ["institutions.id", "institutions.gives_work"],
            name="workplaces_lie_in_an_institution_for_work",
            ondelete="CASCADE",
        ),
        unique(table, "are_numbered_once", "institution_id", "number"),
        unique(table, "lie_in_one_institution", "id", "institution_id"),
        check(table, "gives_work", "are_for_work"),
        check(table, "number > 0", "are_counted_from_one"),
    )
    op.create_index("ix_workplaces_district_id", table, ["district_id"])


def make_placements() -> None:
    table = "placements"
    states = ("waiting", "trial", "placed", "suspended", "left", "transferred", "dropped")
    reasons = ("open_employment", "moved", "health", "family", "aged_out", "transfer", "not_suited", "taken_back")
    asked_by = words("are_asked_for_by_somebody_known", "village", "family", "person", "caseworker")
    contract = words("have_a_known_form_of_contract", "labour", "flexible")
    op.create_table(
        table,
        key("person_id"),
        key("institution_id"),
        key("place_id", nullable=True),
        sa.Column("state", words("are_in_a_known_state", *states), nullable=False),
        sa.Column("asked_by", asked_by, nullable=False),
        day("asked_on"),
        day("trial_from_on", nullable=True),
        day("began_on", nullable=True),
        sa.Column("contract_kind", contract, nullable=True),
        number("hours_week", nullable=True),
        key("employer_id", nullable=True),
        day("suspended_on", nullable=True),
        day("ended_on", nullable=True),
        sa.Column("end_reason", words("end_for_a_known_reason", *reasons), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        key("changed_by"),
        instant("changed_at"),
        number("version"),
        *of_a_district(table),
        names(table, "person_id", "people"),
        names(table, "institution_id", "institutions", goes_with=True),
        names(table, "employer_id", "employers"),
        names(table, "changed_by", "users"),
        sa.ForeignKeyConstraint(
            ["place_id", "institution_id"],
            ["workplaces.id", "workplaces.institution_id"],
            name="placements_take_a_place_of_the_institution",
            ondelete="CASCADE",
        ),
        *rules_of_placements(table),
    )
    op.create_index("ix_placements_district_id", table, ["district_id"])
    op.create_index("ix_placements_person", table, ["person_id"])
    op.create_index("ix_placements_institution", table, ["institution_id", "state", "asked_on"])
    op.create_index("ix_placements_begun", table, ["district_id", "began_on"])
    unique_while("a_place_is_taken_by_one_person", ["place_id"], TAKING_A_PLACE)
    unique_while("a_person_has_one_placement_at_a_time", ["person_id"], TAKING_A_PLACE)
    unique_while("a_person_waits_once_at_an_institution", ["person_id", "institution_id"], WAITING)


def rules_of_placements(table: str) -> list[sa.CheckConstraint]:
    return [
        check(
            table,
            "state NOT IN ('trial', 'placed', 'suspended') OR place_id IS NOT NULL",
            "that_take_a_place_have_one",
        ),
        check(table, "state <> 'waiting' OR place_id IS NULL", "that_wait_have_no_place"),
        check(
            table,
            "(state IN ('placed', 'suspended', 'left', 'transferred')) = (began_on IS NOT NULL)",
            "begin_with_an_agreement",
        ),
        check(table, "(began_on IS NULL) = (contract_kind IS NULL)", "that_are_agreed_say_in_which_form"),
        check(table, "contract_kind = 'labour' OR employer_id IS NULL", "with_an_employer_are_labour_contracts"),
        check(
            table,
            "(state IN ('left', 'transferred', 'dropped')) = (ended_on IS NOT NULL)",
            "that_are_over_ended_some_day",
        ),
        check(table, "(ended_on IS NULL) = (end_reason IS NULL)", "end_for_a_reason"),
        check(table, "ended_on >= began_on", "end_no_earlier_than_they_begin"),
        check(table, "hours_week BETWEEN 1 AND 44", "fit_into_a_week"),
    ]


def make_subsidies() -> None:
    table = "subsidy_programmes"
    bases = ("placed", "insured", "site", "equipment", "beds")
    kinds = words("are_of_a_known_kind", "reward", "social_insurance", "site", "equipment", "bed_insurance")
    op.create_table(
        table,
        sa.Column("kind", kinds, nullable=False),
        sa.Column("basis", words("have_a_known_basis", *bases), nullable=False),
        sa.Column("document", sa.String(length=120), nullable=False),
        day("from_on"),
        day("until_on", nullable=True),
        *of_a_district(table),
        unique(table, "of_a_kind_begin_once_a_day", "district_id", "kind", "from_on"),
        unique(table, "have_one_basis", "id", "basis"),
        check(table, "until_on >= from_on", "end_no_earlier_than_they_begin"),
    )
    op.create_index("ix_subsidy_programmes_district_id", table, ["district_id"])
    table = "subsidy_payments"
    op.create_table(
        table,
        key("programme_id"),
        key("institution_id"),
        sa.Column("basis", words("have_a_known_basis", *bases), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        number("amount_fen"),
        day("paid_on"),
        key("recorded_by"),
        instant("recorded_at"),
        *of_a_district(table),
        names(table, "institution_id", "institutions", goes_with=True),
        names(table, "recorded_by", "users"),
        sa.ForeignKeyConstraint(
            ["programme_id", "basis"],
            ["subsidy_programmes.id", "subsidy_programmes.basis"],
            name="subsidy_payments_have_the_basis_of_their_programme",
        ),
        unique(table, "are_made_once_a_month_and_basis", "institution_id", "basis", "month"),
        check(table, "length(month) = 7", "are_written_year_and_month"),
        check(table, "amount_fen > 0", "pay_something"),
    )
    op.create_index("ix_subsidy_payments_district_id", table, ["district_id"])
    op.create_index("ix_subsidy_payments_paid", table, ["district_id", "paid_on"])


def downgrade() -> None:
    for table in (
        "subsidy_payments",
        "subsidy_programmes",
        "placements",
        "institution_insurances",
        "workplaces",
        "institutions",
    ):
        op.drop_table(table)
