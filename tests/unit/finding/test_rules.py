"""What typed words may mean: a name, letters, the end of a number, a whole number, a telephone, a pseudonym."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.finding.rules import WORDS_MOST, read
from tests.world import CITIZEN_NUMBER


@pytest.mark.parametrize(
    ("typed", "field", "meant"),
    [
        ("陳 示例", "name", "陈示例"),
        ("CSL", "letters", "csl"),
        ("shan'an", "letters", "shanan"),
        ("００２x", "ending", "002X"),
        ("1234", "ending", "1234"),
        ("138 0000 0000", "phone", "13800000000"),
        ("+86 138-0000-0000", "phone", "13800000000"),
        ("z-1234", "pseudonym", "Z-1234"),
        ("1234", "phone", ""),
        ("陈", "letters", ""),
        ("12X4", "ending", ""),
    ],
)
def test_words_are_read(typed, field, meant):
    assert getattr(read(typed), field) == meant


def test_whole_numbers_are_known_and_looked_for_nowhere_else():
    assert read(CITIZEN_NUMBER).citizen_number.value == CITIZEN_NUMBER
    assert read(f"{CITIZEN_NUMBER}43").certificate_number.value == f"{CITIZEN_NUMBER}43"
    assert read(CITIZEN_NUMBER).is_private
    assert not read("1234").is_private


@given(st.text(max_size=200))
def test_everything_can_be_read(typed):
    assert len(read(typed).words) <= WORDS_MOST
