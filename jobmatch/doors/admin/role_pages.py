"""What each role may open, read from the access table itself: the review shows what is, not what was meant."""

from typing import NamedTuple

from jobmatch.accounts.listing import count_by_role
from jobmatch.accounts.tables import Role
from jobmatch.web.access import ANYONE, ENDPOINTS, SIGNED_IN
from jobmatch.web.admin_labels import DOORS
from jobmatch.web.labels import ROLES


class RolePages(NamedTuple):
    """A role, how many active accounts have it, and how many addresses it may open behind each door."""

    name: str
    accounts: int
    doors: list[tuple[str, int]]


def role_pages(district_id: str) -> list[RolePages]:
    """List every role with what is open to it beyond what is open to anyone and to everybody who is signed in."""
    accounts = count_by_role(district_id)
    return [RolePages(str(ROLES[role]), accounts.get(role, 0), _doors(role)) for role in Role]


def _doors(role: Role) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for endpoint, who in ENDPOINTS.items():
        if role in who and not who & ANYONE and who != SIGNED_IN:
            counts[endpoint.partition(".")[0]] = counts.get(endpoint.partition(".")[0], 0) + 1
    return [(str(DOORS.get(door, door)), count) for door, count in sorted(counts.items())]
