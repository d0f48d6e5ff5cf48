"""The lines of what was found: enough to know which one to open. Of a person no number and no birth day."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for

from jobmatch.employers.tables import Employer, Position
from jobmatch.people.tables import Person
from jobmatch.referrals.tables import Referral
from jobmatch.web.facts import place_name, village_name
from jobmatch.web.labels import REFERRAL_STATES, STATE_TONES
from jobmatch.web.register_labels import PERSON_SOURCES


class FoundRow(NamedTuple):
    """One line: where it leads, what it is, a few facts, where it stands."""

    href: str
    name: str
    facts: list[str]
    state: str = ""
    tone: str = "plain"


def people_found(people: Sequence[Person]) -> list[FoundRow]:
    """Return the lines of people."""
    return [
        FoundRow(
            url_for("casework.person", person_id=one.id),
            one.name,
            [place_name(one.town), village_name(one.village), str(PERSON_SOURCES[one.source])],
        )
        for one in people
    ]


def employer_found(employers: Sequence[Employer]) -> list[FoundRow]:
    """Return the lines of employers."""
    return [
        FoundRow(url_for("casework.employer", employer_id=one.id), one.name, [place_name(one.town), one.uscc or ""])
        for one in employers
    ]


def position_found(positions: Sequence[Position]) -> list[FoundRow]:
    """Return the lines of positions."""
    return [
        FoundRow(url_for("casework.position", position_id=one.id), one.title, [one.employer.name, place_name(one.town)])
        for one in positions
    ]


def referral_found(referrals: Sequence[Referral]) -> list[FoundRow]:
    """Return the lines of referrals."""
    return [
        FoundRow(
            url_for("casework.referral", referral_id=one.id),
            one.seeker.person.name,
            [one.position.title, one.position.employer.name],
            str(REFERRAL_STATES[one.state]),
            STATE_TONES[one.state],
        )
        for one in referrals
    ]
