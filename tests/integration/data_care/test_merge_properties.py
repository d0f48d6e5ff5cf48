"""Whatever hangs on two people: a merge loses no row, counts no month twice, and its undo gives all of it back."""

from random import Random

import time_machine
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import func, select

from jobmatch.data_care.merging import decide, merge
from jobmatch.data_care.plan import make_plan
from jobmatch.data_care.tables import Decision, Merge, MergeContest, MergeReason, UndoReason
from jobmatch.data_care.undoing import undo
from jobmatch.employment.service import accrue
from jobmatch.employment.tables import MonthState, PersonMonth
from jobmatch.people.queries import recommendable
from jobmatch.people.tables import Consent, Person, Purpose
from jobmatch.storage import care
from jobmatch.storage.base import db
from tests.integration.data_care.doubles import TODAY, Maker, changed, snapshot
from tests.lengths import examples

DRAWN = examples(10, 250, suppress_health_check=list(HealthCheck))


def fresh(key):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(Person, key)


def plan_of(keys):
    kept, gone = map(fresh, keys)
    return make_plan(kept, gone)


def merge_drawn(world, keys, chance):
    plan = plan_of(keys)
    choices = {one.key: chance.choice(["kept", "gone"]) for one in plan.asked}
    return merge(world.actor(), *keys, plan.digest, choices, MergeReason.SAME_CARD).id


def decide_some(world, merge_id, chance):
    contests = db.session.scalars(
        select(MergeContest.id).where(MergeContest.merge_id == merge_id).order_by(MergeContest.id)
    ).all()
    for key in contests:
        if chance.random() < 0.5:
            decide(world.actor(), db.session.get(MergeContest, key), chance.choice(list(Decision)))


def months_twice(person_id):
    worked = (PersonMonth.person_id == person_id, PersonMonth.state == MonthState.WORKED)
    query = select(PersonMonth.month).where(*worked).group_by(PersonMonth.month).having(func.count() > 1)
    return set(db.session.scalars(query))


def was_taken_back_last(keys, purpose):
    """Whether the last word of the two rows about a purpose was no."""
    query = select(Consent).where(Consent.person_id.in_(keys), Consent.purpose == purpose)
    rows = db.session.scalars(query).all()
    taken_back = [row.withdrawn_at for row in rows if row.withdrawn_at]
    in_force = [row.given_at for row in rows if row.withdrawn_at is None]
    return bool(taken_back and in_force and max(taken_back) >= max(in_force))


@time_machine.travel(TODAY, tick=False)
@DRAWN
@given(seed=st.integers(0, 2**32))
def test_a_merge_loses_nothing_and_its_undo_is_exact(world, seed):
    chance = Random(seed)
    keys = Maker(world, chance).pair()
    before, revoked = snapshot(), was_taken_back_last(keys, Purpose.RECOMMEND)
    own = {key: months_twice(key) for key in keys}
    merge_id = merge_drawn(world, keys, chance)
    after = snapshot()
    assert before.keys() <= after.keys()
    assert months_twice(keys[0]) <= own[keys[0]] | own[keys[1]]
    assert not (revoked and recommendable(keys[:1]))
    decide_some(world, merge_id, chance)
    assert months_twice(keys[0]) <= own[keys[0]] | own[keys[1]]
    assert undo_now(world, merge_id) == []
    assert changed(before, snapshot()) == []
    assert care.find_faults() == []


def undo_now(world, merge_id):
    db.session.rollback()
    return undo(world.actor("head"), db.session.get(Merge, merge_id), UndoReason.TWO_PEOPLE)


def test_months_entered_between_merge_and_undo_go_with_their_spell(world):
    with time_machine.travel(TODAY, tick=False):
        keys = Maker(world, Random(4)).pair()
        merge_id = merge_drawn(world, keys, Random(1))
    with time_machine.travel("2027-02-03", tick=False):
        assert accrue() > 0
        assert undo_now(world, merge_id) == []
        apart = [row.id for row in db.session.scalars(select(PersonMonth)) if row.person_id != row.spell.person_id]
        assert apart == []
