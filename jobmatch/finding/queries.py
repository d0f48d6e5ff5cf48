"""Looking for words in everything that a role may see. Each question goes through one index and stops at a limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.employers.relevance import words_of
from jobmatch.employers.search import search_positions
from jobmatch.employers.tables import Employer, Position
from jobmatch.finding.rules import Asked
from jobmatch.people.tables import (
    CERTIFICATE_NUMBER_FIELD,
    CITIZEN_ENDING_FIELD,
    CITIZEN_NUMBER_FIELD,
    PHONE_FIELD,
    Certificate,
    Person,
)
from jobmatch.referrals.tables import Referral
from jobmatch.storage.base import db
from jobmatch.storage.indexes import blind_indexes

PEOPLE_MOST = 500
"""How many people of a name are gone through; whoever finds more has to say more."""


@dataclass(frozen=True)
class Scope:
    """What a role may see: the district, or only some villages of it, or only what is one employer's own."""

    district_id: str
    villages: frozenset[str] | None = None
    employer_id: str | None = None


class Hits(NamedTuple):
    """Rows of one page, and how many there are in all (of people at most ``PEOPLE_MOST``)."""

    rows: Sequence[Any]
    total: int


def find_people(scope: Scope, asked: Asked, limit: int = 20, offset: int = 0) -> Hits:
    """Find people by name, its reading or initials, the end of the citizen number, a whole number, or the telephone.

    Exactly that name first, then names that begin so. An employer finds nobody: it knows people by its referrals.
    """
    rules = _people_rules(asked)
    if scope.employer_id is not None or not rules:
        return Hits([], 0)
    query = select(Person.id).where(Person.district_id == scope.district_id, Person.merged_into_id.is_(None))
    query = query.where(or_(*rules))
    if not asked.is_number:
        # SQLite has no figures to choose by and takes any index of the district; this one holds all that is asked.
        query = query.with_hint(Person, "INDEXED BY ix_people_names", dialect_name="sqlite")
    if scope.villages is not None:
        query = query.where(Person.village_id.in_(scope.villages))
    best = case((Person.name_folded == asked.name, 0), (Person.name_folded.startswith(asked.name), 1), else_=2)
    keys = list(db.session.scalars(query.order_by(best, Person.name_folded, Person.id).limit(PEOPLE_MOST)))
    return Hits(_people_of(keys[offset : offset + limit]), len(keys))


def _people_of(keys: list[str]) -> list[Person]:
    query = select(Person).where(Person.id.in_(keys)).options(joinedload(Person.town), joinedload(Person.village))
    found = {one.id: one for one in db.session.scalars(query)}
    return [found[key] for key in keys if key in found]


def _people_rules(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the ways in which the words may mean a person; numbers are looked for by their index alone."""
    rules: list[ColumnElement[bool]] = []
    if asked.citizen_number:
        indexes = blind_indexes(CITIZEN_NUMBER_FIELD, asked.citizen_number.value)
        rules.append(Person.citizen_number_index.in_(indexes))
    if asked.certificate_number:
        indexes = blind_indexes(CERTIFICATE_NUMBER_FIELD, asked.certificate_number.value)
        rules.append(Person.id.in_(select(Certificate.person_id).where(Certificate.number_index.in_(indexes))))
    if asked.ending:
        rules.append(Person.citizen_ending_index.in_(blind_indexes(CITIZEN_ENDING_FIELD, asked.ending)))
    if asked.phone:
        rules.append(Person.phone_index.in_(blind_indexes(PHONE_FIELD, asked.phone)))
    if rules or not asked.name:
        return rules
    if asked.letters:
        rules.append(Person.name_initials.contains(f" {asked.letters}", autoescape=True))
        rules.append(Person.name_pinyin.startswith(asked.letters, autoescape=True))
    return [*rules, Person.name_folded.contains(asked.name, autoescape=True)]


def find_employers(scope: Scope, asked: Asked, limit: int = 20, offset: int = 0) -> Hits:
    """Find employers by a part of their name or by their credit code; an employer finds itself."""
    if not asked.words or asked.is_private:
        return Hits([], 0)
    query = select(Employer).where(
        Employer.district_id == scope.district_id,
        or_(Employer.name.icontains(asked.words, autoescape=True), Employer.uscc == asked.words.upper()),
    )
    if scope.employer_id is not None:
        query = query.where(Employer.id == scope.employer_id)
    query = query.options(joinedload(Employer.town)).order_by(Employer.name != asked.words, Employer.name, Employer.id)
    return _hits(query, limit, offset)


def find_positions(scope: Scope, asked: Asked, limit: int = 20, offset: int = 0) -> Hits:
    """Find positions by their words, the best first; an employer finds its own."""
    if not words_of(asked.words) or asked.is_private:
        return Hits([], 0)
    if scope.employer_id is not None:
        own = select(Position).where(
            Position.district_id == scope.district_id,
            Position.employer_id == scope.employer_id,
            Position.title.icontains(asked.words, autoescape=True),
        )
        return _hits(own.options(joinedload(Position.employer)).order_by(Position.title, Position.id), limit, offset)
    found = search_positions(scope.district_id, asked.words, limit=limit, offset=offset)
    return Hits(found.positions, found.total)


def find_referrals(scope: Scope, asked: Asked, limit: int = 20, offset: int = 0) -> Hits:
    """Find referrals by pseudonym, and at the desk by the person's name, the position or the employer too.

    An employer finds its own by pseudonym or position: never by a name that it may not know.
    """
    if not asked.words or asked.is_private:
        return Hits([], 0)
    rules: list[ColumnElement[bool]] = [Position.title.icontains(asked.words, autoescape=True)]
    if asked.pseudonym:
        rules.append(Referral.pseudonym == asked.pseudonym)
    query = select(Referral).join(Position, Position.id == Referral.position_id)
    query = query.join(Employer, Employer.id == Position.employer_id).join(Person, Person.id == Referral.seeker_id)
    if scope.employer_id is None:
        rules.append(Employer.name.icontains(asked.words, autoescape=True))
        rules += _people_rules(asked)
    query = query.where(Referral.district_id == scope.district_id, or_(false(), *rules))
    if scope.employer_id is not None:
        query = query.where(Position.employer_id == scope.employer_id)
    if scope.villages is not None:
        query = query.where(Person.village_id.in_(scope.villages))
    return _hits(query.order_by(Referral.made_at.desc(), Referral.id), limit, offset)


def _hits(query: Select[Any], limit: int, offset: int) -> Hits:
    counted = query.order_by(None).options().with_only_columns(func.count(), maintain_column_froms=True)
    total = db.session.scalar(counted) or 0
    return Hits(db.session.scalars(query.limit(limit).offset(offset)).all() if total else [], total)
