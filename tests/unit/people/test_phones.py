"""Telephone numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.people.phones import parse_phone
from jobmatch.people.typed import NumberError


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800000000", "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("14200000000", "14200000000"),
        ("0574-88586000", "057488586000"),
        ("0574 8858 6000", "057488586000"),
        ("88586000", "88586000"),
        ("+852 2345 6789", "+85223456789"),
    ],
)
def test_numbers_are_kept_in_one_spelling(typed, kept):
    assert parse_phone(typed) == kept
    assert parse_phone(kept) == kept


@pytest.mark.parametrize("typed", ["", "abc", "12", "1380000000000000", "138000000001", "转 5", "1" * 1000])
def test_what_cannot_be_dialled_is_refused(typed):
    with pytest.raises(NumberError) as caught:
        parse_phone(typed)
    assert caught.value.reason == "phone_wrong"


@given(st.text(max_size=100))
def test_nothing_else_is_ever_raised(text):
    try:
        assert parse_phone(text).lstrip("+").isdigit()
    except NumberError as error:
        assert str(error) == str(NumberError("phone_wrong"))  # whatever was typed: it is never repeated
