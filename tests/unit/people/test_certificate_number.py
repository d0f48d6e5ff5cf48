"""Certificate numbers: a citizen number, kind and grade, and never the last two shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.people.kinds import DisabilityKind
from jobmatch.people.numbers import CertificateNumber
from jobmatch.people.typed import NumberError

STANDARD = "11010519491231002X43"


def test_the_example_on_the_standards_number():
    number = CertificateNumber.parse(STANDARD)
    assert number.citizen_number.value == "11010519491231002X"
    assert (number.kind, number.grade) == (DisabilityKind.PHYSICAL, 3)


def test_one_is_visual_and_two_is_hearing():
    kinds = [CertificateNumber.parse(f"11010519491231002X{digit}1").kind.name for digit in range(1, 8)]
    assert kinds == ["VISUAL", "HEARING", "SPEECH", "PHYSICAL", "INTELLECTUAL", "MENTAL", "MULTIPLE"]


def test_a_reissue_suffix_is_accepted_and_not_required():
    number = CertificateNumber.parse(" 110105 19491231 002x 43 b1")
    assert (number.value, number.grade) == (f"{STANDARD}B1", 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u3000", "certificate_number_empty"),
        ("1" * 65, "certificate_number_too_long"),
        ("11010519491231002X", "certificate_number_length"),
        (f"{STANDARD}B", "certificate_number_length"),
        ("11010519491231002143", "certificate_number_citizen"),
        ("11010519491231002X03", "certificate_number_kind"),
        ("11010519491231002X83", "certificate_number_kind"),
        ("11010519491231002X45", "certificate_number_grade"),
        ("11010519491231002X40", "certificate_number_grade"),
        (f"{STANDARD}A1", "certificate_number_suffix"),
        (f"{STANDARD}BB", "certificate_number_suffix"),
    ],
)
def test_each_fault_has_its_reason(text, expected):
    with pytest.raises(NumberError) as caught:
        CertificateNumber.parse(text)
    assert caught.value.reason == expected


def test_a_birth_must_be_possible_where_a_day_is_given():
    with pytest.raises(NumberError, match="还没有到"):
        CertificateNumber.parse(STANDARD, today=date(1949, 1, 1))


@pytest.mark.parametrize("text", [STANDARD, f"{STANDARD}B2", "11010519491231002X61"])
def test_kind_grade_and_reissue_are_never_shown(text):
    number = CertificateNumber.parse(text)
    assert str(number) == number.masked == "**************002X**"
    assert repr(number) == "CertificateNumber(**************002X**)"


@given(st.text() | st.text("0123456789XB１ -", max_size=26))
def test_any_text_gives_a_number_or_its_own_error(text):
    try:
        length = len(CertificateNumber.parse(text).value)
    except NumberError as error:
        length, reason_key = None, error.reason
    assert length in {20, 22} if length else reason_key.startswith("certificate_number_")
