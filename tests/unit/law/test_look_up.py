"""Which value is in force on a day: properties over random periods, then the chain of places."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.law.reading import LawFileError, in_order, read_values
from jobmatch.law.values import Confidence, LawBook, NoLegalValueError, chain_of
from jobmatch.law.working import minimum_wage, working_age
from tests.unit.law.made import entry, period

FIRST = date(2000, 1, 1)
offsets = st.integers(0, 400)


def book_of(*places):
    """A book out of (place, text) pairs; the first place is the one that is asked for."""
    values = [one for place, text in places for one in read_values(place, f"{place}/a.yaml", text)]
    return LawBook(tuple(place for place, _text in places), in_order(values))


def day(offset):
    return FIRST + timedelta(days=offset)


@st.composite
def joined_periods(draw):
    """Periods that touch, each with its own value, as (from, to, value); the first and the last may be open."""
    cuts = sorted(draw(st.sets(offsets, min_size=2, max_size=8)))
    ends = [*(cut - 1 for cut in cuts[1:]), None if draw(st.booleans()) else cuts[-1] + 30]
    begins = [None if draw(st.booleans()) else cuts[0], *cuts[1:]]
    return list(zip(begins, ends, range(len(cuts)), strict=True))


def lines_of(periods, order):
    texts = [
        period(*(None if end is None else day(end).isoformat() for end in (begin, last)), value=str(value))
        for begin, last, value in periods
    ]
    return "".join(texts[place] for place in order)


@given(joined_periods(), st.data(), offsets)
def test_each_day_of_joined_periods_has_the_one_value_of_its_period(periods, data, asked):
    order = data.draw(st.permutations(range(len(periods))))
    law = book_of(("CN", lines_of(periods, order))).at(day(asked))
    expected = [
        value for begin, last, value in periods if (begin is None or begin <= asked) and (last is None or asked <= last)
    ]
    found = law.find("working_age")
    assert ([] if found is None else [found.whole]) == expected


@given(st.lists(st.tuples(offsets, offsets).map(sorted), min_size=2, max_size=5))
def test_what_loads_has_neither_gap_nor_overlap_and_what_is_refused_has_one(ranges):
    text = "".join(period(day(first).isoformat(), day(last).isoformat()) for first, last in ranges)
    ordered = sorted(ranges)
    is_joined = all(later[0] == earlier[1] + 1 for earlier, later in pairwise(ordered))
    try:
        book_of(("CN", text))
    except LawFileError as error:
        assert not is_joined
        assert error.key in {"law.overlap", "law.gap"}
        assert 1 <= error.values["line"] <= 9 * len(ranges)
    else:
        assert is_joined


def test_a_district_falls_back_to_its_city_its_province_and_the_nation():
    assert chain_of("330213") == ("330213", "3302", "33", "CN")
    assert chain_of("33") == ("33", "CN")
    texts = {
        "330213": period("2026-01-01", "2026-12-31", value="4"),
        "3302": period("2025-01-01", None, value="3"),
        "33": period("2024-01-01", None, value="2"),
        "CN": period(None, None, value="1"),
    }
    law = book_of(*texts.items())
    days = ["2023-12-31", "2024-06-01", "2025-06-01", "2026-06-01", "2027-01-01"]
    assert [law.at(date.fromisoformat(one)).get("working_age").whole for one in days] == [1, 2, 3, 4, 3]
    assert [one.place for one in law.history("working_age")] == ["330213", "3302", "33", "CN"]


def test_what_is_absent_is_refused_with_a_sentence_and_what_is_unconfirmed_is_served():
    law = book_of(("CN", period("2020-01-01", None, confidence="unconfirmed")))
    assert law.at(date(2026, 1, 1)).get("working_age").to_be_confirmed
    with pytest.raises(NoLegalValueError, match="2019年12月31日") as caught:
        law.at(date(2019, 12, 31)).get("working_age")
    assert "On 31 December 2019 there is no value for “working_age” in CN" in caught.value.sentence("en")
    assert law.at(date(2026, 1, 1)).find("something_else") is None


def test_a_rule_that_nobody_found_hides_the_wider_one():
    """Ningbo has its own rule and nobody here knows it: the province's must not be used in its place."""
    law = book_of(("3302", entry(value="null")), ("33", entry())).at(date(2026, 1, 1))
    assert law.find("working_age").value is None
    with pytest.raises(NoLegalValueError):
        law.get("working_age")


def test_a_value_is_asked_for_by_its_kind():
    law = book_of(("CN", entry() + entry(key="ratio", value='"0.015"', unit="ratio"))).at(date(2026, 1, 1))
    assert working_age(law) == 16
    assert law.get("ratio").exact == Decimal("0.015")
    with pytest.raises(TypeError, match=r"CN/a.yaml:10"):
        _ = law.get("ratio").whole
    with pytest.raises(TypeError, match=r"CN/a.yaml:1"):
        _ = law.get("working_age").exact


@pytest.mark.parametrize(
    ("tier_mark", "expected"), [("text", Confidence.SECONDARY), ("unconfirmed", Confidence.UNCONFIRMED)]
)
def test_a_minimum_wage_is_as_sure_as_the_less_sure_of_its_two_halves(tier_mark, expected):
    wages = entry(key="minimum_wage_month_tier_2", value="226000", unit="fen_a_month", confidence="secondary")
    tier = entry(key="minimum_wage_tier", value="2", unit="tier", confidence=tier_mark)
    wage = minimum_wage(book_of(("3302", tier), ("33", wages)).at(date(2026, 1, 1)))
    assert (wage.whole, wage.confidence) == (226000, expected)
