"""What a row would change: events implied, conflicts left to people, and the same row again changes nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.people.importing.rules.comparing import Match, Place, Result, compare
from jobmatch.people.importing.rules.standing import Event, Standing
from jobmatch.people.importing.rules.versions import Held
from tests.unit.people.importing.making import CERTIFICATE, CITIZEN, NOWHERE, TODAY, known, said, same


def outcome(stated, match, place=NOWHERE):
    return compare(stated, match, place, TODAY)


def events(one):
    return [(event.kind, event.on_day) for event in one.events]


def test_somebody_unknown_is_new_and_was_issued_on_the_first_day():
    found = outcome(said(first_on="2010-03-01"), Match(None, ()))
    assert (found.result, found.is_new_version, events(found)) == (
        Result.NEW,
        True,
        [("issued", date(2010, 3, 1))],
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"status": "迁入", "status_on": "2025-01-01"}, [("moved_in", date(2025, 1, 1))]),
        (
            {"status": "注销", "status_on": "2025-01-01"},
            [("issued", date(2020, 1, 5)), ("cancelled", date(2025, 1, 1))],
        ),
        ({"status": "冻结"}, [("issued", date(2020, 1, 5)), ("frozen", TODAY)]),
    ],
)
def test_a_status_is_an_event_of_a_newcomer(cells, expected):
    assert events(outcome(said(**cells), Match(None, ()))) == expected


def test_the_same_again_changes_nothing():
    assert outcome(said(), same()).result is Result.SAME


@pytest.mark.parametrize(
    ("cells", "match", "expected"),
    [
        ({"valid_from": "2026-01-05", "valid_until": "2036-01-05"}, {}, [("renewed", date(2026, 1, 5))]),
        ({"valid_until": "2035-01-05"}, {}, [("renewed", TODAY)]),
        ({"certificate": f"{CITIZEN}42"}, {"is_same_number": False, "held_number": CERTIFICATE}, [("regraded", TODAY)]),
        (
            {"certificate": f"{CITIZEN}32", "valid_from": "2026-01-05", "valid_until": "2036-01-05"},
            {"is_same_number": False, "held_number": CERTIFICATE},
            [("regraded", date(2026, 1, 5))],
        ),
        (
            {"certificate": f"{CERTIFICATE}B1", "valid_from": "2024-01-05"},
            {"is_same_number": False, "held_number": CERTIFICATE},
            [("replaced", date(2024, 1, 5))],
        ),
        ({"status": "迁出", "status_on": "2026-02-03"}, {}, [("moved_out", date(2026, 2, 3))]),
        ({"status": "冻结", "status_on": "2026-02-03"}, {}, [("frozen", date(2026, 2, 3))]),
    ],
)
def test_what_moved_is_an_event(cells, match, expected):
    found = outcome(said(**cells), same(**match))
    assert (found.result, events(found)) == (Result.CHANGED, expected)
    assert found.is_new_version == (expected[0][0] not in {"moved_out", "frozen"})


@pytest.mark.parametrize(
    ("cells", "match", "code"),
    [
        ({"name": "李四"}, {}, "name_differs"),
        ({}, {"by_citizen": known(has_other_home=True, in_register=False)}, "other_register"),
        ({}, {"by_certificate": (known(person_id="q"),)}, "several_people"),
        ({}, {"by_citizen": None, "by_certificate": (known(),)}, "other_citizen_number"),
        ({"valid_from": "2010-01-05", "valid_until": "2020-01-05"}, {}, "file_is_older"),
        ({}, {"is_same_number": False, "held_number": f"{CERTIFICATE}B1"}, "certificate_number_differs"),
        ({"status": "注销", "status_on": "2019-01-01"}, {}, "left_before_coming"),
        ({}, {"by_citizen": known(standing=Standing(came=date(2010, 1, 1), left=date(2024, 1, 1)))}, "left_here"),
        (
            {"certificate": f"{CITIZEN}42", "valid_until": "2025-01-05"},
            {"by_citizen": known(held=Held("c", 4, 3, date(2020, 1, 5), date(2025, 1, 5))), "is_same_number": False},
            "changed_when_over",
        ),
    ],
)  # fmt: skip
def test_what_only_a_person_can_decide_is_a_conflict_and_writes_nothing(cells, match, code):
    found = outcome(said(**cells), same(**match))
    assert (found.result, found.code) == (Result.CONFLICT, f"import.{code}")
    assert (dict(found.person), found.events, found.is_new_version) == ({}, (), False)


def test_contact_is_filled_in_and_never_overwritten():
    stated = said(phone="13800000000", address="某路 1 号")
    assert dict(outcome(stated, same()).person) == {"phone": "13800000000", "address": "某路 1 号"}
    kept = outcome(stated, same(known(phone="13900000000", address="另一处")))
    assert (kept.result, [one.code for one in kept.findings]) == (
        Result.SAME,
        ["import.phone_kept", "import.address_kept"],
    )


def test_a_place_follows_the_file_and_a_village_that_is_not_named_stays():
    lives = known(town_id="t", village_id="v")
    assert outcome(said(), same(lives), Place("t", None)).result is Result.SAME
    assert dict(outcome(said(), same(lives), Place("u", None)).person) == {"town_id": "u", "village_id": None}


def test_who_was_known_from_a_fair_enters_the_register():
    seeker = known(in_register=False, held=None, standing=Standing())
    found = outcome(said(), Match(seeker, ()))
    assert (found.result, dict(found.person), events(found), found.is_new_version) == (
        Result.CHANGED,
        {"source": "register"},
        [("issued", date(2020, 1, 5))],
        True,
    )


def test_who_left_comes_back_with_a_new_card_only():
    gone = known(standing=Standing(came=date(2010, 1, 1), left=date(2024, 1, 1), last_day=date(2024, 1, 1)))
    back = said(valid_from="2026-01-05", valid_until="2036-01-05")
    assert events(outcome(back, same(gone))) == [("issued", date(2026, 1, 5))]
    assert outcome(said(status="注销"), same(gone)).result is Result.SAME


def test_events_of_one_day_take_turns():
    now = Standing(last_day=date(2026, 1, 1), last_turn=1)
    day, other = date(2026, 1, 1), date(2026, 1, 2)
    turns = [one.turn for one in now.in_turn([Event("a", day), Event("b", day), Event("c", other), Event("d", other)])]
    assert turns == [2, 3, 0, 1]


DAYS = st.dates(date(2005, 1, 1), TODAY)


KINDS, GRADES = st.integers(1, 6), st.integers(1, 4)
SUFFIXES, STATUSES = st.sampled_from(["", "B1", "B2"]), st.sampled_from(["", "正常", "注销", "冻结", "迁出"])


@given(DAYS, DAYS, KINDS, GRADES, SUFFIXES, STATUSES)
def test_what_was_taken_over_is_the_same_when_it_comes_again(begin, until, kind, grade, suffix, status):
    """Apply what a row changes to what is known, compare once more: nothing is left to change."""
    number = f"{CITIZEN}{kind}{grade}{suffix}"
    until = max(until.replace(year=until.year + 10, day=min(until.day, 28)), date(2027, 1, 1))
    stated = said(certificate=number, valid_from=f"{begin}", valid_until=f"{until}", status=status)
    before = known()
    first = outcome(stated, same(is_same_number=number == CERTIFICATE, held_number=CERTIFICATE))
    if first.result is not Result.CHANGED:
        return
    held = Held("n", kind, grade, first.valid_from, until) if first.is_new_version else before.held
    standing = before.standing
    for event in first.events:
        standing = replace(standing, last_day=event.on_day, is_frozen=event.kind == "frozen")
        standing = replace(standing, left=event.on_day) if event.kind in {"cancelled", "moved_out"} else standing
    assert outcome(stated, same(known(held=held, standing=standing))).result is Result.SAME
