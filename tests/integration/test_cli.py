"""The command line: JSON out, a sentence and exit 2 for bad input."""

import json

import pytest
from click.testing import CliRunner

from jobmatch.accounts.queries import find_token_owner, find_user
from jobmatch.accounts.tables import District, Town, Village
from jobmatch.cli import main
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.integration.workshops.working import add_institution
from tests.pages.asking import agree
from tests.second_factor import code_now, give_an_app
from tests.world import USCC


@pytest.fixture
def run(home):
    def call(*words):
        db.session.rollback()
        return CliRunner().invoke(main, list(words), catch_exceptions=False)

    return call


def test_upgrade_and_check(run, world):
    assert json.loads(run("db", "upgrade", "--json").stdout)["revision"]
    assert json.loads(run("db", "check", "--json").stdout) == {"ok": True, "faults": []}


def test_lists_are_masked(run, world):
    seekers = json.loads(run("seeker", "list", "--json").stdout)
    assert [(one["id"], one["name"]) for one in seekers] == [(world.seeker, "陈**")]
    positions = json.loads(run("position", "list", "--limit", "1", "--json").stdout)
    assert len(positions) == 1
    fairs = json.loads(run("fair", "list", "--json").stdout)
    assert (fairs[0]["id"], fairs[0]["is_practice"]) == (world.fair, True)
    assert "包装工" in run("position", "list").stdout
    assert world.fair in run("fair", "list").stdout


def test_an_account_is_made_once(run, world):
    made = run("user", "add", "--role", "caseworker", "--name", "王", "--login", "wang", "--json")
    answer = json.loads(made.stdout)
    assert set(answer) == {"login", "password_once"}
    assert find_user("wang").must_change_password
    again = run("user", "add", "--role", "caseworker", "--name", "王", "--login", "wang")
    assert again.exit_code == 2
    assert "wang" in again.stderr


@pytest.mark.parametrize(
    ("role", "scope", "kept"),
    [
        ("village_officer", "330213", None),
        ("auditor", "330213", None),
        ("statistician", None, None),
    ],
)
def test_a_scope_that_fits_the_role_is_kept(run, world, role, scope, kept):
    words = ["user", "add", "--role", role, "--name", "王", "--login", "wang", *(["--scope", scope] if scope else [])]
    assert run(*words).exit_code == 0
    db.session.rollback()
    assert find_user("wang").scope_id == kept


@pytest.mark.parametrize("scope", ["workshop:示例工疗车间", "示例工疗车间", "id"])
def test_a_workshop_is_named_by_its_key_or_name(run, world, scope):
    key = add_institution(world).id
    scope = f"workshop:{key}" if scope == "id" else scope
    answer = run("user", "add", "--role", "workshop_supervisor", "--name", "王", "--login", "wang", "--scope", scope)
    assert answer.exit_code == 0, answer.stderr
    db.session.rollback()
    assert find_user("wang").scope_id == key


@pytest.mark.parametrize("scope", ["village:330213001001", "330213001001", "village:示例村", "示例街道示例村", "id"])
def test_a_village_is_named_by_its_key_code_or_name(run, world, scope):
    scope = f"village:{world.village}" if scope == "id" else scope
    answer = run("user", "add", "--role", "village_officer", "--name", "王", "--login", "wang", "--scope", scope)
    assert answer.exit_code == 0, answer.stderr
    db.session.rollback()
    assert find_user("wang").scope_id == world.village


def test_a_name_that_several_villages_have_is_refused(run, world):
    with act(by=MACHINE, action="test"):
        town = Town(district_id=world.district, name="另一镇", name_en="Other Town", lat=0, lon=0)
        db.session.add(town)
        db.session.add(Village(district_id=world.district, town_id=town.id, name="示例村", name_en="Same", code=None))
    add = ("user", "add", "--role", "village_officer", "--name", "王", "--login", "wang", "--scope")
    answer = run(*add, "village:示例村")
    assert (answer.exit_code, "另一镇示例村" in answer.stderr) == (2, True)
    assert run(*add, "另一镇示例村").exit_code == 0


@pytest.mark.parametrize(
    ("role", "scope", "said"),
    [
        ("village_officer", "village:没有的村", "No village has"),
        ("caseworker", "village:1", "is for the whole district"),
        ("system_admin", USCC, "is for the whole district"),
        ("village_officer", "workshop:7", "is a village"),
        ("workshop_supervisor", "village:7", "is a workshop"),
        ("workshop_supervisor", "workshop:没有的车间", "No institution has"),
        ("employer", None, "needs --scope"),
        ("employer", "330213", "No employer has"),
    ],
)
def test_a_scope_that_does_not_fit_the_role_is_refused(run, world, role, scope, said):
    words = ["user", "add", "--role", role, "--name", "王", "--login", "wang", *(["--scope", scope] if scope else [])]
    answer = run(*words)
    assert (answer.exit_code, said in answer.stderr) == (2, True), answer.stderr


def test_a_code_is_printed_in_an_invented_district_only(run, world):
    assert run("user", "code", "auditor").exit_code == 2
    give_an_app(world.users["auditor"])
    assert json.loads(run("user", "code", "auditor", "--json").stdout)["code"] == code_now()
    with act(by=MACHINE, action="test"):
        db.session.get(District, world.district).is_invented = False
    refused = run("user", "code", "auditor")
    assert (refused.exit_code, "invented district only" in refused.stderr, refused.stdout) == (2, True, "")


def test_an_employers_account_needs_its_employer(run, world):
    add = ("user", "add", "--role", "employer", "--name", "厂", "--login", "factory")
    assert run(*add).exit_code == 2
    assert run(*add, "--scope", "91330213MA0000000X").exit_code == 2
    assert run(*add, "--scope", USCC, "--json").exit_code == 0
    db.session.rollback()
    assert find_user("factory").scope_id == world.employer


@pytest.mark.parametrize(
    "words",
    [
        ("user", "add", "--role", "king", "--name", "x", "--login", "x"),
        ("user", "add", "--role", "head", "--name", " ", "--login", "x"),
        ("user", "add", "--role", "head", "--name", "x", "--login", "x", "--scope", "nowhere"),
        ("user", "token", "nobody"),
        ("match", "suggest", "--seeker", "nobody"),
        ("match", "suggest"),
        ("seeker", "list", "--limit", "0"),
    ],
)
def test_bad_input_exits_with_2_and_a_sentence(run, world, words):
    answer = run(*words)
    assert answer.exit_code == 2
    assert answer.stderr.strip()
    assert "Traceback" not in answer.output


def test_a_token_is_made_before_any_sign_in(run, world):
    run("user", "add", "--role", "caseworker", "--name", "王", "--login", "wang")
    token = json.loads(run("user", "token", "wang", "--json").stdout)["token"]
    db.session.rollback()
    assert find_token_owner(token).login == "wang"


def test_suggestions_add_up(run, world):
    answer = json.loads(run("match", "suggest", "--seeker", world.seeker, "--json").stdout)
    for one in answer["suggestions"]:
        assert abs(sum(part["points"] for part in one["parts"]) - one["score"]) <= 1e-9
    way_back = ("match", "suggest", "--position", world.position, "--json")
    unasked = json.loads(run(*way_back).stdout)
    assert unasked["suggestions"] == []
    assert world.seeker in {one["seeker"] for one in unasked["excluded"]}
    agree(world)
    other_way = json.loads(run(*way_back).stdout)
    assert other_way["suggestions"][0]["seeker"] == world.seeker


def test_without_tables_or_district_the_next_step_is_named(home, database, make_database, monkeypatch):
    monkeypatch.setenv("JOBMATCH_DATABASE_URL", make_database(database.kind, None).url)
    before = CliRunner().invoke(main, ["seeker", "list"])
    assert (before.exit_code, "jobmatch db upgrade" in before.stderr) == (2, True)
    CliRunner().invoke(main, ["db", "upgrade"])
    after = CliRunner().invoke(main, ["seeker", "list"])
    assert (after.exit_code, "jobmatch demo load" in after.stderr) == (2, True)
