"""Several at once on the same two people: one wins, the others are told, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

from jobmatch.data_care.merging import MergeRefusedError, merge
from jobmatch.data_care.plan import make_plan
from jobmatch.data_care.tables import Merge, MergeReason
from jobmatch.people.service import learn
from jobmatch.people.tables import Person
from jobmatch.storage import care
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from tests.integration.test_races import AT_ONCE, at_once, count
from tests.pages.asking import fresh
from tests.pages.casework.care.making import add_double


def digest(kept, gone):
    fresh()
    return make_plan(db.session.get(Person, kept), db.session.get(Person, gone)).digest


def choose_all(world, kept, gone, seen):
    choices = {"people_phone": "kept", "seekers_wanted": "kept"}
    return merge(world.actor(), kept, gone, seen, choices, MergeReason.SAME_CARD)


def test_eight_who_merge_the_same_two_make_one_merge(app, world):
    other = add_double(world)
    seen = digest(world.seeker, other)
    results = at_once(app, lambda _: choose_all(world, world.seeker, other, seen))
    assert sum(isinstance(result, Merge) for result in results) == 1
    assert sum(isinstance(result, MergeRefusedError | BrokenRuleError) for result in results) == AT_ONCE - 1
    assert (count(Merge), care.find_faults()) == (1, [])


def test_two_who_merge_each_into_the_other_leave_one_person(app, world):
    other = add_double(world)
    seen = [digest(world.seeker, other), digest(other, world.seeker)]

    def either(number):
        pair = (world.seeker, other) if number % 2 else (other, world.seeker)
        return choose_all(world, *pair, seen[0 if number % 2 else 1])

    results = at_once(app, either)
    assert sum(isinstance(result, Merge) for result in results) == 1
    fresh()
    left = [db.session.get(Person, key).merged_into_id for key in (world.seeker, other)]
    assert sorted(left, key=str) == sorted([None, world.seeker if left[0] is None else other], key=str)


def test_an_edit_and_a_merge_at_once_are_both_whole(app, world):
    """Whoever comes second is told: no phone number vanishes between the two."""
    other = add_double(world)
    seen = digest(world.seeker, other)

    def edit():
        with app.app_context():
            try:
                learn(world.actor(), db.session.get(Person, other), None, "13755556666")
            except BrokenRuleError as error:
                return error.rule

    def join():
        with app.app_context():
            try:
                return choose_all(world, world.seeker, other, seen)
            except MergeRefusedError as error:
                return error.key

    with ThreadPoolExecutor(2) as pool:
        edited, merged = pool.submit(edit), pool.submit(join)
        outcome = (edited.result(), merged.result())
    fresh()
    gone = db.session.get(Person, other)
    assert gone.phone == ("13755556666" if outcome[0] is None else "13911112222")
    assert (gone.merged_into_id == world.seeker) == isinstance(outcome[1], Merge)
    assert outcome[0] in {None, "changed_by_someone_else"}
    assert isinstance(outcome[1], Merge) or outcome[1] == "merge.changed_meanwhile"
