"""Canaries in every field of a person; every page, form and API answer is opened as everybody, and what shows of them
is compared with the disclosure table. What a visitor is not shown, no text, header or error tells them.
"""

import pytest

from jobmatch import clock
from jobmatch.accounts.tables import Role
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.service import Terms
from jobmatch.people.disclosure import NEVER_TOGETHER, TABLE, Field, Form, Viewer, viewer_of
from jobmatch.people.tables import Purpose
from jobmatch.referrals import service
from jobmatch.referrals.queries import find_referral
from jobmatch.web import access
from tests.canaries import NAME, PHONE, plant, seen_in, too_much
from tests.crawl import ENDS_THE_SESSION, Session, crawl, everything, own_keys, path_of, routes
from tests.pages.api.conftest import as_role, kiosk  # noqa: F401  # the callers of the API
from tests.pages.asking import agree

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

LAST = {*ENDS_THE_SESSION, "casework.withdraw", "casework.consent_withdrawn", "portal.answer"}
"""They end what the others need to see."""
SEEING = {Viewer.PUBLIC, Viewer.DESK, Viewer.EMPLOYER_BEFORE, Viewer.EMPLOYER_AFTER}
SEEN_BY_THE_DESK = {
    (Field.NAME, Form.FULL),
    (Field.CITIZEN_NUMBER, Form.ON_REQUEST),
    (Field.NEEDS, Form.FULL),
    (Field.NEEDS, Form.TICKED),
    (Field.FUNCTIONS, Form.FULL),
    (Field.WISHES, Form.FULL),
    (Field.PHONE, Form.FULL),
    (Field.WAGE, Form.FULL),
    (Field.KIND_AND_GRADE, Form.FULL),
    (Field.BIRTH, Form.FULL),
}


@pytest.fixture
def canaries(two_districts):
    plant(two_districts)
    return two_districts


def shown_to(app, client, keys, viewer, role=None):
    """Crawl as somebody; what shows, and what of it the table does not allow.

    Who sees anything of anybody looks in both languages; in the second not again at how everything else is refused.
    """
    shown, faults = set(), {}
    closed = {rule.endpoint for rule in app.url_map.iter_rules() if not is_open_to(role, rule.endpoint)}
    for language, skip in ("zh_Hans_CN", LAST), ("en", LAST | closed):
        if language == "en" and viewer not in SEEING:
            continue
        client.get(f"/?lang={language}")
        for endpoint, method, text in crawl(app, Session(client), keys, skip=skip):
            seen = seen_in(text, endpoint)
            shown |= seen
            if fault := [*too_much(seen, TABLE[viewer]), *side_by_side(seen)]:
                faults[f"{method} {endpoint}"] = fault
    return shown, faults


def is_open_to(role, endpoint):
    return bool((access.who_may(endpoint) or set()) & {*access.ANYONE, role})


def side_by_side(seen):
    """The pairs that must not stand on one page."""
    fields = {field for field, _form in seen}
    return [f"together: {sorted(pair)}" for pair in NEVER_TOGETHER if pair <= fields]


@pytest.mark.parametrize("role", [None, *Role])
def test_pages_show_each_role_what_the_table_says(app, canaries, client, sign_in, role):
    visitor = sign_in(role.value) if role else client
    viewer = Viewer.EMPLOYER_BEFORE if role is Role.EMPLOYER else viewer_of(role)
    shown, faults = shown_to(app, visitor, own_keys(canaries), viewer, role)
    assert faults == {}
    if viewer is Viewer.DESK:
        assert shown - {(Field.PHONE, Form.ON_REQUEST)} == SEEN_BY_THE_DESK  # the last four are part of it


def employer_in(stage, world):
    """Bring the referral to a stage; returns as whom its employer then looks."""
    referral = find_referral(world.district, world.referral)
    if stage == "named":
        agree(world, Purpose.DISCLOSE, world.position)
        return Viewer.EMPLOYER_AFTER
    if stage == "hired":
        terms = Terms(clock.today().replace(day=1), ContractKind.FLEXIBLE, None, 260000)
        service.record_hire(world.actor(), referral, terms)
        return Viewer.EMPLOYER_HIRED
    service.withdraw(world.actor(), referral, "not_wanted", "金丝雀自述")
    return Viewer.EMPLOYER_NO_CONSENT


@pytest.mark.parametrize("stage", ["named", "hired", "over"])
def test_pages_show_an_employer_what_the_stage_allows(app, canaries, sign_in, stage):
    viewer = employer_in(stage, canaries)
    shown, faults = shown_to(app, sign_in("employer"), own_keys(canaries), viewer, Role.EMPLOYER)
    assert faults == {}
    assert ((Field.NAME, Form.FULL) in shown) == (stage != "over")


def test_pages_show_another_employer_nothing(app, canaries, sign_in):
    agree(canaries, Purpose.DISCLOSE, canaries.position)
    _shown, faults = shown_to(app, sign_in("other_employer"), own_keys(canaries), Viewer.PUBLIC, Role.EMPLOYER)
    assert faults == {}


def answers(app, caller, keys):
    """Every answer of the API to a caller, also to bodies that make no sense and to an id in the query."""
    for endpoint, method, rule in sorted(routes(app), key=lambda one: one[1]):  # what is read before what changes
        if not endpoint.startswith("api."):
            continue
        path = path_of(app, rule, keys, method).removeprefix("/api/v1")
        if method == "GET":
            yield endpoint, caller.get(path)
            yield endpoint, caller.get(path, seeker=keys["seeker_id"])
            yield endpoint, caller.get(path, sort="kind", kind="1")
        else:
            pair = {"seeker": keys["seeker_id"], "position": keys["position_id"]}
            yield endpoint, caller.post(path, pair, {"Idempotency-Key": keys["fair_id"]})
            yield endpoint, caller.post(path, {"name": NAME[:1], "certificate_number": "1"})


@pytest.mark.parametrize("role", list(Role))
def test_the_api_shows_each_token_what_the_table_says(app, canaries, as_role, role):  # noqa: F811
    caller, row = as_role(role.value), TABLE[viewer_of(role, by_program=True)]
    shown, faults = set(), {}
    for endpoint, answer in answers(app, caller, own_keys(canaries)):
        seen = seen_in(everything(answer), endpoint)
        shown |= seen
        if fault := too_much(seen, row):
            faults[endpoint] = fault
    assert faults == {}
    assert ((Field.NAME, Form.INITIAL) in shown) == (role in access.DESK)


def test_the_api_shows_a_device_nothing_of_anybody(app, canaries, kiosk):  # noqa: F811
    for endpoint, answer in answers(app, kiosk, own_keys(canaries)):
        assert too_much(seen_in(everything(answer), endpoint), TABLE[Viewer.KIOSK]) == []


def test_a_table_that_allows_too_much_is_seen(app, canaries, sign_in, monkeypatch):
    before = dict(TABLE[Viewer.EMPLOYER_BEFORE])
    monkeypatch.setitem(TABLE, Viewer.EMPLOYER_BEFORE, {**before, Field.NAME: Form.FULL, Field.NEEDS: Form.FULL})
    client, found = sign_in("employer"), set()
    for endpoint, _method, text in crawl(app, Session(client), own_keys(canaries), skip=LAST):
        found.update(too_much(seen_in(text, endpoint), before))
    assert found == {"name: full", "needs: full"}


@pytest.mark.parametrize("where", ["header", "error", "beside"])
def test_a_planted_leak_is_seen(app, canaries, client, monkeypatch, where):
    planted = {
        "header": ("", 200, {"ETag": f'"{PHONE}"'}),
        "error": (f"{PHONE} is no number", 422, {"Content-Type": "text/plain"}),
        "beside": ("002X, 39 岁", 200, {"Content-Type": "text/plain"}),
    }[where]
    monkeypatch.setitem(access.ENDPOINTS, "planted", access.ANYONE)
    app.add_url_rule("/planted", "planted", lambda: planted)
    _shown, faults = shown_to(app, client, own_keys(canaries), Viewer.DESK if where == "beside" else Viewer.PUBLIC)
    assert list(faults) == ["GET planted"]
    assert any(one.startswith("together" if where == "beside" else "phone") for one in faults["GET planted"])
