"""Following up a hire: one follow-up at a time, what was found, who left, who stayed, and what training learns."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import clock
from jobmatch.data_care.erasing import erase
from jobmatch.data_care.requests import stop_storing
from jobmatch.data_care.tables import Ground
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.service import Terms, end_spell
from jobmatch.employment.tables import Spell
from jobmatch.matching.tables import Outcome
from jobmatch.people.companion_tables import Task, TaskKind
from jobmatch.referrals import rules, service
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.service import ReferralRefusedError, Step
from jobmatch.referrals.tables import ReferralState
from jobmatch.storage.base import db
from tests.pages.asking import errors, fresh, post
from tests.pages.casework.test_hires import day

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def hired(whole_world):
    """The world's referral has led to work that begins today; returns the address of the follow-up."""
    spell = service.record_hire(
        whole_world.actor(), referral_of(whole_world), Terms(clock.today(), ContractKind.LABOUR_CONTRACT)
    )
    return f"/casework/spells/{spell.id}/follow-up"


def referral_of(world):
    return find_referral(world.district, world.referral)


def follow_ups(**which):
    fresh()
    query = select(Task).where(Task.kind == TaskKind.FOLLOW_UP).filter_by(**which)
    return list(db.session.scalars(query.order_by(Task.made_at, Task.due_on)))


def outcomes():
    fresh()
    return [one.kind.value for one in db.session.scalars(select(Outcome).order_by(Outcome.at))]


def days_from_now(days):
    return time_machine.travel(clock.now() + timedelta(days=days), tick=True)


def test_a_hire_books_the_first_and_each_answer_the_next(whole_world, hired, sign_in):
    (first,) = follow_ups()
    assert (first.due_on, first.assigned_to) == (clock.today() + timedelta(days=7), whole_world.users["caseworker"])
    with days_from_now(7):
        client = sign_in("caseworker")
        page = client.get("/casework/tasks")
        assert page.tree.xpath(f"//a[@href='{hired}']")
        assert not page.tree.xpath(f"//form[@action='/casework/tasks/{first.id}/done']")
        assert post(client, hired, {"found": "still", "note": "一切都好"}, seen=hired).status_code == 303
        done, following = follow_ups()
        assert (done.found, done.note, following.done_at) == ("still", "一切都好", None)
        assert 27 <= (following.due_on - first.due_on).days + 7 <= 31
        assert "一切都好" in client.get(hired).text
    assert outcomes() == ["referred", "hired"]


def test_who_was_not_reached_is_asked_again_in_a_week(whole_world, hired, sign_in):
    client = sign_in("caseworker")
    post(client, hired, {"found": "unreached"}, seen=hired)
    (waiting,) = follow_ups(done_at=None)
    assert waiting.due_on == clock.today() + timedelta(days=7)


def test_who_stayed_half_a_year_is_told_to_training_once(whole_world, hired, sign_in):
    with days_from_now(190):
        client = sign_in("caseworker")
        for _turn in range(2):
            post(client, hired, {"found": "still"}, seen=hired)
    assert outcomes() == ["referred", "hired", "retained"]


def test_who_left_has_left_and_is_not_asked_again(whole_world, hired, sign_in):
    with days_from_now(10):
        client = sign_in("caseworker")
        last = clock.today() - timedelta(days=2)
        said = {"found": "left", "reason": "resigned"}
        answer = post(client, hired, said, seen=hired)
        assert (answer.status_code, errors(answer)) == (422, ["请填最后上班的日期，并选一个原因。"])
        assert post(client, hired, {**said, "left_on": day(last)}, seen=hired).status_code == 303
        assert follow_ups(done_at=None) == []
        assert db.session.scalars(select(Spell).where(Spell.ended_on == last)).one().end_reason == "resigned"
        assert "不用再回访" in client.get(hired).text
        assert post(client, hired, {"found": "still"}, seen="/casework/tasks").status_code == 409
    assert outcomes() == ["referred", "hired"]


def test_a_spell_that_ends_elsewhere_takes_its_follow_up_with_it(whole_world, hired):
    spell = db.session.scalars(select(Spell).where(Spell.referral_id == whole_world.referral)).one()
    end_spell(whole_world.actor(), spell, clock.today(), "")
    (over,) = follow_ups()
    assert (over.done_at is not None, over.done_by, over.found) == (True, None, None)


def test_a_follow_up_is_not_ticked_off_without_its_result(whole_world, hired, sign_in):
    client = sign_in("caseworker")
    (task,) = follow_ups()
    answer = post(client, f"/casework/tasks/{task.id}/done", {"back": "tasks"}, seen="/casework/tasks")
    assert "回访要写清结果" in client.get(answer.headers["Location"]).text
    assert follow_ups(done_at=None)


def test_an_intention_is_no_employment(whole_world):
    service.take_answer(whole_world.actor("employer"), referral_of(whole_world), Step(ReferralState.OFFERED))
    fresh()
    assert db.session.scalars(select(Spell).where(Spell.referral_id == whole_world.referral)).all() == []
    assert follow_ups() == []
    assert outcomes() == ["referred", "offered"]


@pytest.mark.parametrize(
    ("reason", "kinds"),
    [("not_wanted", ["referred", "declined"]), ("mistake", ["referred"]), ("found_work", ["referred"])],
)
def test_only_what_the_person_did_not_want_was_declined(whole_world, reason, kinds):
    service.withdraw(whole_world.actor(), referral_of(whole_world), reason)
    assert outcomes() == kinds


@pytest.mark.parametrize(("end", "more"), [(stop_storing, ()), (erase, (Ground.WITHDREW,))])
def test_who_wants_nothing_kept_has_declined_no_job(whole_world, end, more):
    end(whole_world.actor("head"), whole_world.seeker, *more)
    assert "declined" not in outcomes()


@pytest.mark.parametrize("role", ["employer", "other_employer", "auditor"])
def test_who_may_not_take_a_step_does_not_take_it(whole_world, role):
    with pytest.raises(ReferralRefusedError) as refused:
        service.withdraw(whole_world.actor(role), referral_of(whole_world), "mistake")
    assert refused.value.key == "referral.not_yours_to_take"
    fresh()
    assert referral_of(whole_world).state in rules.OPEN
