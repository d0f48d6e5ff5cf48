"""What a merge asks and what it sets aside, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from jobmatch.data_care import rules
from jobmatch.data_care.rules import ConsentFact, Found, SpellFact, Wins

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kept", "gone", "wins"),
    [
        ("a", "a", Wins.KEPT),
        ("a", "", Wins.KEPT),
        ("a", None, Wins.KEPT),
        ("", "b", Wins.GONE),
        ([], ["b"], Wins.GONE),
        ({}, {"b": 1}, Wins.GONE),
        ("a", "b", Wins.ASK),
        (0, 1, Wins.ASK),
    ],
)
def test_who_wins(kept, gone, wins):
    assert rules.winner(kept, gone) is wins


@pytest.mark.parametrize(
    ("kept", "gone", "better"),
    [("roster", "register", "register"), ("register", "registration", "register"), ("roster", "roster", "roster")],
)
def test_a_holder_stays_a_holder(kept, gone, better):
    assert rules.better_source(kept, gone) == better


def consent(name, given, withdrawn=None, purpose="recommend", position=None):
    until = None if withdrawn is None else START + timedelta(days=withdrawn)
    return ConsentFact(name, purpose, position, START + timedelta(days=given), until)


@pytest.mark.parametrize(
    ("kept", "gone", "found"),
    [
        ([consent("k", 1)], [consent("g", 2)], [Found("g", ("k",))]),
        ([consent("k", 1)], [consent("g", 2, purpose="store")], []),
        ([consent("k", 1, position="p")], [consent("g", 2, position="q")], []),
        ([consent("k", 1, withdrawn=5)], [consent("g", 2)], [Found("g", ("k",))]),
        ([consent("k", 1, withdrawn=2)], [consent("g", 3)], []),
        ([consent("k", 1)], [consent("g", 0, withdrawn=2)], [Found("k", ("g",), is_survivors=True)]),
        ([consent("k", 3)], [consent("g", 0, withdrawn=2)], []),
        ([], [consent("g", 2)], []),
    ],
)
def test_no_consent_stands_twice_or_is_revived(kept, gone, found):
    assert rules.contested_consents(kept, gone) == found


def test_a_fair_and_a_position_count_once():
    assert rules.contested_registrations([("k", "f")], [("g", "f"), ("h", "e")]) == [Found("g", ("k",))]
    kept = [("k", "p", "sent"), ("l", "q", "declined")]
    gone = [("g", "p", "trial"), ("h", "q", "sent"), ("i", "p", "hired")]
    assert rules.contested_referrals(kept, gone) == [Found("g", ("k",))]


def spell(name, employer, *months, goes_on=False):
    return SpellFact(name, employer, goes_on, frozenset(months))


@pytest.mark.parametrize(
    ("kept", "gone", "found"),
    [
        ([spell("k", "e", "2026-01")], [spell("g", "f", "2026-01", "2026-02")], [Found("g", ("k",))]),
        ([spell("k", "e", "2026-01")], [spell("g", "e", "2026-02")], []),
        ([spell("k", "e", goes_on=True)], [spell("g", "e", goes_on=True)], [Found("g", ("k",))]),
        ([spell("k", "e", goes_on=True)], [spell("g", "f", goes_on=True)], []),
    ],
)
def test_no_month_is_counted_twice(kept, gone, found):
    assert rules.contested_spells(kept, gone) == found


@pytest.mark.parametrize(
    ("same", "merged", "fault"),
    [(True, False, "merge.same_row"), (False, True, "merge.merged_already"), (False, False, None)],
)
def test_what_cannot_be_merged(same, merged, fault):
    assert rules.find_merge_fault(is_same=same, is_merged=merged) == fault
