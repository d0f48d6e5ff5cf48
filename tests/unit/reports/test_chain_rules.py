"""How far somebody came: from the day of the registration on, on the very day that is asked about."""

from datetime import date

import pytest

from jobmatch.reports.chain_rules import Journey, count_chain, months_later

DAY = date(2026, 3, 31)


def journey(**told):
    return Journey(DAY, **told)


def test_a_step_before_the_registration_is_another_fairs():
    before, after = date(2026, 3, 30), date(2026, 3, 31)
    chain = count_chain([journey(steps={"referred": [before]}), journey(steps={"referred": [before, after]})], DAY)
    assert (chain.registered, dict(chain.steps)) == (2, {"referred": 1, "interviewed": 0, "offered": 0})


def test_whoever_changed_the_employer_works_on_and_who_left_does_not():
    changed = journey(spells=[(date(2026, 4, 1), date(2026, 4, 20)), (date(2026, 4, 21), None)])
    left = journey(spells=[(date(2026, 4, 1), date(2026, 4, 30))])
    chain = count_chain([changed, left], date(2026, 7, 1))
    assert chain.hired == 2
    assert dict(chain.working) == {1: 1, 3: 1, 6: 0, 12: 0}
    assert dict(chain.not_yet) == {1: 0, 3: 0, 6: 2, 12: 2}


def test_work_from_before_the_registration_is_no_hire_and_a_start_to_come_is_none_yet():
    worked, will = journey(spells=[(date(2026, 1, 1), None)]), journey(spells=[(date(2026, 9, 1), None)])
    chain = count_chain([worked, will], date(2026, 7, 1))
    assert (chain.hired, sum(chain.not_yet.values())) == (0, 0)


def test_a_person_is_credited_once_a_year_and_not_for_years_before():
    chain = count_chain([journey(credited={2025, 2026, 2027}), journey(credited={2026})], DAY)
    assert dict(chain.credited) == {2026: 2, 2027: 1}


@pytest.mark.parametrize(
    ("months", "day"), [(1, "2026-04-30"), (3, "2026-06-30"), (6, "2026-09-30"), (12, "2027-03-31"), (11, "2027-02-28")]
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(months, day):
    assert str(months_later(DAY, months)) == day
