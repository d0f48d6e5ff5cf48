"""The person's copy of everything: by a press with a reason, as a page or a file, without anybody else's name."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from jobmatch.data_care.correcting import Facts, correct
from jobmatch.data_care.holdings import HELD
from jobmatch.data_care.tables import CorrectionReason
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.service import Place, Terms, open_spell
from jobmatch.people.service import record_view
from jobmatch.people.tables import Person, PersonView, Purpose
from jobmatch.referrals import service as referrals
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.service import record_identity_seen
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.neighbours import neighbour
from tests.pages.asking import agree, errors, fresh, post
from tests.pages.casework.care.making import add_double, live_in_a_village, merge_now
from tests.world import CITIZEN_NUMBER

FILE = {"reason": "person", "shape": "file"}
PAGE = {"reason": "guardian", "shape": "page"}


def take_out(client, world, data):
    path = f"/casework/people/{world.seeker}/export"
    return post(client, path, data, seen=path)


@pytest.fixture
def full_life(whole_world):
    """A seeker of whom every kind of thing is held."""
    world = whole_world
    agree(world)
    agree(world, Purpose.DISCLOSE, world.position)
    record_identity_seen(world.actor(), find_submission(world.district, world.submission), world.seeker)
    referrals.withdraw(world.actor(), db.session.get(referrals.Referral, world.referral), "mistake", "改天再说")
    terms = Terms(date(2026, 9, 1), ContractKind.FLEXIBLE, wage_fen=300000)
    open_spell(world.actor(), world.district, world.seeker, Place(world.employer), terms)
    live_in_a_village(world)
    other = add_double(world, "陈另名")
    agree(world, person_id=other)
    merge_now(world, world.seeker, other)
    record_view(world.actor("head"), world.seeker, "months")
    fresh()
    person = db.session.get(Person, world.seeker)
    facts = Facts("陈示例", phone="13700000000", town_id=world.town)
    correct(world.actor(), person.id, person.version, facts, CorrectionReason.CHANGED)
    return world


def test_the_file_holds_everything_and_is_an_attachment_that_nobody_stores(full_life, sign_in):
    answer = take_out(sign_in("caseworker"), full_life, FILE)
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    sections = json.loads(answer.text)["sections"]
    assert set(sections) == set(HELD)
    nothing = {table for table, rows in sections.items() if not rows}
    apart = {"kiosk_visits", "kiosk_visit_ends", "data_requests", "erasures", "retention_warnings"}
    assert nothing <= {
        "certificates",
        "certificate_events",
        "certificate_components",
        "military_certificates",
        "special_supports",
        "placements",
        "attendances",
        "attendance_corrections",
        "fair_results",
        "person_relations",
        "tasks",
        "not_same_people",
        "month_claims",
        "month_contests",
        "declared_persons",
        "filed_workers",
        "contest_answers",
        *apart,
    }
    assert CITIZEN_NUMBER in {one["citizen_number"] for one in sections["people"]}
    assert sections["submissions"][0]["answers"]["name"] == "李新来"
    assert "改天再说" in {one["note"] for one in sections["referral_steps"]}
    assert sections["person_months"][0]["employer"] == "示例食品厂"


def test_nobody_elses_name_is_in_it(full_life, sign_in):
    neighbour(full_life)
    add_double(full_life, "王别人")
    for data in (FILE, PAGE):
        answer = take_out(sign_in("head"), full_life, data)
        held = answer.text if data is FILE else answer.tree.xpath("string(//main)")
        assert [name for name in ("账号", "王别人", "邻区人", "邻区来人") if name in held] == []


def test_the_page_says_it_in_words(full_life, sign_in):
    page = take_out(sign_in("caseworker"), full_life, PAGE)
    text = page.tree.xpath("string(//main)")
    said = (
        CITIZEN_NUMBER,
        "13800000000",
        "示例食品厂",
        "2026年9月",
        "3,000 元",
        "夜班",
        "经办人",
        "改天再说",
        "陈另名",
    )
    assert [word for word in said if word not in text] == []
    assert "None" not in text
    assert not [key for key in ("seated_work", "night_shift", "recommend", "worked") if key in text]


def test_a_copy_needs_a_reason_and_leaves_a_trace(world, sign_in):
    client = sign_in("caseworker")
    refused = take_out(client, world, {"shape": "file"})
    assert (refused.status_code, errors(refused)) == (422, ["请选择谁要求的"])
    assert CITIZEN_NUMBER not in client.get(f"/casework/people/{world.seeker}/export").text
    take_out(client, world, FILE)
    fresh()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "person.exported")).one()
    assert (entry.subject_id, entry.details["reason"]) == (world.seeker, "person")
    assert db.session.scalars(select(PersonView.what).where(PersonView.person_id == world.seeker)).all()[-1:] == [
        "export"
    ]


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "employer", "auditor"])
def test_nobody_else_takes_it_out(world, sign_in, role):
    path = f"/casework/people/{world.seeker}/export"
    client = sign_in(role)
    assert client.get(path).status_code == 403
    assert post(client, path, FILE).status_code == 403


def test_in_english_too(full_life, sign_in):
    client = sign_in("caseworker")
    client.get("/?lang=en")
    page = take_out(client, full_life, PAGE)
    assert page.heading.startswith("All data held about")
    assert "Caseworker" in page.text
