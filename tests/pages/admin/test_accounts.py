"""The system administrator's pages: find, add, disable, reset, unlock."""

import pytest

from jobmatch.accounts.queries import find_user
from jobmatch.accounts.tables import Role
from jobmatch.accounts.villages import list_my_villages
from tests.pages.admin.places import account_path, buttons, table
from tests.pages.asking import errors, fresh, post
from tests.world import PASSWORD, USCC

NEW = {"name": "新同事", "login": "colleague", "role": "caseworker", "uscc": ""}


def passwords_on(page):
    """The one-time passwords that a page shows."""
    return [one.text_content() for one in page.tree.xpath("//*[@class='app-once__text']")]


def add(client, **changes):
    return post(client, "/admin/accounts/new", {**NEW, **changes}, seen="/admin/accounts/new")


def test_everybody_is_listed_and_found_by_part_of_a_name(sign_in, world):
    client = sign_in("system_admin")
    assert {row[0] for row in table(client.get("/admin/accounts"))} >= {"caseworker", "auditor", "employer"}
    assert [row[0] for row in table(client.get("/admin/accounts?q=STATIS"))] == ["statistician"]
    assert [row[0] for row in table(client.get("/admin/accounts?role=head"))] == ["head"]
    assert "没有这样的账号" in client.get("/admin/accounts?state=disabled").text


def test_a_filter_that_makes_no_sense_is_named(sign_in, world):
    page = sign_in("system_admin").get("/admin/accounts?role=king")
    assert page.status_code == 200
    assert errors(page) == ["角色请从列出的选项中选择"]


def test_a_new_account_has_a_password_that_is_shown_once_and_works(app, sign_in, world):
    client = sign_in("system_admin")
    answer = add(client)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    (password,) = passwords_on(answer)
    fresh()
    user = find_user("colleague")
    assert (user.role, user.scope_id, user.must_change_password) == (Role.CASEWORKER, None, True)
    assert password not in client.get(f"/admin/accounts/{user.id}").text
    newcomer = app.test_client()
    page = newcomer.get("/sign-in")
    there = newcomer.post("/sign-in", data={"login": "colleague", "password": password, "csrf_token": page.csrf})
    assert there.status_code == 303


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"login": "head"}, "这个登录名已经有人使用，请换一个。"),
        ({"login": "two words"}, "账号名里不要有空格"),
        ({"login": "13800000000"}, "不要用身份证号、手机号做账号名，请换一个"),
        ({"login": "11010519491231002X"}, "不要用身份证号、手机号做账号名，请换一个"),
        ({"login": ""}, "请填写账号名"),
        ({"name": "名" * 61}, "姓名不能超过 60 个字"),
        ({"role": ""}, "请选择角色"),
        ({"role": "auditor"}, "角色请从列出的选项中选择"),
        ({"role": "security_admin"}, "角色请从列出的选项中选择"),
        ({"role": "employer"}, "请填写单位的统一社会信用代码"),
        ({"role": "employer", "uscc": "91350100M000100Y44"}, "没有登记过这个信用代码的单位，请核对后再填"),
        ({"villages": "示例村"}, "只有专职委员按村管。请清空，或把角色改成专职委员"),
        ({"role": "village_officer", "villages": "示例村、没有"}, "没有登记过“没有”这个村（社区），请核对后再填"),
        ({"uscc": USCC}, "这个角色管全区，不用填单位代码。请清空，或把角色改成用人单位"),
    ],
)
def test_what_is_wrong_stands_in_the_summary_and_nothing_is_lost(sign_in, world, changes, sentence):
    answer = add(sign_in("system_admin"), **changes)
    assert answer.status_code == 422
    assert errors(answer) == [sentence]
    typed = {**NEW, **changes}
    assert answer.tree.xpath("//input[@id='name']/@value") == [typed["name"]]


def test_an_officer_s_account_has_its_villages_and_keeps_them_when_the_form_is_opened(sign_in, world):
    client = sign_in("system_admin")
    assert add(client, role="village_officer", villages="隔壁村、示例村").status_code == 201
    fresh()
    user = find_user("colleague")
    assert user.scope_id == world.next_village
    assert [one.id for one in list_my_villages(user)] == [world.next_village, world.village]
    assert "隔壁村、示例村" in client.get(f"/admin/accounts/{user.id}").text
    role_page = sign_in("security_admin").get(f"/admin/accounts/{user.id}/role")
    assert role_page.tree.xpath("//input[@id='villages']/@value") == ["示例街道隔壁村、示例街道示例村"]


def test_an_employer_s_account_belongs_to_the_employer(sign_in, world):
    assert add(sign_in("system_admin"), role="employer", uscc=USCC.lower()).status_code == 201
    fresh()
    assert find_user("colleague").scope_id == world.employer


def test_closing_and_opening_an_account(sign_in, world):
    client, clerk = sign_in("system_admin"), sign_in("caseworker")
    page = client.get(account_path(world, "caseworker"))
    assert buttons(page) == ["解锁", "重置密码", "停用账号"]
    assert post(client, account_path(world, "caseworker", "disable")).status_code == 303
    assert clerk.get("/casework/").status_code == 302
    page = client.get(account_path(world, "caseworker"))
    assert "已停用" in page.text
    assert "恢复使用" in buttons(page)
    assert post(client, account_path(world, "caseworker", "enable")).status_code == 303
    assert "在用" in client.get(account_path(world, "caseworker")).text


def test_a_reset_password_is_on_the_page_that_answers_only(sign_in, world):
    client = sign_in("system_admin")
    answer = post(client, account_path(world, "head", "password"))
    assert answer.status_code == 200
    (password,) = passwords_on(answer)
    assert password != PASSWORD
    assert passwords_on(client.get(account_path(world, "head"))) == []


def test_unlocking_forgets_failed_sign_ins(app, sign_in, world):
    stranger = app.test_client()
    for _ in range(5):
        post(stranger, "/sign-in", {"login": "head", "password": "wrong"}, seen="/sign-in")
    assert post(stranger, "/sign-in", {"login": "head", "password": PASSWORD}, seen="/sign-in").status_code == 429
    client = sign_in("system_admin")
    assert post(client, account_path(world, "head", "unlock")).status_code == 303
    assert "清掉了 5 次输错的记录" in client.get(account_path(world, "head")).text
    assert post(stranger, "/sign-in", {"login": "head", "password": PASSWORD}, seen="/sign-in").status_code == 303


@pytest.mark.parametrize("act", ["disable", "password", "second-factor"])
def test_the_own_account_is_somebody_else_s_to_manage(sign_in, world, act):
    client = sign_in("system_admin")
    answer = post(client, account_path(world, "system_admin", act))
    assert answer.status_code == 409
    assert "自己的账号不能自己管理" in answer.text
    assert passwords_on(answer) == []
    assert buttons(client.get(account_path(world, "system_admin"))) == []


def test_who_watches_is_not_reset_by_the_system(sign_in, world):
    client = sign_in("system_admin")
    assert "重置密码" not in buttons(client.get(account_path(world, "auditor")))
    answer = post(client, account_path(world, "auditor", "password"))
    assert answer.status_code == 409
    assert passwords_on(answer) == []


@pytest.mark.parametrize("act", ["disable", "enable", "unlock", "password", "second-factor"])
def test_what_is_nobody_s_account_is_not_found(sign_in, world, act):
    nobody = "00000000-0000-4000-8000-000000000000"
    assert post(sign_in("system_admin"), f"/admin/accounts/{nobody}/{act}").status_code == 404


def test_nothing_about_a_seeker_is_on_an_administrator_s_page(sign_in, whole_world):
    client = sign_in("system_admin")
    for path in ("/admin/", "/admin/accounts", "/admin/parameters", account_path(whole_world, "caseworker")):
        assert "陈示例" not in client.get(path).text
    for path in ("/casework/", f"/casework/seekers/{whole_world.seeker}", "/admin/audit", "/admin/rights"):
        assert client.get(path).status_code == 403
