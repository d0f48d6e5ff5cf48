"""How much of what became of somebody's months an employer is told, so that a roster is never a question to a register.

*Decision* (docs/decisions/0142): of people whom an employer names by itself nothing is told before a person has looked:
that a month is being checked once somebody has taken the declaration up, whether it counts once it is confirmed. Of
people whom the federation brought there, and of everybody in a confirmed declaration, everything that an employer may
read is told as before.
"""

from collections.abc import Mapping

from jobmatch.employment.claims import list_claims_of_year
from jobmatch.employment.grid import CellState, Telling, stated_cell
from jobmatch.employment.roster import list_filed_people
from jobmatch.levy.queries import find_newest
from jobmatch.levy.tables import DeclarationState

_LOOKED_AT = (DeclarationState.IN_REVIEW, DeclarationState.RETURNED, DeclarationState.REJECTED)


def telling_of(employer_id: str, work_year: int) -> Mapping[str, Telling]:
    """Return, by person, how much is told of those whom the employer named itself; of everybody else all is."""
    filed = list_filed_people(employer_id)
    newest = find_newest(employer_id, work_year) if filed else None
    in_it = {one.person_id for one in newest.people} if newest else set()
    told = Telling.STATED
    if newest is not None and newest.state is DeclarationState.CONFIRMED:
        told = Telling.ALL
    elif newest is not None and newest.state in _LOOKED_AT:
        told = Telling.CHECKS
    return {person_id: told if person_id in in_it else Telling.STATED for person_id in filed}


def list_untold(employer_id: str, work_year: int) -> set[str]:
    """List the people of whose months it is not told whether they count."""
    return {person_id for person_id, told in telling_of(employer_id, work_year).items() if told is not Telling.ALL}


def may_count_untold(employer_id: str, work_year: int) -> bool:
    """Tell whether a month of theirs counts as far as the employer can know: then there is something to hand in."""
    untold = list_untold(employer_id, work_year)
    claims = list_claims_of_year(employer_id, work_year) if untold else []
    return any(
        stated_cell(one.month, one.reasons).state is CellState.STATED for one in claims if one.person_id in untold
    )
