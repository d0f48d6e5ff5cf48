"""The act by which a checked roster becomes spells of work and claims: all of it, or nothing.

What it would change is worked out from what the same employer claimed before, and from nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from jobmatch import clock
from jobmatch.employers.tables import Employer
from jobmatch.employment import claims
from jobmatch.employment.claiming import Claimant, claim_months, withdraw_months
from jobmatch.employment.facts import MonthFacts
from jobmatch.employment.roster import list_spells_here
from jobmatch.employment.service import Place, Terms, open_spell, restate_spell
from jobmatch.employment.tables import FiledWorker, Spell
from jobmatch.levy.roster.difference import Change, Difference, Known, compare
from jobmatch.levy.roster.stated import Stated
from jobmatch.levy.service import require_open
from jobmatch.people.queries import find_by_number
from jobmatch.people.service import NewPerson, add_person
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

MOST_PEOPLE = 200
"""As many as one act takes: for so long nobody else can write (SQLite)."""


class FilingRefusedError(SentenceError):
    """A roster cannot be taken so; its sentence says why and what to do."""


@dataclass(frozen=True)
class Filing:
    """Whose roster it is, and of which year of work."""

    district_id: str
    employer_id: str
    work_year: int


def difference(whose: Filing, stated: Iterable[Stated]) -> Difference:
    """Return what a roster would change of what the employer claims of that year; nobody is looked up for it."""
    by_person: dict[str, Known] = {}
    for claim in claims.list_claims_of_year(whose.employer_id, whose.work_year):
        known = by_person.get(claim.person_id) or Known(claim.person_id, claim.person.citizen_number, {})
        by_person[claim.person_id] = Known(known.person_id, known.number, {**known.months, claim.month: claim.facts})
    return compare(stated, by_person.values())


def file_roster(
    by: Actor, whose: Filing, stated: Sequence[Stated], *, seen: str | None = None, drops_gone: bool = False
) -> Difference:
    """Claim what a roster states, and return what it changed; where it changes nothing, nothing is written.

    ``seen``: the digest of what somebody was shown. ``drops_gone``: claims to people who are not in it are taken back.

    Raises ``FilingRefusedError`` for too many people and where something was claimed since it was shown;
    ``DeclarationRefusedError`` while the year is held; ``BrokenRuleError``; ``NoLegalValueError``.
    """
    if len(stated) > MOST_PEOPLE:
        raise FilingRefusedError("filing.too_many", most=MOST_PEOPLE)
    with act(by=by, action="roster.filed") as this:
        this.about(_hold(whose))
        found = difference(whose, stated)
        if found.is_nothing(drops_gone=drops_gone):
            this.cancel()
            return found
        require_open(whose.employer_id, whose.work_year)
        if seen is not None and seen != found.digest:
            raise FilingRefusedError("filing.moved_on")
        for change in (*found.new, *found.changed):
            _take(by, whose, change)
        for known in found.gone if drops_gone else ():
            withdraw_months(by, Claimant(whose.district_id, whose.employer_id, known.person_id), known.months)
        this.note(people=len(found.new) + len(found.changed), gone=len(found.gone) if drops_gone else 0)
    return found


def state_months(by: Actor, who: Claimant, months: Sequence[MonthFacts]) -> None:
    """Claim months anew, also those that are being checked: whoever is not told of a check cannot be refused by one."""
    standing = claims.standing(who.employer_id, who.person_id)
    held = [standing[one.month] for one in months if one.month in standing]
    contests = claims.list_open_contests_about([claim.id for claim in held])
    checked = {key for one in contests for key in (one.earlier_claim_id, one.later_claim_id)}
    with act(by=by, action="months.stated"):
        withdraw_months(by, who, [claim.month for claim in held if claim.id in checked])
        claim_months(by, who, months)


def _hold(whose: Filing) -> Employer:
    """Lock the employer's row: two who confirm at once take turns, and the second finds nothing to do."""
    query = select(Employer).where(Employer.id == whose.employer_id, Employer.district_id == whose.district_id)
    return db.session.scalars(query.with_for_update()).one()


def _take(by: Actor, whose: Filing, change: Change) -> None:
    stated = change.stated
    person = find_by_number(whose.district_id, stated.citizen)
    if person is None:
        new = NewPerson(name=stated.name, source=PersonSource.ROSTER, citizen_number=stated.citizen)
        person = add_person(by, whose.district_id, new)
        db.session.flush()
    _enter_spell(by, whose, person, stated)
    who = Claimant(whose.district_id, whose.employer_id, person.id)
    if change.taken_back:
        withdraw_months(by, who, change.taken_back)
    changed = {*change.added, *change.restated}
    state_months(by, who, [one for one in stated.months if one.month in changed])


def _enter_spell(by: Actor, whose: Filing, person: Person, stated: Stated) -> None:
    """Let the ledger hold the work that is stated; what came by a hire through the federation stays as it is."""
    spells = list_spells_here(whose.employer_id, person.id)
    overlapping = [one for one in spells if _overlaps(one, stated)]
    if any(one.filed is None for one in overlapping):
        return
    known = overlapping[-1] if overlapping else None
    started_on = min([stated.started_on, *(one.started_on for one in overlapping)])
    terms = Terms(started_on, stated.contract_kind, stated.contract_until, stated.wage_fen)
    ended_on = _end(stated, [one for one in spells if one is not known])
    if known is None:
        known = open_spell(by, whose.district_id, person.id, Place(whose.employer_id), terms)
    _write_down(by, known, stated)
    if (known.started_on, known.ended_on, known.contract_until) != (started_on, ended_on, terms.contract_until):
        restate_spell(by, known, terms, ended_on)


def _write_down(by: Actor, spell: Spell, stated: Stated) -> None:
    """Keep the employer's own words beside the spell."""
    filed = spell.filed or FiledWorker(spell_id=spell.id)
    filed.name, filed.soldier_grade = stated.name, stated.soldier_grade
    filed.certificate = stated.certificate.value if stated.certificate else None
    filed.filed_by, filed.filed_at = by.human_id, clock.now()
    spell.filed = filed


def _overlaps(spell: Spell, stated: Stated) -> bool:
    begins_later = stated.ended_on is not None and spell.started_on > stated.ended_on
    ended_before = spell.ended_on is not None and spell.ended_on < stated.started_on
    return not (begins_later or ended_before)


def _end(stated: Stated, others: Iterable[Spell]) -> date | None:
    """Return the last day; somebody who works here again without an end had left before that."""
    if stated.ended_on is not None:
        return stated.ended_on
    again = [one.started_on for one in others if one.ended_on is None and one.started_on > stated.started_on]
    return min(again) - timedelta(days=1) if again else None
