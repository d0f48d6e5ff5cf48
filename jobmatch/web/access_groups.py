"""The groups of people and programs that ``access_table`` lets in."""

from jobmatch.accounts.tables import Role

ANYONE = frozenset({"anyone"})
SIGNED_IN = frozenset(role.value for role in Role)
DESK = frozenset({Role.CASEWORKER, Role.HEAD})
HEADS = frozenset({Role.HEAD})
REVIEW = frozenset({Role.REVIEWER, Role.HEAD})
PORTAL = frozenset({Role.EMPLOYER})
VILLAGE = frozenset({Role.VILLAGE_OFFICER})
WORKSHOP = frozenset({Role.WORKSHOP_SUPERVISOR})
SYSTEM = frozenset({Role.SYSTEM_ADMIN})
SECURITY = frozenset({Role.SECURITY_ADMIN})
AUDIT = frozenset({Role.AUDITOR})
ADMIN = SYSTEM | SECURITY | AUDIT
# Addresses for programs: whoever sends a token, which stands for its owner's role or for a device of a fair.
TOKEN = frozenset({"token"})
DEVICE = frozenset({"device"})

Who = frozenset[str]
