"""Who may manage whom: the whole table of duties, and the last administrator who must stay."""

import itertools

import pytest

from jobmatch.accounts.duties import (
    NEVER_NONE,
    WATCHERS,
    Account,
    Duty,
    find_duty_fault,
    find_last_fault,
    list_duties,
)
from jobmatch.accounts.tables import Role

RESETS = {Duty.RESET_PASSWORD, Duty.RESET_SECOND_FACTOR}
ROLES = [role.value for role in Role]


def expected(duty, by, subject):
    """The same table, said the other way round."""
    if by == "security_admin":
        return duty is Duty.CHANGE_ROLE or (duty in RESETS and subject in {"security_admin", "auditor"})
    if by == "system_admin":
        watched = duty in RESETS | {Duty.ADD} and subject in {"security_admin", "auditor"}
        return duty is not Duty.CHANGE_ROLE and not watched
    return False


@pytest.mark.parametrize(("duty", "by", "subject"), list(itertools.product(Duty, ROLES, ROLES)))
def test_each_duty_is_one_administrator_s(duty, by, subject):
    fault = find_duty_fault(duty, Account("a", by), Account("b", subject))
    assert (fault is None) == expected(duty, by, subject)


@pytest.mark.parametrize("duty", list(Duty))
@pytest.mark.parametrize("role", ["system_admin", "security_admin"])
def test_nobody_manages_the_own_account(duty, role):
    assert find_duty_fault(duty, Account("a", role), Account("a", role)) is not None


def test_nobody_can_give_themselves_both_powers():
    """No single administrator can add, appoint and enter an account that watches."""
    for watcher in sorted(WATCHERS):
        can = {
            by
            for by in ROLES
            if find_duty_fault(Duty.ADD, Account("a", by), Account(None, watcher)) is None
            or (
                find_duty_fault(Duty.ADD, Account("a", by), Account(None, "caseworker")) is None
                and find_duty_fault(Duty.CHANGE_ROLE, Account("a", by), Account("b", "caseworker")) is None
            )
        }
        assert can == set()


@pytest.mark.parametrize(
    ("before", "after", "others", "fault"),
    [
        ("system_admin", None, 0, True),
        ("system_admin", "caseworker", 0, True),
        ("system_admin", "system_admin", 0, False),
        ("system_admin", None, 1, False),
        ("security_admin", "auditor", 0, True),
        ("auditor", None, 0, False),
        ("caseworker", None, 0, False),
    ],
)
def test_the_last_administrator_stays(before, after, others, fault):
    assert (find_last_fault(before, after, others) is not None) == fault


def test_the_page_offers_what_makes_sense():
    system, clerk = Account("a", "system_admin"), Account("b", "caseworker")
    assert list_duties(system, clerk, is_disabled=False) == [
        Duty.DISABLE,
        Duty.UNLOCK,
        Duty.RESET_PASSWORD,
        Duty.RESET_SECOND_FACTOR,
    ]
    assert Duty.DISABLE not in list_duties(system, clerk, is_disabled=True)
    assert list_duties(system, Account("a", "system_admin"), is_disabled=False) == []
    assert list_duties(Account("c", "auditor"), clerk, is_disabled=False) == []


def test_the_words_are_roles():
    assert set(ROLES) >= WATCHERS | NEVER_NONE
