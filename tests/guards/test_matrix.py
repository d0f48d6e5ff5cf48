"""The matrix: every route × every role × one's own thing, another's, none. ``tests/cases/routes.yaml`` has its lines.

Another district's or another employer's thing is answered like one that does not exist, and kept in the audit trail;
a role without the right is refused before anything is looked up.
"""

import uuid
from pathlib import Path

import pytest
import yaml
from lxml.etree import tostring
from sqlalchemy import select

from jobmatch.accounts.tables import Role
from jobmatch.doors.casework import scope
from jobmatch.finding.service import look_for
from jobmatch.referrals.tables import Referral
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db, new_id
from jobmatch.web import access
from tests.crawl import ENDS_THE_SESSION, Session, nobodys_keys, own_keys, path_of, routes
from tests.neighbours import add_session
from tests.pages.api.conftest import as_role, nobody  # noqa: F401  # the callers of the API
from tests.pages.asking import fresh

LINES = {
    endpoint: line if isinstance(line, list) else [line]
    for endpoint, line in yaml.safe_load((Path(__file__).parents[1] / "cases" / "routes.yaml").read_text()).items()
}
EVERYBODY = {None, *(role.value for role in Role)}
WHO = {
    "anyone": EVERYBODY,
    "signed_in": EVERYBODY - {None},
    "desk": {"caseworker", "head"},
    "heads": {"head"},
    "review": {"reviewer", "head"},
    "portal": {"employer"},
    "village": {"village_officer"},
    "workshop": {"workshop_supervisor"},
    "desk_or_portal": {"caseworker", "head", "employer"},
    "admins": {"system_admin", "security_admin", "auditor"},
    "system": {"system_admin"},
    "security": {"security_admin"},
    "system_or_security": {"system_admin", "security_admin"},
    "auditors": {"auditor"},
    "device": set(),
    "reads_parameters": {"system_admin", "security_admin", "auditor", "head", "reviewer"},
}
CHANGES_OTHERS = {"casework.storing_stopped"}  # asked last: what it ends, other lines speak of
MAY_SOMETHING = ["caseworker", "reviewer", "head", "employer", "village_officer", "workshop_supervisor"]
ELSEWHERE = "邻区"


def others_keys(world, role):
    """Things that are somebody else's: another employer's or village's for theirs, another district's for all."""
    elsewhere = [world.neighbours]
    if role == "employer":
        others = {
            "referral_id": world.other_referral,
            "position_id": world.other_position,
            "draft_id": world.other_draft,
            **world.other_months,
        }
        return [{**world.neighbours, **others}, *elsewhere]
    if role == "village_officer":
        next_door = {"village_id": world.next_village, "person_id": world.next_villager, "entry_id": world.next_entry}
        return [{**world.neighbours, **next_door}, *elsewhere]
    return elsewhere


def calls(app, api):
    """Every (endpoint, method, rule, line) of these doors; what ends a session comes last."""
    found = [one for one in routes(app) if one[0].startswith("api") == api]
    for endpoint, method, rule in sorted(found, key=lambda one: (one[0] in ENDS_THE_SESSION, one[0] in CHANGES_OTHERS)):
        for line in LINES.get(endpoint, []):
            yield endpoint, method, rule, line


def filled(given, keys):
    return {name: keys.get(value, value) for name, value in (given or {}).items()}


def objects(rule, line):
    """The names of the things that a call is about, in its address and in what goes with it."""
    given = {**line.get("form", {}), **line.get("json", {}), **line.get("query", {})}
    arguments = {name for name in rule.arguments if name.endswith("_id")}
    return sorted(arguments | {value for value in given.values() if str(value).endswith("_id")})


def told(answer):
    """The status and what can be read of an answer, without keys and tokens."""
    if answer.mimetype != "text/html":
        return answer.status_code, answer.text
    return answer.status_code, tostring(answer.tree.xpath("//main | //body[not(.//main)]")[0]).decode()


class Visitor:
    """Somebody of a role, at the pages and at the API; ``call`` returns the answer of one line about some keys."""

    def __init__(self, app, role, begin, caller):
        self.app, self.role, self.begin, self.caller = app, role, begin, caller
        self.session = begin()

    def call(self, method, rule, line, keys):
        path = path_of(self.app, rule, keys, method)
        if not rule.endpoint.startswith("api."):
            if rule.endpoint in ENDS_THE_SESSION:
                self.session = self.begin()
            return self.session.call(method, path, filled(line.get("form"), keys))
        path = path.removeprefix("/api/v1")
        if method == "GET":
            return self.caller.get(path, **filled(line.get("query"), keys))
        return self.caller.post(path, filled(line.get("json"), keys), {"Idempotency-Key": str(uuid.uuid4())})

    def refusal(self, endpoint):
        """How somebody without the right is answered."""
        if endpoint.startswith("api."):
            return 401 if self.role is None else 403
        return 302 if self.role is None else 403


@pytest.fixture
def visit(app, two_districts, sign_in, client, as_role, nobody):  # noqa: F811
    def enter(role):
        begin = (lambda: Session(sign_in(role))) if role else (lambda: Session(client))
        with act(by=MACHINE, action="test"):
            two_districts.session = add_session(two_districts.users[role or "caseworker"])
            two_districts.search = look_for(two_districts.actor(role or "caseworker"), "陈").id
        return Visitor(app, role, begin, as_role(role) if role else nobody)

    return enter


def misses():
    fresh()
    query = select(AuditEntry.user_id).where(AuditEntry.action == "access.not_found").order_by(AuditEntry.seq)
    return list(db.session.scalars(query))


def faults_of(visitor, world, endpoint, method, rule, line):
    """What is wrong with the answers to one line, as sentences."""
    own, expected = own_keys(world), line[method.lower()]
    if visitor.role not in WHO[line["who"]]:
        tried = [own, *others_keys(world, visitor.role), nobodys_keys(world)]
        found = {visitor.call(method, rule, line, keys).status_code for keys in tried}
        return [f"{found} instead of a refusal"] if found != {visitor.refusal(endpoint)} else []
    faults = []
    for name in objects(rule, line):
        nothing = told(visitor.call(method, rule, line, {**own, name: new_id()}))
        faults += [f"{nothing[0]} for no {name}"] if nothing[0] != 404 else []
        # What anyone may read is nobody's own within the district.
        for other in others_keys(world, None if line["who"] == "anyone" else visitor.role):
            before = len(misses())
            answer = told(visitor.call(method, rule, line, {**own, name: other[name]}))
            faults += [f"{answer[0]} for another's {name}"] if answer != nothing else []
            is_kept = line["who"] == "anyone" or misses()[before:] == [world.users[visitor.role]]
            faults += [] if is_kept else [f"nothing kept of another's {name}"]
    answer = visitor.call(method, rule, line, own)
    if answer.status_code not in (expected if isinstance(expected, list) else [expected]):
        faults.append(f"{answer.status_code} for one's own, not {expected}")
    return [*faults, *(["it tells of the neighbours"] if ELSEWHERE in answer.text else [])]


def all_faults(visitor, world, app, api):
    found = {}
    for endpoint, method, rule, line in calls(app, api):
        if faults := faults_of(visitor, world, endpoint, method, rule, line):
            found[f"{method} {endpoint}"] = faults
    return found


@pytest.mark.parametrize("api", [False, True], ids=["pages", "api"])
@pytest.mark.parametrize("role", MAY_SOMETHING)
def test_who_may_sees_the_own_things_alone(app, two_districts, visit, role, api):
    assert all_faults(visit(role), two_districts, app, api) == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("api", [False, True], ids=["pages", "api"])
@pytest.mark.parametrize("role", [None, *sorted(EVERYBODY - {None, *MAY_SOMETHING})])
def test_who_may_not_is_refused(app, two_districts, visit, role, api):
    assert all_faults(visit(role), two_districts, app, api) == {}


def missing(app):
    """What the map of addresses has and the lines have not, and the other way round."""
    there = {(endpoint, method.lower()) for endpoint, method, _rule in routes(app)}
    lines = {(name, key) for name, some in LINES.items() for one in some for key in ("get", "post") if key in one}
    return sorted(there ^ lines)


def test_every_route_has_a_line_and_every_argument_a_thing(app, two_districts):
    assert missing(app) == []
    arguments = {name for _endpoint, _method, rule in routes(app) for name in rule.arguments}
    assert arguments <= set(own_keys(two_districts)) == set(two_districts.neighbours)


def test_the_lines_and_the_access_table_agree():
    for endpoint, lines in LINES.items():
        who = access.who_may(endpoint) - {"token", "device"}
        for line in lines:
            assert (EVERYBODY if who & access.ANYONE else set(who)) == WHO[line["who"]], endpoint


def test_a_route_without_a_line_is_seen(app, monkeypatch):
    monkeypatch.setitem(access.ENDPOINTS, "planted", access.ANYONE)
    app.add_url_rule("/planted/<id:planted_id>", "planted", lambda planted_id: planted_id, methods=["GET", "POST"])
    assert missing(app) == [("planted", "get"), ("planted", "post")]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_door_that_forgets_its_district_is_seen(app, two_districts, visit, monkeypatch):
    monkeypatch.setattr(scope, "find_referral", lambda _district, key: db.session.get(Referral, key))
    found = all_faults(visit("caseworker"), two_districts, app, api=False)
    assert {"GET casework.referral", "GET casework.hire", "POST casework.withdraw"} <= set(found)
    assert any("another's referral_id" in fault for fault in found["GET casework.referral"])


def test_a_door_that_is_open_to_all_is_seen(app, two_districts, visit, monkeypatch):
    monkeypatch.setitem(access.ENDPOINTS, "casework.views", access.SIGNED_IN)
    assert set(all_faults(visit("system_admin"), two_districts, app, api=False)) == {"GET casework.views"}
