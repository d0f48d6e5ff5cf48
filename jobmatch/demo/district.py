"""The invented district itself, its towns and the accounts that one can sign in with."""

from jobmatch.accounts.tables import Role
from jobmatch.demo.content import read
from jobmatch.demo.examples import EXAMPLE_ACCOUNT, EXAMPLE_EMPLOYER, EXAMPLE_INSTITUTION, EXAMPLE_LOGIN
from jobmatch.demo.world import DISTRICT_CODE, Row, World


def add_district(world: World) -> None:
    """Add the district and its towns."""
    world.add(
        "districts",
        {
            "id": world.district_id,
            "code": DISTRICT_CODE,
            "name": "奉化区（虚构数据）",
            "name_en": "Fenghua District (invented data)",
            "phone": "0574-00000000",
            "is_invented": True,
        },
    )
    for town in read("towns"):
        world.add(
            "towns",
            {
                "id": town_key(world, town["name"]),
                "district_id": world.district_id,
                "name": town["name"],
                "name_en": town["name_en"],
                "lat": town["lat"],
                "lon": town["lon"],
            },
        )


def town_key(world: World, name: str) -> str:
    """Return the key of the town of that name."""
    return world.key("town", name)


def add_accounts(world: World) -> None:
    """Add an account for each role; passwords, and the apps of those who must have one, are made when it is written.

    The village's officer comes with the villages.
    """
    add_account(world, Role.CASEWORKER, "caseworker", "何青禾")
    add_account(world, Role.REVIEWER, "reviewer", "应秋实")
    add_account(world, Role.HEAD, "head", "邬远山")
    add_account(world, Role.FAIR_STAFF, "fair", "竺小满")
    add_account(world, Role.WORKSHOP_SUPERVISOR, "workshop", "卓允文", scope_id=EXAMPLE_INSTITUTION)
    add_account(world, Role.EMPLOYER, "employer", "样板间人事", scope_id=EXAMPLE_EMPLOYER)
    add_account(world, Role.STATISTICIAN, "statistician", "俞知微")
    add_account(world, Role.AUDITOR, "auditor", "沈明鉴")
    add_account(world, Role.SYSTEM_ADMIN, "sysadmin", "毛启航")
    add_account(world, Role.SECURITY_ADMIN, "secadmin", "葛守正")


def add_account(world: World, role: Role, login: str, name: str, scope_id: str | None = None) -> Row:
    """Add an account; ``scope_id`` is an employer's, a village's or a workshop's key."""
    return world.add(
        "users",
        {
            "id": user_key(world, login),
            "district_id": world.district_id,
            "login": login,
            "name": name,
            "role": role,
            "scope_id": scope_id,
            "must_change_password": False,
        },
    )


def user_key(world: World, login: str) -> str:
    """Return the key of the account with that login."""
    return EXAMPLE_ACCOUNT if login == EXAMPLE_LOGIN else world.key("user", login)
