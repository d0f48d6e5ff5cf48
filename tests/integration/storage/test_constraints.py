"""Every CHECK and every unique rule of every table is broken once, on both databases, and answers with its own name.

The rules come from the tables themselves: one that is new and has no case here fails with a ``KeyError``.
"""

import re
from datetime import timedelta

import pytest
from sqlalchemy import CheckConstraint, Enum, insert, select, text, update

from jobmatch import clock
from jobmatch.accounts.tables import (
    ApiToken,
    District,
    HalfSignIn,
    HandOver,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    TotpFactor,
    User,
    UserSession,
)
from jobmatch.data_care.tables import Correction, DataRequest, Erasure, Merge, MergeContest, RetentionWarning
from jobmatch.employers.tables import Position
from jobmatch.fairs.tables import Device, Fair, KioskVisit, KioskVisitEnd, LimitReached, TicketBlock
from jobmatch.people.service import Given, give_consent
from jobmatch.people.tables import Person, PersonView, Purpose
from jobmatch.seekers.tables import Submission
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import Base, db
from jobmatch.storage.constraints import BrokenRuleError, unique_rules
from jobmatch.storage.idempotency import KeptAnswer
from jobmatch.storage.jobs import Job
from tests.integration.people.importing import add_import
from tests.integration.storage.breaks import BREAKS, BREAKS_UNIQUE, SUCH
from tests.integration.storage.filling import (
    AS_OF,
    add_beside,
    add_claims,
    add_declarations,
    add_drafts,
    add_filed,
    add_job_service,
    add_publications,
    add_score_tables,
    add_villages_at_work,
)
from tests.integration.storage.test_audit import let_rows_be_changed


@pytest.fixture
def full(invented_district):
    """A database with two rows at least in every table that has a rule about two."""
    at = clock.now()
    user, fair = db.session.scalars(select(User)).first(), db.session.scalars(select(Fair)).first()
    with act(by=MACHINE, action="tables.filled"):
        db.session.add(District(code="330299", name="另一区", name_en="Another"))
        past = {"name": "春季招聘会", "name_en": "Spring", "kind": "on_site", "starts_on": AS_OF, "ends_on": AS_OF}
        db.session.add(Fair(district_id=fair.district_id, **past))
        for number in "12":
            db.session.add(UserSession(token_hash=number, user_id=user.id, created_at=at))
            db.session.add(ApiToken(token_hash=number, user_id=user.id, created_at=at))
            add_factors(number, db.session.scalars(select(User).order_by(User.id).offset(int(number))).first(), at)
            db.session.add(Device(token_hash=number, fair_id=fair.id, name=number, created_at=at))
            db.session.add(KeptAnswer(scope="s", key=number, body_hash="", answer={}, at=at))
            db.session.add(Job(name="j", key=number, due_at=at + timedelta(days=9)))
            add_visit(number, at)
            add_import(number, fair.district_id, at)
        person = db.session.scalars(select(Person)).first()
        db.session.add(PersonView(person_id=person.id, user_id=user.id, what="profile", at=at))
        given = Given("2026-11")
        for position in db.session.scalars(select(Position).order_by(Position.id).limit(2)):
            give_consent(MACHINE, person, Purpose.DISCLOSE, given, position.id)
    let_rows_be_changed()
    with act(by=MACHINE, action="care.filled"):
        add_care(fair.district_id, user)
        add_claims(fair.district_id, user)
        add_declarations(fair.district_id, *db.session.scalars(select(User).order_by(User.id).limit(2)))
        add_filed(user)
        add_villages_at_work(fair.district_id, user)
        add_beside(fair.district_id, user)
        add_job_service(fair, user)
        add_publications(fair.district_id, user)
        add_drafts(fair.district_id, user)
        add_score_tables(fair.district_id, user)


def add_care(district_id, user):
    """A second merge beside the one of the invented district."""
    kept, gone = db.session.scalars(select(Person.id).order_by(Person.id).limit(2))
    scope = {"district_id": district_id, "merged_by": user.id, "merged_at": clock.now()}
    db.session.add(Merge(kept_id=kept, gone_id=gone, reason="told", **scope))
    for contest in db.session.scalars(select(MergeContest)):
        contest.decision, contest.decided_by, contest.decided_at = "kept", user.id, clock.now()
    facts = {"field": "name", "reason": "changed", "corrected_by": user.id, "corrected_at": clock.now()}
    db.session.add(Correction(district_id=district_id, person_id=kept, **facts))
    days = {"received_on": AS_OF, "due_on": AS_OF, "recorded_by": user.id}
    closed = {"closed_by": user.id, "closed_at": clock.now(), "outcome": "done"}
    db.session.add(DataRequest(district_id=district_id, person_id=kept, kind="copy", **days, **closed))
    for key in (kept, gone):
        of = {"district_id": district_id, "person_id": key}
        db.session.add(Erasure(ground="asked", erased_by=user.id, erased_at=clock.now(), holds=[], **of))
        answer = {"kept_by": user.id, "kept_at": clock.now(), "keep_reason": "in_contact"}
        days = {"last_active_on": AS_OF, "erase_on": AS_OF, "warned_at": clock.now()}
        db.session.add(RetentionWarning(**days, **answer, **of))


def add_visit(number, at):
    """A visit at a kiosk that is over, and a limit that was reached."""
    submission = db.session.scalars(select(Submission).order_by(Submission.id)).first()
    db.session.add(visit := KioskVisit(token_hash=number, submission_id=submission.id, begun_at=at))
    db.session.flush()
    db.session.add(KioskVisitEnd(visit_id=visit.id, at=at))
    db.session.add(LimitReached(scope="fair", key=number, window_began_at=at))
    device = db.session.scalars(select(Device).order_by(Device.id)).first()
    first = 1000 + 100 * int(number)
    block = {"fair_id": device.fair_id, "device_id": device.id, "first": first, "last": first + 99, "given_at": at}
    db.session.add(TicketBlock(**block))


def add_factors(number, user, at):
    """One of each second factor, and a sign-in that waits for it."""
    of = {"user_id": user.id, "created_at": at}
    db.session.add(HalfSignIn(token_hash=number, **of))
    db.session.add(TotpFactor(secret="JBSWY3DPEHPK3PXP", **of))
    db.session.add(RecoveryCode(code_hash=number, **of))
    db.session.add(Passkey(name=number, credential_hash=number, credential=b"", **of))
    db.session.add(PasskeyChallenge(purpose="register", challenge=number, **of))
    hand_over = {"district_id": user.district_id, "made_by": user.id, "created_at": at, "expires_at": at}
    db.session.add(HandOver(scope_id=number, code_hash=number, **hand_over))


def refusal_of(statement):
    """The name of the rule that refuses ``statement``; None when nothing does."""
    try:
        with act(by=MACHINE, action="rule.broken"):
            db.session.execute(statement)
    except BrokenRuleError as error:
        return error.rule
    return None


def break_check(table, rule):
    words = [column for column in rule.columns if isinstance(column.type, Enum)]
    is_closed_list = str(rule.sqltext).startswith(f"{table.name}.")
    broken = f"{words[0].name} = 'nonsense'" if words and is_closed_list else BREAKS[str(rule.name)]
    such = SUCH.get(str(rule.name)) or SUCH.get(table.name, "1 = 1")
    return text(f"UPDATE {table.name} SET {broken} WHERE id = (SELECT min(id) FROM {table.name} WHERE {such})")


def break_unique(table, rule):
    """Make one row like another in all that the rule is about; of all pairs, the two that are most alike already."""
    if str(rule.name) in BREAKS_UNIQUE:
        return text(BREAKS_UNIQUE[str(rule.name)])
    condition = rule.dialect_options["postgresql"].get("where") if hasattr(rule, "unique") else None
    about = {column.name for column in rule.columns}
    about |= set(re.findall(r"\w+", str(condition))) & set(table.columns.keys())
    meant = db.session.execute(select(table).where(True if condition is None else condition).limit(60)).mappings().all()
    others = [*meant, *db.session.execute(select(table).limit(60)).mappings()]
    # Two rows that both have nothing there may be alike: a rule speaks of what is there.
    meant = [one for one in meant if all(one[column.name] is not None for column in rule.columns)]
    pairs = [(one, other) for one in meant for other in others if one["id"] != other["id"]]
    one, other = max(pairs, key=lambda pair: sum(value == pair[1][name] for name, value in pair[0].items()))
    return update(table).where(table.c.id == other["id"]).values({name: one[name] for name in about})


def test_every_check_answers_with_its_name(full):
    checks = {
        str(rule.name): break_check(table, rule)
        for table in Base.metadata.sorted_tables
        for rule in table.constraints
        if isinstance(rule, CheckConstraint)
    }
    assert len(checks) > 40
    assert {name: refusal_of(statement) for name, statement in checks.items()} == {name: name for name in checks}
    assert set(BREAKS) <= set(checks)


def test_every_unique_rule_answers_with_its_name(full):
    rules = {
        str(rule.name): break_unique(table, rule)
        for table in Base.metadata.sorted_tables
        for rule in unique_rules(table)
        if "id" not in rule.columns  # what holds the key itself only lets a foreign key name two columns at once
    }
    assert len(rules) > 20
    assert {name: refusal_of(statement) for name, statement in rules.items()} == {name: name for name in rules}


def test_what_breaks_no_rule_is_refused_by_none(full):
    assert refusal_of(text("UPDATE positions SET seats = 1")) is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE positions SET title = NULL", "UPDATE positions SET employer_id = 'nobody'", "DELETE FROM employers"],
)
def test_what_only_one_database_can_name_has_no_name_on_either(full, statement):
    assert refusal_of(text(statement)) == "unknown_rule"


def test_a_primary_key_is_named(full):
    job = db.session.scalars(select(Job)).first()
    same = {"id": job.id, "name": "x", "key": "x", "arguments": {}, "due_at": job.due_at, "attempts": 0}
    assert refusal_of(insert(Job).values(same)) == "jobs_pk"
