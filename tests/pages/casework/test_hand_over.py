"""An employer's account goes to the next person with a code from the desk; the former one ends in the same act."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts import hand_over, service
from jobmatch.accounts.hand_over import HandOverRefusedError, NewPerson
from jobmatch.accounts.queries import find_token_owner, find_user
from jobmatch.accounts.signing_in import Caller, SignInRefusedError
from jobmatch.accounts.tables import ApiToken, HandOver, User
from jobmatch.storage import care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.integration.test_races import AT_ONCE, at_once
from tests.pages.asking import errors, fresh, post
from tests.pages.public.test_sign_in import enter
from tests.world import OTHER_USCC

NEW = {"name": "新接手", "login": "newcomer", "new": "a good long password", "again": "a good long password"}
HERE = Caller("192.0.2.9")


def code_for(client, world, role="employer"):
    path = f"/casework/employers/{world.employer}"
    page = post(client, f"{path}/hand-over", {"account": world.users[role]}, seen=path)
    assert page.status_code == 200, errors(page)
    (code,) = page.tree.xpath("//*[@class='app-number']/code/text()")
    return code


def take(client, code, **changes):
    return post(client, "/hand-over", {"code": code, **NEW, **changes}, seen="/hand-over")


def test_the_next_person_takes_over_and_the_former_is_out(app, world, sign_in):
    former = sign_in("employer")
    token = service.make_token(MACHINE, db.session.get(User, world.users["employer"]))
    code = code_for(sign_in("caseworker"), world)
    assert former.get("/portal/").status_code == 200
    answer = take(app.test_client(), code.upper().replace("-", " "))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
    assert former.get("/portal/").status_code == 302
    assert find_token_owner(token) is None
    assert enter(app.test_client(), "employer").status_code == 422
    newcomer = app.test_client()
    assert enter(newcomer, "newcomer", NEW["new"]).headers["Location"] == "/portal/"
    fresh()
    assert db.session.scalars(select(ApiToken.revoked_at)).one() is not None
    entries = {one.action: one for one in db.session.scalars(select(AuditEntry)).all()}
    assert entries["hand_over.code_given"].user_id == world.users["caseworker"]
    assert entries["user.took_over"].details["former"] == world.users["employer"]
    assert NEW["name"] not in repr([one.details for one in entries.values()])
    assert care.find_faults() == []


def test_a_code_works_once_and_lies_nowhere_open(app, world, sign_in):
    code = code_for(sign_in("caseworker"), world)
    stored = db.session.scalars(select(HandOver.code_hash)).one()
    assert code not in stored
    take(app.test_client(), code)
    again = take(app.test_client(), code, login="second")
    assert (again.status_code, "交接码不对" in again.text) == (422, True)
    assert find_user("second") is None


def test_what_was_typed_stays_and_a_taken_login_costs_nothing(app, world, sign_in):
    code = code_for(sign_in("caseworker"), world)
    refused = take(app.test_client(), code, login="caseworker")
    assert (refused.status_code, errors(refused)) == (409, ["这个登录名已经有人使用，请换一个。"])
    assert refused.tree.xpath("//input[@name='name']/@value") == [NEW["name"]]
    assert NEW["new"] not in refused.text
    assert take(app.test_client(), code).status_code == 303


@pytest.mark.parametrize(
    ("given", "said"),
    [({"new": "short", "again": "short"}, "至少要 12 个字符"), ({"again": "other"}, "不一样"), ({"name": ""}, "姓名")],
)
def test_a_bad_answer_does_not_use_the_code_up(app, world, sign_in, given, said):
    code = code_for(sign_in("caseworker"), world)
    refused = take(app.test_client(), code, **given)
    assert refused.status_code == 422
    assert any(said in one for one in errors(refused))
    assert take(app.test_client(), code).status_code == 303


def test_after_seven_days_it_opens_nothing(app, world, sign_in):
    code = code_for(sign_in("caseworker"), world)
    with time_machine.travel(clock.now() + timedelta(days=7), tick=False):
        assert take(app.test_client(), code).status_code == 422


def test_a_newer_code_takes_the_place_of_the_old_one(app, world, sign_in):
    desk = sign_in("caseworker")
    old, new = code_for(desk, world), code_for(desk, world)
    assert take(app.test_client(), old).status_code == 422
    assert take(app.test_client(), new).status_code == 303


def test_who_guesses_codes_waits_and_nobody_else_does(app, world, sign_in):
    code = code_for(sign_in("caseworker"), world)
    guesser = app.test_client()
    for _ in range(5):
        assert take(guesser, "aaaa-aaaa-aaaa-aaaa").status_code == 422
    assert take(guesser, code).status_code == 429
    other = app.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    assert take(other, code).status_code == 303


def test_eight_who_bring_one_code_at_once_are_one(app, world):
    user = db.session.get(User, world.users["employer"])
    given = hand_over.issue(world.actor(), world.district, world.employer, user)

    def bring(number):
        return hand_over.take_over(given.code, NewPerson("新", f"new{number}", "a good long password"), HERE)

    results = at_once(app, bring)
    assert sum(isinstance(one, User) for one in results) == 1
    assert {type(one) for one in results} <= {User, HandOverRefusedError, SignInRefusedError}
    assert len(results) == AT_ONCE


def test_another_employers_account_cannot_be_named(world, sign_in):
    path = f"/casework/employers/{world.employer}"
    other = world.users["other_employer"]
    assert post(sign_in("caseworker"), f"{path}/hand-over", {"account": other}, seen=path).status_code == 422
    with pytest.raises(HandOverRefusedError):
        hand_over.issue(world.actor(), world.district, world.employer, db.session.get(User, other))
    assert db.session.scalars(select(HandOver)).all() == []


def test_only_a_person_gives_a_code_out(world):
    with pytest.raises(PermissionError):
        hand_over.issue(MACHINE, world.district, world.employer, db.session.get(User, world.users["employer"]))


def test_an_employer_without_an_account_gets_its_first_one(app, world, sign_in):
    with act(by=MACHINE, action="test"):
        db.session.get(User, world.users["employer"]).disabled_at = clock.now()
    path = f"/casework/employers/{world.employer}"
    page = post(sign_in("caseworker"), f"{path}/hand-over", {}, seen=path)
    (code,) = page.tree.xpath("//*[@class='app-number']/code/text()")
    assert take(app.test_client(), code).status_code == 303


def test_an_employer_is_found_by_name_or_code_and_another_districts_is_not(world, sign_in):
    desk = sign_in("head")
    assert "另一家公司" in desk.get("/casework/employers").text
    found = desk.get(f"/casework/employers?q={OTHER_USCC.lower()}")
    assert ("另一家公司" in found.text, "示例食品厂" in found.text) == (True, False)
    assert "没有找到这家单位" in desk.get("/casework/employers?q=%25").text
    assert desk.get("/casework/employers/00000000-0000-4000-8000-000000000000").status_code == 404
