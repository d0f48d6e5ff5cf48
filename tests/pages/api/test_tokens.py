"""Who may call what: bearer tokens only, roles, one employer's referrals, one fair's device."""

import uuid

from jobmatch.accounts.service import add_user, make_token
from jobmatch.accounts.tables import ApiToken, District, Role
from jobmatch.fairs.devices import revoke_device
from jobmatch.fairs.tables import Device
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.web.access import DESK, DEVICE, ENDPOINTS, TOKEN
from tests.pages.api.conftest import Caller, assert_problem

SOME = uuid.uuid4()
STAFF_ADDRESSES = ["/seekers", "/positions", "/referrals", f"/referrals/{SOME}", f"/people/{SOME}/months"]


def test_without_a_token_nobody_enters(nobody):
    for address in STAFF_ADDRESSES:
        refused = nobody.get(address)
        assert_problem(refused, 401)
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")


def test_what_is_no_good_token_is_refused(nobody):
    for header in ["Bearer", "Bearer ", "Basic YTpi", "Bearer made-up", "made-up"]:
        assert_problem(nobody.get("/seekers", headers={"Authorization": header}), 401)


def test_a_cookie_opens_nothing(sign_in):
    signed_in = sign_in("caseworker")
    assert signed_in.get("/casework/").status_code == 200
    assert signed_in.get("/api/v1/seekers").status_code == 401
    assert signed_in.post("/api/v1/referrals", json={}).status_code == 401


def test_a_post_needs_no_form_token(desk, world):
    assert desk.post("/referrals", {"seeker": world.seeker, "position": world.position}).status_code == 201


def test_every_role_but_the_desk_is_refused(as_role):
    for role in set(Role) - DESK:
        assert_problem(as_role(role).get("/seekers"), 403)
    for role in DESK:
        assert as_role(role).get("/seekers").status_code == 200


def test_a_token_works_before_the_first_sign_in(app, world):
    account = add_user(MACHINE, world.district, Role.CASEWORKER, "新同事", "newcomer", None)
    assert account.user.must_change_password
    assert Caller(app, make_token(MACHINE, account.user)).get("/seekers").status_code == 200


def test_a_revoked_token_is_worth_nothing(desk):
    with act(by=MACHINE, action="test.revoked"):
        db.session.query(ApiToken).update({"revoked_at": db.func.now()})
    assert_problem(desk.get("/seekers"), 401)


def test_an_employer_answers_its_own_referrals_only(as_role, refer):
    referral = refer()
    answer = {"answer": "interview"}
    assert_problem(as_role("other_employer").post(f"/referrals/{referral}/answer", answer), 404)
    assert as_role("employer").post(f"/referrals/{referral}/answer", answer).json["state"] == "interview"
    assert_problem(as_role("employer").get(f"/referrals/{referral}"), 403)
    assert_problem(as_role("employer").post(f"/referrals/{referral}/withdraw", {"reason": "mistake"}), 403)


def test_another_district_is_as_unknown_as_nothing(app, desk, world, refer):
    referral = refer()
    with act(by=MACHINE, action="test.district_added"):
        other = District(code="990000", name="别的区", name_en="Elsewhere")
        db.session.add(other)
    account = add_user(MACHINE, other.id, Role.CASEWORKER, "外区", "stranger", None)
    stranger = Caller(app, make_token(MACHINE, account.user))
    for address in (f"/referrals/{referral}", f"/people/{world.seeker}/months"):
        assert_problem(stranger.get(address), 404)
        assert desk.get(address).status_code == 200
    assert_problem(stranger.get("/suggestions", seeker=world.seeker), 404)
    assert_problem(stranger.post("/hires", {"referral": referral}), 404)
    assert_problem(stranger.post("/hires", {"seeker": world.seeker, "position": world.position}), 404)
    assert_problem(stranger.post("/referrals", {"seeker": world.seeker, "position": world.position}), 404)
    assert stranger.get("/seekers").json == {"items": [], "total": 0}


def test_a_device_registers_and_does_nothing_else(kiosk, world):
    assert_problem(kiosk.get("/seekers"), 401)
    assert_problem(kiosk.post("/referrals", {"seeker": world.seeker, "position": world.position}), 401)


def test_a_revoked_device_registers_nobody(kiosk, world):
    revoke_device(MACHINE, db.session.query(Device).one())
    refused = kiosk.post(f"/fairs/{world.fair}/registrations", {"name": "陈"}, {"Idempotency-Key": str(uuid.uuid4())})
    assert_problem(refused, 401)


def test_every_operation_has_its_line(app):
    ours = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")}
    assert {endpoint for endpoint in ours if not ENDPOINTS[endpoint] & TOKEN} == {"api.jobs", "api.fairs"}
    assert all((set(Role) | DEVICE) & ENDPOINTS[endpoint] for endpoint in ours if ENDPOINTS[endpoint] & TOKEN)
    alone = {endpoint for endpoint in ours if ENDPOINTS[endpoint] >= DEVICE and not set(Role) & ENDPOINTS[endpoint]}
    assert alone == {"api.device", "api.numbers", "api.offers"}
