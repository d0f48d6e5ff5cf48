"""A roster file (花名册) checked against the law: rows of text in, every finding at once out. Pure, no database.

The command line and the portal share it; what the register knows is never looked at (docs/rosters.md).
"""

from jobmatch.levy.roster.checking import Roster, check_roster
from jobmatch.levy.roster.findings import Finding, Level

__all__ = ["Finding", "Level", "Roster", "check_roster"]
