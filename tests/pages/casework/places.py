"""Rows of another district, for tests that must not find them."""

from datetime import timedelta

from jobmatch import clock
from jobmatch.accounts.tables import District
from jobmatch.people.tables import Person, PersonSource
from jobmatch.referrals.tables import Referral, ReferralState
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival, submit
from jobmatch.seekers.tables import Entrance, Seeker, SeekerState
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id
from tests.world import make_position


def neighbour(world):
    """Write a submission, a seeker and a referral into another district; returns their keys by argument name."""
    with act(by=MACHINE, action="test"):
        district = District(code="330299", name="邻区", name_en="Next District")
        db.session.add(district)
        db.session.flush()
        person = Person(district_id=district.id, name="邻区人", source=PersonSource.REGISTRATION)
        db.session.add(person)
        db.session.flush()
        position = make_position(world, world.other_employer, district_id=district.id, title="邻区岗位")
        db.session.add_all([_seeker(person), position])
        db.session.flush()
        referral = Referral(
            district_id=district.id,
            seeker_id=person.id,
            position_id=position.id,
            state=ReferralState.SENT,
            pseudonym="Z-9999",
            made_by=world.users["caseworker"],
            made_at=clock.now(),
        )
        db.session.add(referral)
        arrival = Arrival(new_id(), district.id, Entrance.DESK, "zh_Hans_CN")
        submit(MACHINE, arrival, Answers.read({"name": "邻区来人", "consents": ["store"]}, clock.today()))
    keys = {"submission_id": arrival.key, "referral_id": referral.id, "position_id": position.id}
    return {"seeker_id": person.id, "person_id": person.id, **keys}


def _seeker(person):
    since = clock.today() - timedelta(days=30)
    return Seeker(id=person.id, district_id=person.district_id, state=SeekerState.OPEN, since_on=since)


def add_seeker(world, name, days=0, **facts):
    """Write a seeker into the world's own district; returns the key."""
    with act(by=MACHINE, action="test"):
        person = Person(district_id=world.district, name=name, source=PersonSource.REGISTRATION, town_id=world.town)
        db.session.add(person)
        db.session.flush()
        since = clock.today() - timedelta(days=days)
        state = facts.pop("state", SeekerState.OPEN)
        db.session.add(
            Seeker(id=person.id, district_id=world.district, town_id=world.town, state=state, since_on=since, **facts)
        )
    return person.id
