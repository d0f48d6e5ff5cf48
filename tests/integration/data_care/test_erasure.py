"""After an erasure nothing of the person is left: not in the rows, not in the files, not in the logs."""

import json
import logging
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import clock
from jobmatch.data_care import erasing, scrubbing
from jobmatch.data_care.correcting import Facts, correct
from jobmatch.data_care.erasing import ErasureRefusedError, erase, find_erasure
from jobmatch.data_care.requests import list_requests_of, record_request
from jobmatch.data_care.tables import CorrectionReason, Erasure, Ground, RequestKind
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.queries import list_months
from jobmatch.employment.service import Place, Terms, accrue, end_spell, open_spell
from jobmatch.employment.tables import Spell
from jobmatch.fairs import service as fairs
from jobmatch.people.tables import Certificate, Consent, OpenReason, Person, PersonSource, PersonView, Purpose
from jobmatch.referrals import service as referrals
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.service import Arrival, answers_of, record_identity_seen
from jobmatch.seekers.tables import Entrance, Seeker
from jobmatch.storage import care
from jobmatch.storage.act import MACHINE, Actor, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db, new_id
from tests.integration.storage.test_sealed import found_in
from tests.pages.asking import agree, fresh
from tests.pages.casework.care.making import add_double, merge_now

CANARIES = ["金丝雀甲", "金丝雀乙", "金丝雀丙", "金丝雀愿", "金丝雀话", "金丝雀条", "金丝雀由"]
NUMBER = "330299198506150045"


def lying_open(files):
    """The canaries that lie open in the files, as they are or as JSON writes them."""
    return {one for one in CANARIES if found_in(files, [one, json.dumps(one)[1:-1]])}


@pytest.fixture
def known(world):
    """Somebody of whom everything is held, each free text with a canary in it; returns the key."""
    given = {
        "name": CANARIES[0],
        "citizen_number": NUMBER,
        "phone": "13911113333",
        "wanted": [CANARIES[3]],
        "text": CANARIES[4],
        "consents": ["store", "recommend"],
    }
    arrival = Arrival(new_id(), world.district, Entrance.KIOSK, "zh_Hans_CN", world.fair)
    fairs.register(MACHINE, world.fair, arrival, Answers.read(given, clock.today()))
    key = record_identity_seen(world.actor(), find_submission(world.district, arrival.key), None).id
    fresh()
    facts = Facts(CANARIES[1], phone="13911113333", town_id=world.town)
    correct(world.actor(), key, db.session.get(Person, key).version, facts, CorrectionReason.CHANGED)
    world.referral = referrals.refer(world.actor(), world.district, key, world.position, CANARIES[5]).id
    agree(world, Purpose.DISCLOSE, world.position, key)
    merge_now(world, key, add_double(world, CANARIES[2]), "gone")
    with act(by=MACHINE, action="test"):
        view = {"person_id": key, "user_id": world.users["head"], "at": clock.now()}
        db.session.add(PersonView(what="citizen_number", reason=OpenReason.OTHER, note=CANARIES[6], **view))
    return key


def erase_now(world, key, ground=Ground.ASKED):
    fresh()
    return erase(world.actor("head"), key, ground)


def test_the_canaries_lie_open_before(known, database):
    fresh()
    assert lying_open(database.files()) >= set(CANARIES[1:])


def test_nothing_is_left_in_the_files(app, world, known, database, home, caplog):
    caplog.set_level(logging.DEBUG)
    erase_now(world, known)
    assert scrubbing.scrub() == 1
    fresh()
    db.session.remove()
    files = [*home.rglob("*"), *database.files()]
    assert (lying_open(files), found_in(files, [NUMBER, "13911113333"])) == (set(), [])
    assert [one for one in CANARIES if one in caplog.text] == []
    assert care.find_faults() == []
    assert scrubbing.scrub() == 0


def test_what_others_need_stays_without_a_name(world, known):
    before = len(db.session.scalars(select(AuditEntry)).all())
    erase_now(world, known)
    fresh()
    found, seeker = db.session.get(Person, known), db.session.get(Seeker, known)
    assert (found.name, found.citizen_number, found.citizen_number_index, found.phone, found.born_on) == (
        "已删除",
        None,
        None,
        None,
        None,
    )
    assert (seeker.wanted, seeker.text, seeker.functions, seeker.state) == ([], "", {}, "closed")
    referral = db.session.get(Referral, world.referral)
    assert (referral.state, [step.note for step in referral.steps]) == ("withdrawn", [None, None])
    assert all(row.withdrawn_at for row in db.session.scalars(select(Consent).where(Consent.person_id == known)))
    entries = db.session.scalars(select(AuditEntry)).all()
    assert len(entries) > before
    assert care.find_faults() == []


def test_submissions_and_slips_say_nothing_any_more(world, known):
    from jobmatch.fairs.queries import find_ticket
    from jobmatch.seekers.tables import SubmissionLink

    erase_now(world, known)
    fresh()
    link = db.session.scalars(select(SubmissionLink).where(SubmissionLink.person_id == known)).one()
    submission = link.submission
    assert (answers_of(submission).name, answers_of(submission).wanted) == ("已删除", ())
    assert (submission.citizen_number_index, submission.body_hash) == (None, "")
    assert fairs.slip_of(find_ticket(submission.id)) == []


def hire(world, key, started_on):
    terms = Terms(started_on, ContractKind.FLEXIBLE, wage_fen=300000)
    return open_spell(world.actor(), world.district, key, Place(world.other_employer), terms)


def test_months_stay_and_who_worked_them_is_set_apart_until_the_law_lets_go(world, known):
    started_on = clock.today().replace(day=1)
    end_spell(world.actor(), hire(world, known, started_on), clock.today(), "")
    erasure_id = erase_now(world, known).id
    fresh()
    assert [row.month for row in list_months(known)] == [clock.month_of(started_on)]
    erasure = db.session.get(Erasure, erasure_id)
    assert CANARIES[1] in erasure.held or CANARIES[2] in erasure.held
    assert NUMBER in erasure.held
    assert dict(erasure.holds)["levy"] == f"{started_on.year + 6}-12-31"
    assert erasing.finish(MACHINE, erasure) == []
    with time_machine.travel(date(started_on.year + 7, 1, 1), tick=False):
        assert "levy" in erasing.finish(MACHINE, db.session.get(Erasure, erasure_id))
    fresh()
    erasure = db.session.get(Erasure, erasure_id)
    assert (erasure.held, erasure.holds, erasure.scrubbed_at) == (None, [], None)
    assert erasure.finished_at is not None
    assert db.session.scalars(select(Consent).where(Consent.person_id == known)).all() == []
    assert len(list_months(known)) == 1


def test_who_goes_on_working_is_held_from_the_last_month_on(world, known):
    spell_id = hire(world, known, clock.today().replace(day=1)).id
    erasure_id, year = erase_now(world, known).id, clock.today().year
    with time_machine.travel(date(year + 7, 1, 1), tick=False):
        accrue()
        assert "levy" not in erasing.finish(MACHINE, db.session.get(Erasure, erasure_id))
        fresh()
        erasure = db.session.get(Erasure, erasure_id)
        assert (dict(erasure.holds)["levy"], erasure.held is None) == (f"{year + 13}-12-31", False)
        end_spell(world.actor(), db.session.get(Spell, spell_id), date(year + 5, 6, 30), "")
    with time_machine.travel(date(year + 11, 12, 31), tick=False):
        assert erasing.list_over(db.session.get(Erasure, erasure_id)) == []
    with time_machine.travel(date(year + 12, 1, 1), tick=False):
        assert erasing.finish(MACHINE, db.session.get(Erasure, erasure_id)) == ["levy"]


def test_who_was_to_begin_work_is_held_too(world, known):
    hire(world, known, clock.today() + timedelta(days=20))
    assert "levy" in dict(erase_now(world, known).holds)


def test_an_erasure_answers_what_asked_for_it_and_nothing_else(world, known):
    person = db.session.get(Person, known)
    for kind in (RequestKind.ERASE, RequestKind.COPY):
        record_request(world.actor(), person, kind, clock.today())
    erase_now(world, known)
    fresh()
    outcomes = {one.kind: (one.outcome, one.closed_by) for one in list_requests_of(known)}
    assert outcomes == {"erase": ("partly", world.users["head"]), "copy": (None, None)}


def test_the_nightly_run_answers_nobody(world, known):
    record_request(world.actor(), db.session.get(Person, known), RequestKind.ERASE, clock.today())
    referrals.withdraw(world.actor(), db.session.get(Referral, world.referral), "not_wanted")
    fresh()
    erase(Actor("machine", district_id=world.district), known, Ground.INACTIVE)
    fresh()
    assert [one.outcome for one in list_requests_of(known)] == [None]


def test_what_somebody_who_came_back_agreed_to_is_not_the_erasure_s(world, known):
    with act(by=MACHINE, action="test"):
        db.session.get(Person, known).source = PersonSource.REGISTER
    erasure_id = erase_now(world, known).id
    fresh()
    with time_machine.travel(clock.today() + timedelta(days=9), tick=False):
        new = agree(world, Purpose.STORE, person_id=known).id
    with time_machine.travel(date(clock.today().year + 4, 1, 1), tick=False):
        assert "disclosures" in erasing.finish(MACHINE, db.session.get(Erasure, erasure_id))
    fresh()
    assert [one.id for one in db.session.scalars(select(Consent).where(Consent.person_id == known))] == [new]


def test_the_register_keeps_its_holders_and_nothing_more(world, known):
    with act(by=MACHINE, action="test"):
        db.session.get(Person, known).source = PersonSource.REGISTER
        day = date(2020, 1, 1)
        dates = {"valid_from": day, "valid_until": day + timedelta(days=3650)}
        card = Certificate(person_id=known, district_id=world.district, number_index="x", kind=4, grade=3, **dates)
        card.number = NUMBER + "43"
        db.session.add(card)
    erase_now(world, known)
    fresh()
    found = db.session.get(Person, known)
    assert (found.citizen_number, found.phone, len(found.certificates)) == (NUMBER, None, 1)
    assert db.session.get(Seeker, known).wanted == []


def test_twice_is_told(world, known):
    erase_now(world, known)
    with pytest.raises(ErasureRefusedError):
        erase_now(world, known)
    assert find_erasure(known).ground is Ground.ASKED


def test_who_comes_back_can_go_again(world, known):
    with act(by=MACHINE, action="test"):
        db.session.get(Person, known).source = PersonSource.REGISTER
    first = erase_now(world, known).id
    scrubbing.scrub()
    fresh()
    arrival = Arrival(new_id(), world.district, Entrance.KIOSK, "zh_Hans_CN", world.fair)
    told = {"name": "又来了", "citizen_number": NUMBER, "wanted": ["金丝雀又"], "consents": ["store"]}
    fairs.register(MACHINE, world.fair, arrival, Answers.read(told, clock.today()))
    assert record_identity_seen(world.actor(), find_submission(world.district, arrival.key), known).id == known
    fresh()
    assert (find_erasure(known), db.session.get(Seeker, known).wanted) == (None, ["金丝雀又"])
    again = erase_now(world, known, Ground.WITHDREW)
    assert (again.id, again.ground, again.scrubbed_at) == (first, Ground.WITHDREW, None)
    fresh()
    assert db.session.get(Seeker, known).wanted == []
    with pytest.raises(ErasureRefusedError):
        erase_now(world, known)


def test_the_number_is_free_again(world, known):
    from jobmatch.people.numbers import CitizenNumber
    from jobmatch.people.service import NewPerson, add_person

    erase_now(world, known)
    new = NewPerson("同一个人", PersonSource.REGISTRATION, CitizenNumber(NUMBER))
    assert add_person(world.actor(), world.district, new).id != known
