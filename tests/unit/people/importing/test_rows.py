"""What one row says: every finding at once, nothing guessed, nothing that a cell said of somebody in a finding."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.people.importing.rules import words
from jobmatch.people.importing.rules.columns import Said, find_header, fingerprint, guess, letter, missing, repeated
from jobmatch.people.importing.rules.rows import list_doubles
from jobmatch.wording import sentence
from tests.unit.people.importing.making import CERTIFICATE, CITIZEN, COLUMNS, codes, row, said

HEADER = ["序号", "姓 名", "残疾人证号（必填）", "乡镇/街道", "有效期至*", "发证日期"]


def test_the_columns_are_found_by_their_names_below_a_title():
    rows = [["奉化区残疾人名册", "", ""], HEADER, ["1", "张三"]]
    assert find_header(rows) == 1
    expected = {Said.NAME: 1, Said.CERTIFICATE: 2, Said.TOWN: 3, Said.VALID_UNTIL: 4, Said.VALID_FROM: 5}
    assert guess(HEADER) == expected
    assert missing(guess(HEADER)) == []
    assert find_header([["张三", CERTIFICATE], ["姓名", "1"]]) is None
    assert [letter(place) for place in (0, 25, 26, 51, 702)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_a_name_that_is_there_twice_is_left_to_a_person():
    header = ["姓名", "姓名", "残疾证号", "发证日期"]
    assert guess(header) == {Said.CERTIFICATE: 2, Said.VALID_FROM: 3}
    assert (repeated(header), missing(guess(header))) == (["姓名"], [Said.NAME])
    assert fingerprint(HEADER) == fingerprint([one.replace(" ", "") for one in HEADER]) != fingerprint(HEADER[1:])


def test_a_row_is_read_in_the_spellings_of_offices():
    stated = said(
        name="　张　三 ",
        certificate="１１０１０５１９４９１２３１００２ｘ４３Ｂ１",
        kind="肢体残疾",
        grade="Ⅲ级",
        valid_from="2020年1月5日",
        valid_until="20300105",
        first_on="43831",
        status="注销",
        status_on="2026/1/2",
        phone="138-0000-0000",
        sex="女",
    )
    assert (stated.name, stated.certificate.value) == ("张 三", f"{CERTIFICATE}B1")
    assert (stated.valid_from, stated.valid_until, stated.first_on) == (
        date(2020, 1, 5),
        date(2030, 1, 5),
        date(2020, 1, 1),
    )
    assert (stated.status, stated.status_on, stated.phone) == ("cancelled", date(2026, 1, 2), "13800000000")


def test_everything_that_is_wrong_is_found_at_once():
    stated, findings = row(
        name="",
        certificate=f"{CITIZEN}42",
        citizen="440524188001010014",
        kind="视力",
        grade="三级",
        sex="男",
        born_on="1990-01-01",
        valid_from="05/06/20",
        status="搬家",
        phone="12",
    )
    assert stated is None
    assert sorted(code for _level, code, _column in codes(findings)) == [
        "birth_differs",
        "day_unknown",
        "grade_differs",
        "kind_differs",
        "name_missing",
        "numbers_differ",
        "phone_left",
        "sex_differs",
        "status_unknown",
    ]
    assert all(one.column == COLUMNS[said] for one in findings for said in [list(Said)[one.column]])


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({Said.CERTIFICATE: "rounded"}, ("error", "rounded", 1)),
        ({Said.CITIZEN: "rounded"}, ("error", "rounded", 2)),
        ({Said.NAME: "merged"}, ("error", "merged", 0)),
        ({Said.TOWN: "merged"}, ("warning", "merged", 13)),
    ],
)
def test_a_cell_that_cannot_be_trusted_is_not_read(marks, code):
    stated, findings = row(marks=marks, town="岳林街道")
    assert codes(findings) == [code]
    assert (stated is None) == (code[0] == "error")
    assert stated is None or stated.town == ""


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"valid_from": "", "valid_until": ""}, "validity_missing"),
        ({"valid_from": "2030-01-06"}, "validity_ends_first"),
        ({"valid_from": "2026-11-29", "valid_until": "2036-11-29"}, "day_future"),
        ({"valid_from": "1949-01-01"}, "day_before_birth"),
        ({"valid_from": "2023-02-29"}, "day_unknown"),
        ({"name": "名" * 81}, "too_long"),
        ({"status": "注销", "status_on": "2027-01-01"}, "day_future"),
        ({"certificate": CITIZEN}, "certificate_number_length"),
    ],
)
def test_a_row_with_an_error_is_not_taken(cells, code):
    stated, findings = row(**cells)
    assert stated is None
    assert code in [code for level, code, _column in codes(findings) if level == "error"]


def test_one_end_of_the_validity_gives_the_other_and_leap_days_end_on_the_28th():
    assert said(valid_until="").valid_until == date(2030, 1, 5)
    assert said(valid_from="", valid_until="2032-02-29").valid_from == date(2022, 2, 28)


def test_components_join_to_the_grade_of_the_certificate():
    multiple = f"{CITIZEN}72"
    assert said(certificate=multiple, components="视力二级;肢体残疾三级").components == ((1, 2), (4, 3))
    for text, code in (("视力与肢体", "components_unknown"), ("视力三级、肢体三级", "components_differ")):
        stated, findings = row(certificate=multiple, components=text)
        assert (stated.components, codes(findings)) == ((), [("warning", code, 7)])


def test_of_rows_about_one_person_those_that_differ_are_all_refused():
    first, same, other = said(number=2), said(number=3), said(number=4, name="李四")
    assert [(at, one.code, one.values) for at, one in list_doubles([first, same])] == [
        (3, "import.double_same", {"other": 2})
    ]
    found = list(list_doubles([first, same, other]))
    assert [(at, one.level) for at, one in found] == [(2, "error"), (3, "error"), (4, "error")]


@given(st.dates(date(1954, 10, 4), date(2064, 4, 8)))
def test_a_day_is_read_in_each_of_its_spellings(day):
    spellings = [
        f"{day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02d}.{day.day:02d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day} 00:00:00",
    ]
    assert {words.read_day(text) for text in spellings} == {(day, False)}
    assert words.read_day(str((day - date(1899, 12, 30)).days)) == (day, True)


@given(st.dictionaries(st.sampled_from([one.value for one in Said]), st.text(max_size=60), max_size=17))
def test_any_row_is_read_or_refused_with_sentences_that_do_not_repeat_it(cells):
    stated, findings = row(**cells)
    assert (stated is None) == any(one.level == "error" for one in findings)
    for one in findings:
        assert sentence(one.code, one.values, "zh_Hans_CN")
        assert sentence(one.code, one.values, "en")
        assert all(isinstance(value, int) for value in one.values.values()), json.dumps(one.as_json())
