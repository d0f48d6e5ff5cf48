"""Somebody who works for the employer of the world, their months in the ledger, for pages about months."""

from datetime import date

from jobmatch import clock
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.service import Place, Terms, open_spell
from tests.integration.employment.working import add_worker

YEAR = clock.today().year - 1
"""Last year: all its months are over."""


def add_spell(world, employer=None, person=None, started_on=date(YEAR, 3, 1)):
    """A worker with a spell since March of last year; returns (spell, person)."""
    person = person or add_worker(world, grade=2, name="金月明", born_on=date(1986, 7, 7))
    terms = Terms(started_on, ContractKind.LABOUR_CONTRACT, date(YEAR + 3, 2, 28), wage_fen=420_000)
    spell = open_spell(world.actor(), world.district, person, Place(employer or world.employer), terms)
    return spell.id, person
