"""A second row of the world's seeker, and the two merged."""

from jobmatch import clock
from jobmatch.data_care.merging import merge
from jobmatch.data_care.plan import make_plan
from jobmatch.data_care.tables import MergeReason
from jobmatch.people.round_tables import UpdateRound, UpdateRoundEntry
from jobmatch.people.situation_tables import SituationKind
from jobmatch.people.situations import report
from jobmatch.people.tables import Person
from jobmatch.seekers.paper_tables import ConsentPaper
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import fresh
from tests.pages.casework.places import add_seeker


def add_double(world, name="陈示例", **facts):
    """Write the same person once more, with other wishes and another phone; returns the key."""
    key = add_seeker(world, name, 40, **{"wanted": ["客服"], **facts})
    with act(by=MACHINE, action="test"):
        db.session.get(Person, key).phone = "13911112222"
    return key


def merge_now(world, kept, gone, chosen="kept", by="caseworker"):
    """Merge two people, choosing the same side everywhere; returns the merge's key."""
    fresh()
    plan = make_plan(db.session.get(Person, kept), db.session.get(Person, gone))
    choices = {one.key: chosen for one in plan.asked}
    return merge(world.actor(by), kept, gone, plan.digest, choices, MergeReason.SAME_CARD).id


def live_in_a_village(world):
    """Let an officer report of the seeker, ask them in a round, and take down their signed paper."""
    scope, by, at = {"district_id": world.district}, world.users["village_officer"], clock.now()
    with act(by=MACHINE, action="test"):
        report(world.actor("village_officer"), db.session.get(Person, world.seeker), SituationKind.AWAY)
        days = {"begun_on": clock.today(), "due_on": clock.today()}
        db.session.add(one := UpdateRound(year=2025, begun_by=by, **days, **scope))
        db.session.flush()
        done = {"state": "answered", "done_by": by, "done_at": at, "person_id": world.seeker}
        db.session.add(UpdateRoundEntry(round_id=one.id, village_id=world.village, **done, **scope))
        paper = {"submission_id": world.submission, "width": 3, "height": 4, "kept_by": by, "kept_at": at}
        db.session.add(ConsentPaper(picture="anBlZw==", **paper))
