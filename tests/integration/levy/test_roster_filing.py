"""A roster becomes spells and claims in one act; nobody learns from it who is in the register."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.documents.spreadsheet import read_table
from jobmatch.employment.claim_tables import ContestGround, MonthClaim
from jobmatch.employment.claims import list_claims_of_year, list_contests
from jobmatch.employment.contests import decide_contest
from jobmatch.employment.grid import Telling
from jobmatch.employment.roster import stated_names
from jobmatch.employment.tables import FiledWorker, PersonMonth, Spell
from jobmatch.law.installed import law_on
from jobmatch.levy import roster_filing, service
from jobmatch.levy.carried import open_up, seal_up
from jobmatch.levy.roster import check_roster
from jobmatch.levy.roster.stated import people_of
from jobmatch.levy.roster_filing import Filing, FilingRefusedError, file_roster
from jobmatch.levy.service import DeclarationRefusedError
from jobmatch.levy.telling import telling_of
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import citizen_number_index, find_by_number
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.integration.employment.working import add_certificate, claim
from tests.made_books import book
from tests.unit.levy.roster.made import citizen, person
from tests.unit.levy.roster.test_files import rows_of

# Claims and spells are raced and constrained elsewhere; what is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

YEAR = 2025
TABLES = (Person, Spell, FiledWorker, PersonMonth, MonthClaim)


@pytest.fixture(autouse=True)
def filing_year():
    with time_machine.travel(datetime(2026, 4, 20, 2, tzinfo=UTC), tick=True):
        yield


def read(*rows):
    roster = check_roster(read_table(book(rows_of(*rows))), YEAR, clock.today(), law_on)
    return people_of(roster, YEAR, clock.today())


def whose(world, employer=None):
    return Filing(world.district, employer or world.employer, YEAR)


def file(world, *rows, **more):
    db.session.rollback()
    return file_roster(world.actor("employer"), whose(world), read(*rows), **more)


def register(world, number, name="登记的人", grade=3):
    """Enter a holder of that number in the register."""
    with act(by=MACHINE, action="test"):
        one = Person(district_id=world.district, source=PersonSource.REGISTER, name=name, sex="male")
        one.born_on, one.citizen_number = date(1990, 3, 7), number
        one.citizen_number_index = citizen_number_index(CitizenNumber(number))
        db.session.add(one)
        db.session.flush()
        add_certificate(world, one.id, grade)
    return one.id


def counts():
    db.session.rollback()
    return [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def test_a_roster_becomes_spells_and_claims_and_the_same_again_changes_nothing(world):
    key = register(world, citizen())
    rows = (person(), person(sequence=125, 姓名="李四"))
    file(world, *rows)
    claims = list_claims_of_year(world.employer, YEAR)
    assert len(claims) == 24
    assert {one.state for one in claims if one.person_id == key} == {"accepted"}
    newcomer = find_by_number(world.district, CitizenNumber(citizen(sequence=125)))
    assert (newcomer.name, newcomer.source) == ("李四", PersonSource.ROSTER)
    spell = db.session.scalars(select(Spell).where(Spell.person_id == key)).one()
    assert (spell.started_on, spell.filed.name, spell.filed.certificate) == (date(2024, 1, 1), "张三", f"{citizen()}43")
    assert stated_names(world.employer) == {key: "张三", newcomer.id: "李四"}
    before = counts()
    assert file(world, *rows).is_nothing(drops_gone=True)
    assert counts() == before


def test_changed_months_are_restated_and_who_is_gone_stays_unless_it_is_said(world):
    file(world, person(), person(sequence=125))
    only = person(离职日期="2025-10-31", **{"2月工资": "9000", "11月工资": "", "12月工资": ""})
    file(world, only)
    of = {one.month: one for one in list_claims_of_year(world.employer, YEAR) if one.facts["wage_fen"] == 900_000}
    assert list(of) == ["2025-02"]
    assert len(list_claims_of_year(world.employer, YEAR)) == 10 + 12
    spells = db.session.scalars(select(Spell.ended_on).join(FiledWorker).order_by(Spell.ended_on.is_(None))).all()
    assert spells == [date(2025, 10, 31), None]
    file(world, only, drops_gone=True)
    assert len(list_claims_of_year(world.employer, YEAR)) == 10


def test_broken_off_in_the_middle_it_leaves_nothing(world, monkeypatch):
    before, real, turns = counts(), roster_filing.claim_months, []

    def break_off(*arguments):
        turns.append(1)
        if len(turns) == 2:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(roster_filing, "claim_months", break_off)
    with pytest.raises(KeyboardInterrupt):
        file(world, person(), person(sequence=125), person(sequence=127))
    assert counts() == before


def test_what_was_claimed_since_it_was_shown_is_shown_first(world):
    seen = roster_filing.difference(whose(world), read(person())).digest
    file(world, person(sequence=125))
    with pytest.raises(FilingRefusedError) as caught:
        file(world, person(), seen=seen)
    assert caught.value.key == "filing.moved_on"


def test_nothing_is_taken_while_the_year_is_held(world):
    file(world, person())
    service.submit(world.actor("employer"), world.district, world.employer, YEAR)
    with pytest.raises(DeclarationRefusedError):
        file(world, person(), person(sequence=125))


def test_a_month_that_was_lost_is_taken_back_like_any_other(world):
    """Nobody has told the employer yet that another one has it: its next file must not tell either."""
    claim(world, world.other_employer, register(world, citizen()), "2025-03", by=world.actor("other_employer"))
    file(world, person())
    contest = list_contests(world.district, are_open=True)[0]
    decide_contest(world.actor("reviewer"), contest.id, contest.earlier_claim_id, ContestGround.CONTRACT_SIGNER, "合同")
    whole = read(person())[0]
    less = replace(whole, months=tuple(one for one in whole.months if one.month != "2025-03"))
    taken = [one.taken_back for one in file_roster(world.actor("employer"), whose(world), [less]).changed]
    assert taken == [("2025-03",)]
    assert file_roster(world.actor("employer"), whose(world), [less]).is_nothing(drops_gone=True)


def test_whether_somebody_is_registered_or_works_elsewhere_cannot_be_asked(world):
    """Handing in is taken alike for a holder, a stranger and somebody whom another employer claims."""
    holder, contested = register(world, citizen()), register(world, citizen(sequence=127))
    claim(world, world.other_employer, contested, "2025-03", by=world.actor("other_employer"))
    for number in (123, 125, 127):
        file(world, person(sequence=number), drops_gone=True)
        declared = service.submit(world.actor("employer"), world.district, world.employer, YEAR)
        assert set(telling_of(world.employer, YEAR).values()) == {Telling.STATED}
        service.withdraw(world.actor("employer"), declared)
    file(world, person(sequence=127, **{"3月工资": "9000"}), drops_gone=True)  # a month under a contest, restated
    file(world, person(), drops_gone=True)
    declared = service.submit(world.actor("employer"), world.district, world.employer, YEAR)
    service.take_up(world.actor("reviewer"), declared)
    assert telling_of(world.employer, YEAR)[holder] is Telling.CHECKS
    service.confirm(world.actor("reviewer"), declared)
    told = telling_of(world.employer, YEAR)
    assert (told[holder], told[contested]) == (Telling.ALL, Telling.STATED)


def test_what_travels_in_the_page_opens_for_its_account_employer_and_year_alone(world):
    people = read(*(person(sequence=number, 姓名=f"职工{number}") for number in range(1, 400, 2)))
    with time_machine.travel(clock.now(), tick=False):
        carried = seal_up("u", whose(world), people, "d", is_everybody=False)
    assert len(carried) < 200_000
    assert citizen(sequence=1) not in carried
    assert open_up("u", whose(world), carried) == (people, "d", False)
    for user, of, given in (
        ("v", whose(world), carried),
        ("u", whose(world, world.other_employer), carried),
        ("u", whose(world), carried[:-8] + "AAAAAAA="),
        ("u", whose(world), ""),
    ):
        with pytest.raises(FilingRefusedError):
            open_up(user, of, given)
    with time_machine.travel(datetime(2026, 4, 21, tzinfo=UTC)), pytest.raises(FilingRefusedError):
        open_up("u", whose(world), carried)
