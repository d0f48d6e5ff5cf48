"""The district's register as it is: who is in it, their newest certificate, where they stand by their events."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from jobmatch.people.duplicate_rules import Identity, Strength, rank
from jobmatch.people.importing.rules.comparing import Known, Match
from jobmatch.people.importing.rules.deciding import Likely
from jobmatch.people.importing.rules.rows import Stated
from jobmatch.people.importing.rules.standing import Standing
from jobmatch.people.importing.rules.versions import Held
from jobmatch.people.name_rules import pinyin_of
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.register_tables import ENTERING, LEAVING, CertificateEvent, EventKind
from jobmatch.people.tables import (
    CERTIFICATE_NUMBER_FIELD,
    CITIZEN_NUMBER_FIELD,
    PHONE_FIELD,
    Certificate,
    Person,
    PersonSource,
)
from jobmatch.storage.base import connection
from jobmatch.storage.indexes import blind_indexes
from jobmatch.storage.sealed import Place, unseal

_PEOPLE = Person.__table__.c
_CARDS = Certificate.__table__.c
_EVENTS = CertificateEvent.__table__.c

OFFERED_MOST = 5
"""How many people at most are offered as who a row may be about."""
_LIKELY = {Strength.CERTAIN, Strength.PROBABLE}


@dataclass(repr=False)
class Register:
    """Everybody of a district who is not merged away. ``mark`` tells whether it is still the same."""

    people: dict[str, Any] = field(default_factory=dict)
    by_citizen: dict[str, str] = field(default_factory=dict)
    by_certificate: dict[str, set[str]] = field(default_factory=dict)
    newest: dict[str, Any] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)
    alike: dict[tuple[Any, ...], list[str]] = field(default_factory=dict)
    mark: str = ""

    def match(self, number: CertificateNumber, citizen: CitizenNumber) -> Match:
        """Return whom those numbers speak of, whichever index key their rows have."""
        citizen_indexes = blind_indexes(CITIZEN_NUMBER_FIELD, citizen.value)
        indexes = blind_indexes(CERTIFICATE_NUMBER_FIELD, number.value)
        by_citizen = next((self.by_citizen[index] for index in citizen_indexes if index in self.by_citizen), None)
        others = {key for index in indexes for key in self.by_certificate.get(index, ())}
        is_same, held = self._card_of(by_citizen or next(iter(others), None), indexes)
        return Match(
            self.known(by_citizen) if by_citizen else None,
            tuple(self.known(key) for key in sorted(others)),
            is_same,
            held,
        )

    def _card_of(self, person_id: str | None, indexes: Collection[str]) -> tuple[bool, str | None]:
        """Tell whether the newest certificate of a person has that number; the number that it has else."""
        card = self.newest.get(person_id) if person_id else None
        if card is None or card.number_index in indexes:
            return card is not None, None
        return False, unseal(Place("certificates", card.id, "number"), card.number_sealed)

    def list_likely(self, stated: Stated) -> list[Likely]:
        """List who probably is the person of a row whose numbers nobody has, the likeliest first."""
        phones = frozenset(blind_indexes(PHONE_FIELD, stated.phone)) if stated.phone else frozenset()
        indexes = blind_indexes(CERTIFICATE_NUMBER_FIELD, stated.certificate.value)
        citizen = frozenset(blind_indexes(CITIZEN_NUMBER_FIELD, stated.citizen.value))
        entered = Identity(stated.name, stated.citizen.birth_on, citizen, frozenset(indexes), phones)
        shared = [(pinyin_of(stated.name), stated.citizen.birth_on), *((phone,) for phone in phones)]
        keys = sorted({key for one in shared for key in self.alike.get(one, ())})
        ranked = rank(entered, ((key, self._identity(key)) for key in keys))
        found = []
        for one in [one for one in ranked if one.likeness.strength in _LIKELY][:OFFERED_MOST]:
            known = self.known(one.key)
            found.append(Likely(known, one.likeness, Match(None, (known,), *self._card_of(one.key, indexes))))
        return found

    def _identity(self, person_id: str) -> Identity:
        row = self.people[person_id]
        citizen, phones = ({value} - {None} for value in (row.citizen_number_index, row.phone_index))
        return Identity(row.name, row.born_on, frozenset(citizen), phones=frozenset(phones))

    def known(self, person_id: str) -> Known:
        """Return what is known of a person, their sealed contact opened."""
        row, card = self.people[person_id], self.newest.get(person_id)
        return Known(
            person_id,
            row.version,
            row.name,
            row.source == PersonSource.REGISTER,
            row.citizen_number_index is not None,
            row.home_code is not None,
            row.town_id,
            row.village_id,
            _opened(person_id, "phone", row.phone_sealed),
            _opened(person_id, "address", row.address_sealed),
            Held(card.id, card.kind, card.grade, card.valid_from, card.valid_until) if card else None,
            self.standing.get(person_id, Standing()),
        )

    def list_holders(self) -> list[str]:
        """List the keys of who is in the register and has not left it, by name."""
        there = [
            key
            for key, row in self.people.items()
            if row.source == PersonSource.REGISTER and self.standing.get(key, Standing()).is_holder
        ]
        return sorted(there, key=lambda key: (self.people[key].name, key))


def read_register(district_id: str) -> Register:
    """Read a district's register in three statements."""
    found = Register(mark=mark_of(district_id))
    query = select(
        _PEOPLE.id,
        _PEOPLE.version,
        _PEOPLE.name,
        _PEOPLE.source,
        _PEOPLE.citizen_number_index,
        _PEOPLE.home_code,
        _PEOPLE.town_id,
        _PEOPLE.village_id,
        _PEOPLE.phone_sealed,
        _PEOPLE.address_sealed,
        _PEOPLE.phone_index,
        _PEOPLE.name_pinyin,
        _PEOPLE.born_on,
    )
    query = query.where(_PEOPLE.district_id == district_id, _PEOPLE.merged_into_id.is_(None)).order_by(_PEOPLE.id)
    for row in connection().execute(query):
        found.people[row.id] = row
        if row.citizen_number_index is not None:
            found.by_citizen[row.citizen_number_index] = row.id
        if row.born_on is not None:
            found.alike.setdefault((row.name_pinyin, row.born_on), []).append(row.id)
        if row.phone_index is not None:
            found.alike.setdefault((row.phone_index,), []).append(row.id)
    _read_certificates(found, district_id)
    _read_events(found, district_id)
    return found


def _read_certificates(found: Register, district_id: str) -> None:
    query = select(
        _CARDS.id,
        _CARDS.person_id,
        _CARDS.number_index,
        _CARDS.number_sealed,
        _CARDS.kind,
        _CARDS.grade,
        _CARDS.valid_from,
        _CARDS.valid_until,
    )
    for card in connection().execute(query.where(_CARDS.district_id == district_id).order_by(_CARDS.valid_from)):
        if card.person_id in found.people:
            found.newest[card.person_id] = card
            found.by_certificate.setdefault(card.number_index, set()).add(card.person_id)


def _read_events(found: Register, district_id: str) -> None:
    query = select(_EVENTS.person_id, _EVENTS.kind, _EVENTS.on_day, _EVENTS.turn)
    query = query.where(_EVENTS.district_id == district_id)
    for event in connection().execute(query.order_by(_EVENTS.on_day, _EVENTS.turn, _EVENTS.id)):
        now = found.standing.get(event.person_id, Standing())
        came, left = now.came, now.left
        if event.kind in ENTERING:
            came, left = event.on_day, None
        elif event.kind in LEAVING:
            left = event.on_day
        is_frozen = event.kind == EventKind.FROZEN
        found.standing[event.person_id] = replace(
            now, came=came, left=left, is_frozen=is_frozen, last_day=event.on_day, last_turn=event.turn
        )


def mark_of(district_id: str) -> str:
    """Return a digest of the state of a district's register; any change of it by anybody gives another."""
    digest = hashlib.sha256()
    for table, columns in (
        (_PEOPLE, (_PEOPLE.id, _PEOPLE.version)),
        (_CARDS, (_CARDS.id, _CARDS.person_id)),
        (_EVENTS, (_EVENTS.id, _EVENTS.person_id)),
    ):
        query = select(*columns).where(table.district_id == district_id).order_by(table.id)
        _feed(digest, connection().execute(query))
    return digest.hexdigest()


def _feed(digest: Any, rows: Iterable[Any]) -> None:
    for row in rows:
        digest.update(f"{row[0]}{row[1]};".encode())


def _opened(person_id: str, column: str, sealed: bytes | None) -> str | None:
    return None if sealed is None else unseal(Place("people", person_id, column), sealed)
