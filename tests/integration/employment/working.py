"""Somebody with a certificate and a good month of work, for tests of claims."""

from calendar import monthrange
from datetime import date

from jobmatch import clock
from jobmatch.employment.claiming import Claimant, claim_months
from jobmatch.employment.facts import MonthFacts
from jobmatch.people.companion_tables import MilitaryCertificate
from jobmatch.people.numbers import CertificateNumber
from jobmatch.people.tables import Certificate, Person, PersonSource
from jobmatch.storage.act import MACHINE, Actor, act
from jobmatch.storage.base import db

NUMBER = "330299198506150045"


def add_worker(world, grade=3, **facts):
    """A person of working age whose certificate is valid; returns the key."""
    person = Person(
        district_id=world.district,
        source=PersonSource.REGISTER,
        **{"name": "在岗的人", "born_on": date(1985, 6, 15), "sex": "male", **facts},
    )
    with act(by=MACHINE, action="worker.added"):
        db.session.add(person)
        db.session.flush()
        if grade is not None:
            add_certificate(world, person.id, grade)
    return person.id


def add_certificate(world, person_id, grade, **days):
    today = clock.today()
    days = {"valid_from": today.replace(year=today.year - 3, day=1), "valid_until": date(today.year + 7, 1, 1), **days}
    of = {"district_id": world.district, "person_id": person_id, "number_index": "x"}
    card = Certificate(kind=4, grade=grade, **of, **days)
    card.number = CertificateNumber(f"{NUMBER}4{grade}").value
    db.session.add(card)
    db.session.flush()
    return card.id


def add_military_certificate(world, person_id, grade, **days):
    days = {"valid_from": date(2020, 1, 1), "valid_until": None, **days}
    of = {"district_id": world.district, "person_id": person_id, "number_index": "m"}
    with act(by=MACHINE, action="worker.military"):
        card = MilitaryCertificate(soldier_grade=grade, **of, **days)
        card.number = "浙军J000001"
        db.session.add(card)


def good_month(month, **changes):
    """A month that counts."""
    year, number = map(int, month.split("-"))
    facts = {
        "month": month,
        "first_on": date(year, number, 1),
        "last_on": date(year, number, monthrange(year, number)[1]),
        "contract_from": date(year - 1, 1, 1),
        "wage_fen": 500_000,
        "pension_paid": True,
        "medical_paid": True,
    }
    return MonthFacts(**{**facts, **changes})


def officer(world, role="employer"):
    """The account that claims for its employer."""
    return Actor("human", world.users[role], world.district)


def claim(world, employer, person, *months, by=None):
    """Claim good months (or the facts given) for an employer."""
    facts = [month if isinstance(month, MonthFacts) else good_month(month) for month in months]
    return claim_months(by or officer(world), Claimant(world.district, employer, person), facts)
