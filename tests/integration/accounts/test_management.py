"""What administrators do to accounts: at once, everywhere, and never the last of them away."""

import pytest
from sqlalchemy import select

from jobmatch.accounts import management, service, sessions, signing_in
from jobmatch.accounts.listing import Wanted, count_accounts, count_good_tokens, list_accounts
from jobmatch.accounts.management import ManagementRefusedError, Rights, RoleReason
from jobmatch.accounts.queries import find_token_owner, find_user
from jobmatch.accounts.signing_in import Caller, SignInRefusedError
from jobmatch.accounts.tables import Role, User
from jobmatch.storage import care
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.integration.test_races import at_once
from tests.pages.asking import fresh
from tests.world import PASSWORD


def account(world, login):
    fresh()
    return db.session.get(User, world.users[login])


def fault_of(do):
    with pytest.raises(ManagementRefusedError) as caught:
        do()
    return caught.value.key


def enter(login, password, address="10.0.0.1"):
    return signing_in.sign_in(login, password, Caller(address)).token


def entry_of(action):
    fresh()
    return db.session.scalar(select(AuditEntry).where(AuditEntry.action == action))


def test_a_disabled_account_is_signed_out_everywhere_and_its_tokens_are_dead(world):
    clerk = account(world, "caseworker")
    session, token = enter("caseworker", PASSWORD, "10.0.0.1"), service.make_token(world.actor(), clerk)
    management.disable(account(world, "system_admin"), world.users["caseworker"])
    fresh()
    assert sessions.find_signed_in(session) is None
    assert find_token_owner(token) is None
    with pytest.raises(SignInRefusedError):
        enter("caseworker", PASSWORD, "10.0.0.1")
    management.enable(account(world, "system_admin"), world.users["caseworker"])
    assert enter("caseworker", PASSWORD, "10.0.0.2")
    assert find_token_owner(token) is None
    assert count_good_tokens([clerk.id]) == {}


def test_another_role_ends_every_session_and_token_and_says_why(world):
    session = enter("caseworker", PASSWORD, "10.0.0.1")
    token = service.make_token(world.actor(), account(world, "caseworker"))
    by = account(world, "security_admin")
    management.change_role(by, world.users["caseworker"], Rights(Role.REVIEWER, None), RoleReason.NEW_TASK)
    assert account(world, "caseworker").role is Role.REVIEWER
    assert sessions.find_signed_in(session) is None
    assert find_token_owner(token) is None
    entry = entry_of("account.role_changed")
    assert (entry.user_id, entry.subject_id) == (world.users["security_admin"], world.users["caseworker"])
    assert entry.details == {
        "role_before": "caseworker",
        "role": "reviewer",
        "reason": "new_task",
        "scope_before": None,
        "scope": None,
    }


def test_what_is_no_change_is_refused_and_nothing_is_written(world):
    by, rights = account(world, "security_admin"), Rights(Role.HEAD, None)
    assert (
        fault_of(lambda: management.change_role(by, world.users["head"], rights, RoleReason.REVIEW))
        == "account.has_that_role_already"
    )
    assert entry_of("account.role_changed") is None


@pytest.mark.parametrize(
    ("role", "do"),
    [
        ("system_admin", management.disable),
        ("security_admin", lambda by, key: management.change_role(by, key, Rights(Role.HEAD, None), RoleReason.LEFT)),
    ],
)
def test_the_last_administrator_cannot_be_taken_away(world, role, do):
    """Whoever may do it is the only one of the other kind left; nobody does it to themselves either."""
    by = account(world, role)
    assert fault_of(lambda: do(by, world.users[role])) == "account.is_your_own"
    other = {"system_admin": "security_admin", "security_admin": "system_admin"}[role]
    assert fault_of(lambda: do(by, world.users[other])) == "account.is_the_last_of_its_kind"
    assert account(world, other).disabled_at is None


def test_an_administrator_who_was_disabled_meanwhile_does_nothing_more(world):
    by = account(world, "system_admin")
    second = management.add_account(by, Rights(Role.SYSTEM_ADMIN, None), "另一位", "second").user
    management.disable(second, by.id)
    assert fault_of(lambda: management.disable(by, world.users["head"])) == "account.not_your_duty"


def test_two_administrators_who_disable_each_other_leave_one(app, world):
    by = account(world, "system_admin")
    second = management.add_account(by, Rights(Role.SYSTEM_ADMIN, None), "另一位", "second").user
    pair = [(by.id, second.id), (second.id, by.id)]

    def disable(number):
        mine, other = pair[number % 2]
        management.disable(db.session.get(User, mine), other)

    results = at_once(app, disable)
    assert results.count(None) >= 1
    assert all(result is None or isinstance(result, ManagementRefusedError) for result in results)
    active = list_accounts(world.district, Wanted(role=Role.SYSTEM_ADMIN, is_disabled=False))
    assert len(active) == 1
    assert care.find_faults() == []


def test_a_reset_password_is_one_time_and_ends_sessions(world):
    session = enter("head", PASSWORD, "10.0.0.1")
    password = management.reset_password(account(world, "system_admin"), world.users["head"])
    fresh()
    assert sessions.find_signed_in(session) is None
    assert enter("head", password, "10.0.0.1")
    assert account(world, "head").must_change_password


def test_who_watches_is_reset_by_security_alone(world):
    system, security = account(world, "system_admin"), account(world, "security_admin")
    auditor, head = world.users["auditor"], world.users["head"]
    assert fault_of(lambda: management.reset_password(system, auditor)) == "account.watchers_are_reset_by_security"
    assert fault_of(lambda: management.reset_password(security, head)) == "account.others_are_reset_by_the_system"
    assert management.reset_password(account(world, "security_admin"), auditor)


def test_an_auditor_is_appointed_by_two_people(world):
    system = account(world, "system_admin")
    rights = Rights(Role.AUDITOR, None)
    assert (
        fault_of(lambda: management.add_account(system, rights, "新审计", "watch")) == "account.watchers_are_appointed"
    )
    made = management.add_account(account(world, "system_admin"), Rights(Role.STATISTICIAN, None), "新审计", "watch")
    management.change_role(account(world, "security_admin"), made.user.id, rights, RoleReason.NEW_TASK)
    fresh()
    assert find_user("watch").role is Role.AUDITOR


def test_an_account_of_another_district_does_not_exist(world):
    with pytest.raises(LookupError):
        management.disable(account(world, "system_admin"), "00000000-0000-4000-8000-000000000000")
    assert entry_of("account.disabled") is None


def test_the_list_finds_parts_of_names_and_percent_signs_are_only_signs(world):
    by = account(world, "system_admin")
    management.add_account(by, Rights(Role.CASEWORKER, None), "百分之%", "p%t")
    fresh()
    assert [user.login for user in list_accounts(world.district, Wanted(text="%"))] == ["p%t"]
    assert count_accounts(world.district, Wanted(text="case")) == 1
    assert count_accounts(world.district, Wanted(role=Role.EMPLOYER)) == 2
