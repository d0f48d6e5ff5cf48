"""The invented claims could have been made: judged as claims are, one credited for each month, one contest open."""

from collections import Counter

from jobmatch.demo import examples


def test_the_example_employer_has_months_of_every_kind(rows):
    ours = [row for row in rows["month_claims"] if row["employer_id"] == examples.EXAMPLE_EMPLOYER]
    assert set(Counter(row["state"] for row in ours)) == {"accepted", "uncounted"}
    assert {reason["key"] for row in ours for reason in row["reasons"]} >= {"wage_below_minimum", "medical_unpaid"}


def test_no_month_is_credited_twice(rows):
    credited = Counter((row["person_id"], row["month"]) for row in rows["month_claims"] if row["state"] == "accepted")
    assert set(credited.values()) == {1}


def test_one_contest_is_open_and_one_decided_between_two_employers(rows, by_id):
    assert Counter(row["decided_at"] is None for row in rows["month_contests"]) == {True: 1, False: 1}
    for contest in rows["month_contests"]:
        sides = [by_id[contest[name]] for name in ("earlier_claim_id", "later_claim_id")]
        assert len({side["employer_id"] for side in sides}) == 2
        assert {(side["person_id"], side["month"]) for side in sides} == {(contest["person_id"], contest["month"])}


def test_nobody_is_credited_and_placed_at_an_institution(rows):
    credited = {row["person_id"] for row in rows["declared_persons"]}
    assert credited
    assert credited.isdisjoint(row["person_id"] for row in rows["placements"])
