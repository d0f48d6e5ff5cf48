"""Whoever opens a page about somebody leaves a trace: a view that the person can read, or an audit row."""

from sqlalchemy import select

from jobmatch.people.tables import PersonView
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.pages.asking import fresh


def views(person_id):
    fresh()
    return list(db.session.scalars(select(PersonView.what).where(PersonView.person_id == person_id)))


def test_the_form_of_a_hire_names_the_person(whole_world, sign_in):
    sign_in("caseworker").get(f"/casework/referrals/{whole_world.referral}/hire")
    assert views(whole_world.seeker) == ["hire"]


def test_a_submission_is_nobody_yet_but_is_read(whole_world, sign_in):
    sign_in("head").get(f"/casework/submissions/{whole_world.submission}")
    fresh()
    query = select(AuditEntry.user_id, AuditEntry.subject_id).where(AuditEntry.action == "submission.read")
    assert [tuple(row) for row in db.session.execute(query)] == [(whole_world.users["head"], whole_world.submission)]
