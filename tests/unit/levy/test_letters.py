"""Codes and months of confirmation letters, and the letter as a file."""

import io
from datetime import date
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from jobmatch.documents.pdf import UndrawnCharacterError
from jobmatch.levy.letter_pdf import credited_number, letter_pdf, months_said
from jobmatch.levy.rules.letters import code_of, in_groups, read_code

CODE = code_of(bytes(range(16)))
ADDRESS = f"https://example.org/verify/{CODE}"


def letter(**changes):
    facts = {
        "employer_name": "示例食品厂",
        "uscc": "91330213MA200022X0",
        "code": CODE,
        "serial": 12,
        "filing_year": 2026,
    }
    numbers = {"work_year": 2025, "persons": 2, "months": 16, "credited": 28, "confirmed_on": date(2026, 4, 20)}
    return SimpleNamespace(**{**facts, **numbers, **changes})


def declared(name, by_month):
    counted = sum(digit != "0" for digit in by_month)
    return SimpleNamespace(id=name, counted=counted, by_month=by_month, person=SimpleNamespace(name=name))


def drawn(*names, locale="zh_Hans_CN"):
    people = [declared(name, "222222222222") for name in names]
    return letter_pdf(letter(), "奉化区", [*people, declared("没有计入", "0" * 12)], ADDRESS, locale)


def text_of(data):
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_a_code_is_read_as_it_is_printed_and_as_people_type_it():
    assert (len(CODE), read_code(CODE), read_code(in_groups(CODE))) == (26, CODE, CODE)
    assert read_code(f"  {CODE.upper().replace('O', '0').replace('L', '1')} ") == CODE
    for wrong in ("", "x", CODE[:-1], f"{CODE}a", f"{CODE[:-1]}9", "a" * 10_000, "../../etc/passwd"):
        assert read_code(wrong) is None
    with pytest.raises(ValueError, match="16 bytes"):
        code_of(b"short")


@pytest.mark.parametrize(
    ("by_month", "said"),
    [
        ("1" * 12, ("1至12月", "January to December")),
        ("020110000002", ("2月、4至5月、12月", "February, April to May, December")),
    ],
)
def test_months_are_told_in_stretches(by_month, said):
    assert tuple(months_said(by_month, locale) for locale in ("zh_Hans_CN", "en")) == said


def test_the_credited_number_is_exact_or_says_that_it_is_not():
    assert credited_number(letter(credited=18)) == "1.5"
    assert credited_number(letter(credited=28)) == "≈2.3333"


def test_the_letter_says_how_many_and_names_them_in_the_annex_alone():
    data = drawn("张三", "古丽娜尔·买买提江")
    first, annex = (page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "残确〔2026〕12号" in first
    assert "≈2.3333" in first
    assert "张三" not in first
    assert "张三" in annex
    assert "古丽娜尔·买买提江" in annex
    assert "没有计入" not in annex
    whole = text_of(data)
    assert ADDRESS in whole
    assert not [word for word in ("重度", "类别", "等级", "按两人", "元") if word in whole]
    assert PdfReader(io.BytesIO(data)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert data == drawn("张三", "古丽娜尔·买买提江")


def test_it_is_in_english_as_well():
    assert "Creditednumber" in text_of(drawn("张三", locale="en"))


def test_a_name_that_cannot_be_drawn_is_refused_with_its_character():
    with pytest.raises(UndrawnCharacterError) as caught:
        drawn("张\N{EGYPTIAN HIEROGLYPH A001}")
    assert caught.value.values["code"] == "U+13000"
