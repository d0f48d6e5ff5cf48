"""Whether somebody can be placed, judged on what the register and the ledger know today."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.employment.tables import Spell
from jobmatch.law.installed import law_on
from jobmatch.people.kinds import DisabilityKind
from jobmatch.people.queries import find_person
from jobmatch.people.register_tables import CertificateComponent
from jobmatch.people.tables import Person
from jobmatch.storage.base import db
from jobmatch.workshops.queries import find_current
from jobmatch.workshops.rules import Card, Facts, Judged, judge


def judge_person(district_id: str, person_id: str) -> Judged:
    """Judge a person of the district as of today. Raises ``LookupError`` for somebody who is not in it."""
    person = find_person(district_id, person_id)
    if person is None or person.merged_into_id is not None:
        raise LookupError(person_id)
    today = clock.today()
    current = find_current(person_id)
    facts = Facts(
        born_on=person.born_on,
        card=_card(person),
        works_at=_works_at(person_id),
        placed_at=None if current is None else current.institution.name,
    )
    return judge(facts, law_on(today), today)


def _card(person: Person) -> Card | None:
    """Return the newest certificate that has begun, with the kinds that a multiple one joins."""
    begun = [one for one in person.certificates if one.valid_from <= clock.today()]
    if not begun:
        return None
    newest = max(begun, key=lambda one: (one.valid_from, one.id))
    kinds = {newest.kind}
    if newest.kind == DisabilityKind.MULTIPLE:
        joined = select(CertificateComponent.kind).where(CertificateComponent.certificate_id == newest.id)
        kinds |= set(db.session.scalars(joined))
    return Card(frozenset(kinds), newest.grade, newest.valid_until)


def _works_at(person_id: str) -> str | None:
    query = (
        select(Spell).where(Spell.person_id == person_id, Spell.ended_on.is_(None)).options(joinedload(Spell.employer))
    )
    spell = db.session.scalar(query.order_by(Spell.started_on.desc()).limit(1))
    return None if spell is None else spell.employer.name
