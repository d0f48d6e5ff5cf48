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
from jobmatch.demo.load import load
from jobmatch.demo.scale import SAMPLE
from jobmatch.employers.tables import Position
from jobmatch.fairs.tables import Device, Fair, KioskVisit, KioskVisitEnd, LimitReached
from jobmatch.people.service import Given, give_consent
from jobmatch.people.tables import Person, PersonView, Purpose
from jobmatch.seekers.tables import Submission
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import Base, db
from jobmatch.storage.constraints import BrokenRuleError, unique_rules
from jobmatch.storage.idempotency import KeptAnswer
from jobmatch.storage.jobs import Job
from tests.integration.people.importing import add_import
from tests.integration.storage.filling import AS_OF, add_beside, add_claims, add_villages_at_work
from tests.integration.storage.test_audit import let_rows_be_changed

# What breaks each CHECK, as the SET of an UPDATE of one row. CHECKs of a closed list of words need none.
BREAKS = {
    "fairs_count_their_tickets_upwards": "last_ticket = -1",
    "fairs_end_no_earlier_than_they_start": "starts_on = '2026-11-02', ends_on = '2026-11-01'",
    "fairs_end_some_day_unless_for_practice": "is_practice = false, ends_on = NULL",
    "users_of_an_employer_name_the_employer": "role = 'employer', scope_id = NULL",
    "users_of_the_district_have_no_narrower_scope": "role = 'caseworker', scope_id = 'somewhere'",
    "hand_overs_are_over_once_somebody_came": "closed_at = NULL, new_id = made_by",
    "people_have_a_known_sex_or_none": "sex = 'x'",
    "people_are_not_merged_into_themselves": "merged_into_id = id",
    "people_of_a_village_live_in_its_town": "village_id = (SELECT id FROM villages LIMIT 1), town_id = NULL",
    "people_of_another_register_are_not_in_this_one": "source = 'register', home_code = '330212'",
    "military_certificates_have_a_known_soldier_grade": "soldier_grade = 11",
    "military_certificates_end_after_they_begin": "valid_until = valid_from",
    "person_relations_of_guardians_say_by_what": "kind = 'guardian', capacity = NULL",
    "person_relations_end_no_earlier_than_they_begin": "until_on = '1999-01-01'",
    "not_same_people_are_named_in_order": "first_id = second_id",
    "tasks_done_by_somebody_are_done": "done_by = made_by, done_at = NULL",
    "certificate_events_of_a_day_are_counted_upwards": "turn = -1",
    "certificate_components_are_single_kinds": "kind = 7",
    "certificate_components_have_a_known_grade": "grade = 0",
    "month_claims_are_written_year_and_month": "month = '2026-1'",
    "month_claims_count_for_two_at_most": "weight = 3",
    "month_claims_that_are_accepted_count": "state = 'accepted', weight = 0",
    "month_claims_that_do_not_count_weigh_nothing": "state = 'uncounted', weight = 1",
    "month_contests_are_between_two_claims": "earlier_claim_id = later_claim_id",
    "month_contests_are_decided_for_one_of_the_two": "kept_claim_id = (SELECT max(id) FROM month_claims)",
    "month_contests_are_decided_by_somebody_on_a_ground": "ground = NULL",
    "month_contests_are_decided_with_reasons": "note = ''",
    "register_imports_say_when_they_were_confirmed": "state = 'discarded', confirmed_at = made_at",
    "register_imports_are_previewed_before_they_are_confirmed": "state = 'previewed', plan_hash = NULL",
    "certificates_are_of_a_known_kind": "kind = 8",
    "certificates_have_a_known_grade": "grade = 0",
    "certificates_end_after_they_begin": "valid_until = valid_from",
    "positions_have_at_least_one_seat": "seats = 0",
    "positions_pay_something": "wage_min_fen = 0",
    "positions_pay_at_most_no_less_than_at_least": "wage_min_fen = 2, wage_max_fen = 1",
    "positions_fit_into_a_week": "hours_week = 169",
    "seekers_ask_for_some_wage_or_name_none": "wage_floor_fen = 0",
    "seekers_can_go_some_distance_or_name_none": "distance_km = 0",
    "seekers_fit_into_a_week": "hours_week = 0",
    "consents_are_withdrawn_after_they_were_given": "withdrawn_at = '1999-01-01 00:00:00.000000'",
    "consents_to_disclose_name_the_position": "purpose = 'disclose', position_id = NULL",
    "person_views_of_a_full_number_have_a_reason": "what = 'citizen_number', reason = NULL",
    "person_views_for_another_reason_say_which": "reason = 'other', note = NULL",
    "shown_lists_say_for_whom_they_were_made": "seeker_id = NULL, submission_id = NULL, position_id = NULL",
    "referral_steps_lead_somewhere_else": "from_state = 'sent', to_state = 'sent'",
    "spells_have_a_contract_that_covers_the_start": "started_on = '2026-01-02', contract_until = '2026-01-01'",
    "spells_pay_something": "wage_fen = 0",
    "spells_end_no_earlier_than_they_start": "contract_until = NULL, ended_on = '1999-01-01'",
    "spells_have_an_official_form": "form = 8",
    "person_months_end_no_earlier_than_they_start": "last_on = '1999-01-01'",
    "person_months_are_written_year_and_month": "month = '2026-1'",
    "data_requests_are_due_after_they_came": "due_on = '1999-01-01'",
    "data_requests_are_closed_by_somebody": "closed_by = NULL",
    "data_requests_are_closed_with_an_outcome": "outcome = NULL",
    "erasures_are_decided_by_a_person_where_asked": "ground = 'asked', erased_by = NULL",
    "retention_warnings_are_answered_by_somebody": "kept_by = NULL",
    "retention_warnings_are_answered_with_a_reason": "keep_reason = NULL",
    "person_situations_are_undone_by_somebody": "undone_by = recorded_by, undone_at = NULL",
    "person_situations_are_settled_by_somebody": "settled_by = NULL",
    "person_situations_are_settled_with_an_outcome": "outcome = NULL",
    "person_situations_that_are_settled_are_not_undone": "undone_by = recorded_by, undone_at = recorded_at",
    "person_situations_that_ask_nothing_stay_open": "kind = 'at_home', outcome = 'unchanged'",
    "person_situations_cancel_a_card_for_a_death_alone": "kind = 'moved', outcome = 'cancelled'",
    "person_situations_hand_a_card_over_for_a_move_alone": "kind = 'died', outcome = 'moved_out'",
    "update_rounds_are_due_after_they_begin": "due_on = '1999-01-01'",
    "update_rounds_are_closed_by_somebody": "closed_by = begun_by, closed_at = NULL",
    "update_round_entries_that_are_done_say_when": "state = 'open', answer = NULL",
    "update_round_entries_that_are_done_say_by_whom": "done_by = NULL",
    "update_round_entries_have_an_answer_once_they_are_answered": "state = 'refused', answer = 'away'",
    "consent_papers_show_something": "width = 0",
    "merges_join_two_people": "gone_id = kept_id",
    "merges_are_undone_by_somebody": "undone_by = merged_by",
    "merges_are_undone_after_they_were_made": "undone_by = merged_by, undone_at = '1999-01-01 00:00:00.000000'",
    "merge_contests_are_decided_by_somebody": "decided_by = NULL",
    "merge_contests_are_decided_at_some_time": "decided_at = NULL",
}


# In which row a CHECK is broken, where not every row would break that rule alone.
SUCH = {
    "month_contests": "decided_at IS NOT NULL",
    "person_situations": "settled_at IS NOT NULL",
    "person_relations": "kind <> 'guardian'",
    "update_round_entries": "state = 'answered' AND answer IS NOT NULL",
}

_CLAIM, _CONTEST = (f"(SELECT %s FROM {table} WHERE id = '{0:031d}%s')" for table in ("month_claims", "month_contests"))
_UNDECIDED = "kept_claim_id = NULL, ground = NULL, note = NULL, decided_by = NULL, decided_at = NULL"

# What breaks a unique rule and no other, where two rows that are alike would break several.
BREAKS_UNIQUE = {
    "a_person_month_is_credited_once": f"UPDATE month_claims SET state = 'accepted' WHERE id = '{1:032d}'",
    "an_employer_claims_a_person_month_once": (
        f"UPDATE month_claims SET employer_id = {_CLAIM % ('employer_id', 0)} WHERE id = '{1:032d}'"
    ),
    "a_person_month_is_contested_once_at_a_time": (
        f"UPDATE month_contests SET {_UNDECIDED}, person_id = {_CONTEST % ('person_id', 2)},"
        f" later_claim_id = {_CONTEST % ('later_claim_id', 2)} WHERE id = '{0:032d}'"
    ),
}


@pytest.fixture
def full(app):
    """A database with two rows at least in every table that has a rule about two."""
    load(3, AS_OF, SAMPLE)
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
        add_villages_at_work(fair.district_id, user)
        add_beside(fair.district_id, user)


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
    such = SUCH.get(table.name, "1 = 1")
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
