"""A second row of the world's seeker, and the two merged."""

from jobmatch.data_care.merging import merge
from jobmatch.data_care.plan import make_plan
from jobmatch.data_care.tables import MergeReason
from jobmatch.people.tables import Person
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
