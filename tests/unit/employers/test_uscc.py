"""Unified social credit codes: published vectors, hints, and what must never pass."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from jobmatch.employers.uscc import Uscc
from jobmatch.people.typed import NumberError

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTER = st.text(ALPHABET, min_size=1, max_size=1)


@st.composite
def codes(draw):
    head = draw(st.sampled_from(["91", "92", "12", "51", "52", "N2"]))
    division = draw(st.text("0123456789", min_size=6, max_size=6))
    payload = head + division + draw(st.text(ALPHABET, min_size=9, max_size=9))
    return payload + uscc.calc_check_digit(payload)


@pytest.mark.parametrize("text", ["91350100M000100Y43", "91330213MA200022X0", "91110000600037341L"])
def test_valid_vectors(text):
    assert Uscc.parse(text).value == text


def test_typed_with_spaces_and_full_width_letters():
    assert Uscc.parse(" ９１ 350100-m000100y43").value == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "uscc_empty"),
        ("9" * 65, "uscc_too_long"),
        ("91350100M000100Y4", "uscc_length"),
        ("91350100M000100Y4A", "uscc_check"),
        ("9135O100M000100Y43", "uscc_unused_letter"),
        ("91350100M000100中43", "uscc_character"),
        ("9135A100M000100Y43", "uscc_division"),
    ],
)
def test_each_fault_has_its_reason(text, expected):
    with pytest.raises(NumberError) as caught:
        Uscc.parse(text)
    assert caught.value.reason == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("91", "enterprise"),
        ("11", "government"),
        ("12", "public_institution"),
        ("51", "social_organisation"),
        ("52", "private_non_enterprise"),
        ("53", "social_organisation"),
        ("N2", None),
    ],
)
def test_the_first_characters_hint_at_the_type(head, expected):
    payload = f"{head}330213MA200022X"
    assert Uscc(payload + uscc.calc_check_digit(payload)).employer_type == expected


def test_neither_text_nor_representation_shows_the_code():
    code = Uscc.parse("91350100M000100Y43")
    assert (str(code), repr(code)) == ("913501************", "Uscc(913501************)")


@given(codes())
def test_a_valid_code_goes_round(text):
    assert Uscc.parse(text).value == text


@given(codes(), st.integers(0, 17), LETTER)
def test_one_wrong_character_is_refused(text, place, letter):
    assume(text[place] != letter)
    with pytest.raises(NumberError):
        Uscc.parse(text[:place] + letter + text[place + 1 :])


@given(codes(), st.integers(0, 15))
def test_two_neighbours_exchanged_are_refused(text, place):
    assume(text[place] != text[place + 1])
    with pytest.raises(NumberError):
        Uscc.parse(text[:place] + text[place + 1] + text[place] + text[place + 2 :])


@given(st.text() | st.text(ALPHABET + "ı９Ａ -", max_size=24))
def test_any_text_gives_a_code_or_its_own_error(text):
    try:
        length = len(Uscc.parse(text).value)
    except NumberError as error:
        length, reason_key = None, error.reason
    assert length == 18 if length else reason_key.startswith("uscc_")
