"""What the desk has to ask before a submission becomes somebody's: earlier consents, and guardians by age."""

from datetime import date

import pytest

from jobmatch.people.rules import Ages, GuardianReason, find_guardian_reason
from jobmatch.seekers.rules import Asked, Earlier, Guardian, Said, asks, find_faults

AGES, TODAY, EARLIER, GROWN = Ages(14, 16), date(2026, 11, 28), date(2026, 5, 1), date(1990, 5, 4)


@pytest.mark.parametrize(
    ("born_on", "reason"),
    [
        (None, None),
        (date(2010, 11, 28), None),
        (date(2010, 11, 29), GuardianReason.MINOR),
        (date(2012, 11, 28), GuardianReason.MINOR),
        (date(2012, 11, 29), GuardianReason.CHILD),
    ],
)
def test_a_guardian_agrees_until_the_birthday(born_on, reason):
    assert find_guardian_reason(born_on, TODAY, AGES) is reason


def test_who_was_born_on_a_leap_day_is_sixteen_on_the_first_of_march():
    assert find_guardian_reason(date(2012, 2, 29), date(2028, 2, 29), AGES) is None
    assert find_guardian_reason(date(2008, 2, 29), date(2023, 2, 28), AGES) is GuardianReason.MINOR


@pytest.mark.parametrize(
    ("before", "repeats", "said", "open_questions"),
    [
        (None, False, Said(), []),
        (EARLIER, True, Said(), []),
        (EARLIER, False, Said(), ["recommend"]),
        (EARLIER, False, Said(Earlier.KEEP), []),
        (EARLIER, False, Said(Earlier.WITHDRAW), []),
    ],
)
def test_an_earlier_consent_is_asked_about_where_it_is_not_repeated(before, repeats, said, open_questions):
    faults = find_faults(asks(before, repeats, GROWN, TODAY, AGES), said, AGES)
    assert [one.field for one in faults] == open_questions


@pytest.mark.parametrize(
    ("born_on", "guardian", "keys"),
    [
        (GROWN, None, []),
        (GROWN, Guardian.ABSENT, []),
        (None, None, []),
        (None, Guardian.AGREED, []),
        (None, Guardian.ABSENT, ["identity.guardian_absent"]),
        (date(2011, 1, 1), None, ["identity.not_asked.guardian.minor"]),
        (date(2013, 1, 1), None, ["identity.not_asked.guardian.child"]),
        (date(2013, 1, 1), Guardian.ABSENT, ["identity.guardian_absent"]),
        (date(2013, 1, 1), Guardian.AGREED, []),
    ],
)
def test_a_guardian_is_asked_for_whom_cannot_agree_alone(born_on, guardian, keys):
    faults = find_faults(asks(None, False, born_on, TODAY, AGES), Said(guardian=guardian), AGES)
    assert [one.key for one in faults] == keys


def test_every_open_question_is_named_at_once():
    asked = Asked(EARLIER, date(2013, 1, 1), GuardianReason.CHILD)
    assert [one.field for one in find_faults(asked, Said(), AGES)] == ["recommend", "guardian"]
