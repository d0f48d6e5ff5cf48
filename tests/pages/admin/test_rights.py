"""The security administrator's pages: who may what, another role, who has long not come."""

import time_machine

from jobmatch import clock
from jobmatch.accounts.tables import Role, User
from jobmatch.storage.base import db
from tests.pages.admin.places import account_path, buttons, table
from tests.pages.asking import errors, fresh, post
from tests.world import USCC


def change(client, world, login, **data):
    path = account_path(world, login, "role")
    return post(client, path, {"role": "reviewer", "uscc": "", "reason": "new_task", **data}, seen=path)


def role_of(world, login):
    fresh()
    return db.session.get(User, world.users[login]).role


def test_who_may_what_is_read_from_the_access_table(sign_in, world):
    page = sign_in("security_admin").get("/admin/rights")
    assert {row[0] for row in table(page)} >= {"caseworker", "auditor"}
    opens = {row[0]: row[2] for row in table(page, 1)}
    assert "经办工作台（" in opens["经办人"]
    assert opens["统计人员"] == "只有公开页面和自己的账号"
    assert opens["审计人员"].startswith("系统管理（")
    assert all(row[1] == ("2" if row[0] == "用人单位" else "1") for row in table(page, 1))


def test_another_role_ends_the_session_and_opens_other_pages(sign_in, world):
    clerk = sign_in("caseworker")
    answer = change(sign_in("security_admin"), world, "caseworker")
    assert answer.status_code == 303
    assert role_of(world, "caseworker") is Role.REVIEWER
    assert clerk.get("/casework/").status_code == 302


def test_a_role_needs_a_reason_and_a_scope_that_fits(sign_in, world):
    client = sign_in("security_admin")
    assert errors(change(client, world, "head", reason="")) == ["请选择原因"]
    assert errors(change(client, world, "head", role="employer")) == ["请填写单位的统一社会信用代码"]
    assert errors(change(client, world, "head", role="king")) == ["角色请从列出的选项中选择"]
    assert role_of(world, "head") is Role.HEAD
    assert change(client, world, "head", role="employer", uscc=USCC).status_code == 303
    fresh()
    assert db.session.get(User, world.users["head"]).scope_id == world.employer


def test_no_change_and_the_own_role_are_refused(sign_in, world):
    client = sign_in("security_admin")
    answer = change(client, world, "head", role="head")
    assert (answer.status_code, errors(answer)) == (409, ["这个账号已经是这个角色和范围，没有可改的。"])
    assert change(client, world, "security_admin").status_code == 409
    assert role_of(world, "security_admin") is Role.SECURITY_ADMIN


def test_the_last_system_administrator_keeps_the_role(sign_in, world):
    answer = change(sign_in("security_admin"), world, "system_admin")
    assert (answer.status_code, errors(answer)[0][:7]) == (409, "这是最后一个在")
    assert role_of(world, "system_admin") is Role.SYSTEM_ADMIN


def test_an_auditor_is_reset_here_and_others_are_not(sign_in, world):
    client = sign_in("security_admin")
    assert buttons(client.get(account_path(world, "auditor"))) == ["重置密码"]
    assert buttons(client.get(account_path(world, "head"))) == []
    assert post(client, account_path(world, "auditor", "password")).status_code == 200


def test_who_has_long_not_come_is_listed_until_they_do(sign_in, world):
    with time_machine.travel(clock.now().replace(year=clock.now().year - 1), tick=True):
        sign_in("head")
    sign_in("caseworker")
    page = sign_in("security_admin").get("/admin/rights?show=stale")
    listed = {row[0] for row in table(page)}
    assert {"head", "auditor"} <= listed
    assert not {"caseworker", "security_admin"} & listed
    assert "90 天以上没有登录" in page.text


def test_a_view_that_does_not_exist_shows_everybody(sign_in, world):
    assert sign_in("security_admin").get("/admin/rights?show=nothing").status_code == 200


def test_the_first_page_says_what_to_review(sign_in, world):
    page = sign_in("security_admin").get("/admin/")
    assert "先复核这些账号" in page.text
    assert sign_in("security_admin").get("/admin/accounts").status_code == 403
