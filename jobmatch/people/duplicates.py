"""Looking before entering, and looking through the register: who may be one person. Every look goes by an index."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.people.duplicate_rules import Candidate, Identity, Likeness, Strength, compare, rank
from jobmatch.people.duplicate_tables import NotSame
from jobmatch.people.name_rules import fold, pinyin_of
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.tables import (
    CERTIFICATE_NUMBER_FIELD,
    CITIZEN_NUMBER_FIELD,
    PHONE_FIELD,
    Certificate,
    Person,
)
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.indexes import blind_indexes

MOST = 200
"""How many rows a look before entering compares."""

GROUPS_MOST, PAIRS_MOST = 2000, 100
"""How many groups of rows that share something a look through the register compares, and how many pairs of each."""


@dataclass(frozen=True, repr=False)
class Entered:
    """What somebody enters of a person. The certificate's number holds the citizen number too."""

    name: str
    citizen_number: CitizenNumber | None = None
    certificate_number: CertificateNumber | None = None
    born_on: date | None = None
    phone: str | None = None

    @property
    def identity(self) -> Identity:
        """Return it as it is compared."""
        number = self.citizen_number or (self.certificate_number.citizen_number if self.certificate_number else None)
        return Identity(
            name=self.name,
            born_on=number.birth_on if number else self.born_on,
            citizen=_marks(CITIZEN_NUMBER_FIELD, number.value if number else None),
            certificates=_marks(
                CERTIFICATE_NUMBER_FIELD, self.certificate_number.value if self.certificate_number else None
            ),
            phones=_marks(PHONE_FIELD, self.phone),
        )


def _marks(field: str, value: str | None) -> frozenset[str]:
    return frozenset(blind_indexes(field, value)) if value else frozenset()


def list_candidates(district_id: str, entered: Entered) -> list[tuple[Person, Candidate]]:
    """List who is known and may be the person that somebody is about to enter, the likeliest first, with reasons.

    Looked for by citizen number, certificate, name however written, how it is read with the birth day, telephone.
    """
    identity = entered.identity
    rules: list[ColumnElement[bool]] = [Person.name_folded == fold(entered.name)]
    if identity.born_on is not None:
        rules.append((Person.name_pinyin == pinyin_of(entered.name)) & (Person.born_on == identity.born_on))
    if identity.citizen:
        rules.append(Person.citizen_number_index.in_(identity.citizen))
    if identity.certificates:
        of = select(Certificate.person_id).where(
            Certificate.district_id == district_id, Certificate.number_index.in_(identity.certificates)
        )
        rules.append(Person.id.in_(of))
    if identity.phones:
        rules.append(Person.phone_index.in_(identity.phones))
    query = select(Person).where(Person.district_id == district_id, Person.merged_into_id.is_(None), or_(*rules))
    query = query.options(joinedload(Person.town)).order_by(Person.id).limit(MOST)
    people = {one.id: one for one in db.session.scalars(query)}
    known = identities(people.values())
    return [(people[one.key], one) for one in rank(identity, known.items())]


def identities(people: Iterable[Person]) -> dict[str, Identity]:
    """Return rows as they are compared, by their keys; nothing is opened."""
    rows = list(people)
    numbers: dict[str, set[str]] = {}
    held = select(Certificate.person_id, Certificate.number_index).where(
        Certificate.person_id.in_([one.id for one in rows])
    )
    for key, index in db.session.execute(held):
        numbers.setdefault(key, set()).add(index)
    return {
        one.id: Identity(
            name=one.name,
            born_on=one.born_on,
            citizen=frozenset({one.citizen_number_index} - {None}),  # type: ignore[arg-type]  # None is taken out
            certificates=frozenset(numbers.get(one.id, ())),
            phones=frozenset({one.phone_index} - {None}),  # type: ignore[arg-type]  # None is taken out
        )
        for one in rows
    }


class Pair(NamedTuple):
    """Two rows that may be one person, the lesser key first."""

    one: Person
    other: Person
    likeness: Likeness


def list_pairs(district_id: str) -> list[Pair]:
    """List the rows of a register that are certainly or probably one person, the likeliest first.

    Left out is what somebody has said to be two people.
    """
    keys = sorted(_alike(district_id) - _said(district_id))
    ids = {key for pair in keys for key in pair}
    people: dict[str, Person] = {}
    for some in _some(sorted(ids)):
        query = select(Person).where(Person.id.in_(some)).options(joinedload(Person.town))
        people |= {one.id: one for one in db.session.scalars(query)}
    known = identities(people.values())
    pairs = [Pair(people[one], people[other], compare(known[one], known[other])) for one, other in keys]
    likely = [one for one in pairs if one.likeness.strength in {Strength.CERTAIN, Strength.PROBABLE}]
    return sorted(likely, key=lambda pair: (-pair.likeness.score, pair.one.id, pair.other.id))


def list_like(person: Person, limit: int) -> list[Pair]:
    """List the rows that look like a person's, the likeliest first; what was said to be somebody else is left out."""
    (mine,) = identities([person]).values()
    rules = [Person.name_folded == person.name_folded]
    if person.born_on is not None:
        rules.append((Person.name_pinyin == person.name_pinyin) & (Person.born_on == person.born_on))
    if person.phone_index is not None:
        rules.append(Person.phone_index == person.phone_index)
    if mine.certificates:
        of = select(Certificate.person_id).where(
            Certificate.district_id == person.district_id, Certificate.number_index.in_(mine.certificates)
        )
        rules.append(Person.id.in_(of))
    people = _others(person, or_(*rules))
    said = _said(person.district_id)
    ranked = rank(mine, identities(people.values()).items())
    pairs = [Pair(person, people[one.key], one.likeness) for one in ranked]
    return [one for one in pairs if tuple(sorted((one.one.id, one.other.id))) not in said][:limit]


def _others(person: Person, rule: ColumnElement[bool]) -> dict[str, Person]:
    query = select(Person).where(
        Person.district_id == person.district_id, Person.merged_into_id.is_(None), Person.id != person.id, rule
    )
    query = query.options(joinedload(Person.town)).order_by(Person.id).limit(MOST)
    return {one.id: one for one in db.session.scalars(query)}


def _some(keys: list[str], at_once: int = 500) -> list[list[str]]:
    return [keys[start : start + at_once] for start in range(0, len(keys), at_once)]


def _alike(district_id: str) -> set[tuple[str, str]]:
    """Return the keys of rows that share a reading and a birth day, a telephone, or a certificate's number.

    Rows of one folded name are read alike too. Groups are counted in an index before any pair is made.
    """
    here = (Person.district_id == district_id, Person.merged_into_id.is_(None))
    born = select(Person.name_pinyin, Person.born_on, Person.id).where(
        *here, Person.born_on.is_not(None), Person.name_pinyin != ""
    )
    rung = select(Person.phone_index, Person.id).where(*here, Person.phone_index.is_not(None))
    held = select(Certificate.number_index, Certificate.person_id).join(Person, Person.id == Certificate.person_id)
    return {
        *_pairs_in(born, Person.name_pinyin, Person.born_on),
        *_pairs_in(rung, Person.phone_index),
        *_pairs_in(held.where(*here), Certificate.number_index),
    }


def _pairs_in(rows: Select[*tuple[Any, ...]], *same: Any) -> Iterator[tuple[str, str]]:
    """Go through the pairs of rows that are the same in some columns; the key of the row stands last."""
    groups = rows.with_only_columns(*same, maintain_column_froms=True).group_by(*same)
    several = groups.having(func.count() > 1).limit(GROUPS_MOST).subquery()
    matching = and_(*(one == several.c[one.key] for one in same))
    members: dict[tuple[Any, ...], set[str]] = {}
    for *value, key in db.session.execute(rows.join(several, matching)):
        members.setdefault(tuple(value), set()).add(key)
    for keys in members.values():
        yield from islice(combinations(sorted(keys), 2), PAIRS_MOST)


def _said(district_id: str) -> set[tuple[str, str]]:
    query = select(NotSame.first_id, NotSame.second_id).where(NotSame.district_id == district_id)
    return {(first, second) for first, second in db.session.execute(query)}


def say_not_same(by: Actor, one: Person, other: Person) -> NotSame:
    """Remember that two rows are two people. Raises ``BrokenRuleError`` where somebody has said so before."""
    with act(by=by, action="people.not_same") as this:
        first, second = sorted((one.id, other.id))
        row = NotSame(district_id=one.district_id, first_id=first, second_id=second)
        row.decided_by, row.decided_at = by.human_id, clock.now()
        db.session.add(row)
        this.about(row)
        this.note(first=first, second=second)
    return row
