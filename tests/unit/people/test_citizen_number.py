"""Citizen numbers: the standard's vectors, what hands type, and what must never pass."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.typed import NumberError

STANDARD = "11010519491231002X"
DIGITS = st.text("0123456789", min_size=1, max_size=1)


@st.composite
def citizen_numbers(draw):
    region = draw(st.from_regex(r"\A[1-9][0-9]{5}\Z"))
    birth_on = draw(st.dates(date(1900, 1, 1), date(2025, 12, 31)))
    payload = f"{region}{birth_on:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return payload + mod_11_2.calc_check_digit(payload)


def reason(text, **arguments):
    with pytest.raises(NumberError) as caught:
        CitizenNumber.parse(text, **arguments)
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "birth_on", "is_male"),
    [(STANDARD, date(1949, 12, 31), False), ("440524188001010014", date(1880, 1, 1), True)],
)
def test_the_vectors_of_the_standard(text, birth_on, is_male):
    number = CitizenNumber.parse(text)
    assert (number.value, number.birth_on, number.is_male) == (text, birth_on, is_male)


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "110105-19491231-002x",
        "110105\u200b19491231\ufeff002X",
        "110105\u300019491231\u00a0002X\n",
        "11010519491231002×",
        "11010519491231002Ⅹ",
    ],
)
def test_what_hands_and_input_methods_make_of_it(typed):
    assert CitizenNumber.parse(typed).value == STANDARD


@pytest.mark.parametrize("region", ["310115", "440103", "810000", "330113"])
def test_a_region_code_is_never_judged(region):
    payload = f"{region}19750315001"
    assert CitizenNumber.parse(payload + mod_11_2.calc_check_digit(payload)).birth_on == date(1975, 3, 15)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("110105491231002", STANDARD),
        ("440524800101001", "440524198001010013"),
        ("440524800101999", "440524188001019991"),
    ],
)
def test_a_fifteen_digit_number_becomes_its_eighteen(old, new):
    assert CitizenNumber.parse(old).value == new


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "citizen_number_empty"),
        (" \u200b-", "citizen_number_empty"),
        ("1101051949123100", "citizen_number_length"),
        ("1" * 1_000_000, "citizen_number_too_long"),
        ("1101051949123100OX", "citizen_number_character"),
        ("11010549123100A", "citizen_number_character"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "citizen_number_character"),
        ("11010519491231002Y", "citizen_number_last"),
        ("110105190002290021", "citizen_number_date"),
        ("110105490230002", "citizen_number_date"),
        ("110105194912310021", "citizen_number_check"),
    ],
)
def test_each_fault_has_its_reason(text, expected):
    assert reason(text) == expected


def test_the_length_is_told():
    with pytest.raises(NumberError) as caught:
        CitizenNumber.parse("11010519491231002")
    assert caught.value.values == {"length": 17}


def test_a_birth_must_be_possible_where_a_day_is_given():
    assert CitizenNumber.parse(STANDARD, today=date(1949, 12, 31))
    assert reason(STANDARD, today=date(1949, 12, 30)) == "citizen_number_future"
    assert reason("440524188001010014", today=date(2026, 1, 1)) == "citizen_number_too_old"
    assert CitizenNumber.parse("440524188001010014", today=date(2010, 12, 31))


def test_neither_text_nor_error_shows_the_number():
    number = CitizenNumber.parse(STANDARD)
    assert [str(number), repr(number), f"{number}"] == [
        "**************002X",
        "CitizenNumber(**************002X)",
        "**************002X",
    ]
    with pytest.raises(NumberError) as caught:
        CitizenNumber.parse("110105194912310021")
    assert "1949" not in f"{caught.value!r}{caught.value.values}"


def test_no_invalid_number_can_be_built_at_all():
    with pytest.raises(NumberError):
        CitizenNumber("110105194912310021")


@given(citizen_numbers())
def test_a_valid_number_goes_round(text):
    assert CitizenNumber.parse(text).value == text


@given(citizen_numbers(), st.integers(0, 16), DIGITS)
def test_one_wrong_digit_is_refused(text, place, digit):
    assume(text[place] != digit)
    with pytest.raises(NumberError):
        CitizenNumber.parse(text[:place] + digit + text[place + 1 :])


@given(citizen_numbers(), st.integers(0, 15))
def test_two_neighbours_exchanged_are_refused(text, place):
    assume(text[place] != text[place + 1])
    with pytest.raises(NumberError):
        CitizenNumber.parse(text[:place] + text[place + 1] + text[place] + text[place + 2 :])


@given(st.text() | st.text("0123456789Xx０９Ｘ -", max_size=24))
def test_any_text_gives_a_number_or_its_own_error(text):
    try:
        length = len(CitizenNumber.parse(text).value)
    except NumberError as error:
        length, reason_key = None, error.reason
    assert length == 18 if length else reason_key.startswith("citizen_number_")
