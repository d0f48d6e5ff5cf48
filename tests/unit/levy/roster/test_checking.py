"""Every way in which a roster goes wrong, each with the cell that is named and how grave it is."""

from datetime import date

import pytest

from jobmatch.levy.roster.template import COLUMNS
from tests.unit.levy.roster.made import check, citizen, codes, found, person

WAGES = [f"{month}月工资" for month in range(1, 13)]
OLD = "19600101"
SAME = dict.fromkeys(WAGES, "3000")
NONE = dict.fromkeys(WAGES, "")


def test_a_clean_row_is_fine_and_says_how_many_months():
    roster = check(person())
    assert found(roster) == []
    assert [(one.row, one.code, one.values["count"]) for one in roster.findings] == [(2, "row_ok", 12)]
    assert not roster.has_errors


@pytest.mark.parametrize(
    ("changes", "column", "level", "code"),
    [
        ({"姓名": ""}, "姓名", "error", "name_missing"),
        ({"姓名": "张" * 81}, "姓名", "error", "name_too_long"),
        ({"身份证号": citizen()[:17] + "0"}, "身份证号", "error", "citizen_number_check"),
        ({"身份证号": "330224199002301234"}, "身份证号", "error", "citizen_number_date"),
        ({"身份证号": "3.30224E+17"}, "身份证号", "error", "rounded"),
        ({"身份证号": ""}, "身份证号", "error", "citizen_missing"),
        ({"身份证号": citizen(sequence=125)}, "残疾人证号", "error", "numbers_differ"),
        ({"残疾人证号": citizen() + "83"}, "残疾人证号", "error", "certificate_number_kind"),
        ({"残疾人证号": citizen() + "45"}, "残疾人证号", "error", "certificate_number_grade"),
        ({"残疾人证号": ""}, "残疾人证号", "error", "certificate_missing"),
        ({"残疾人证有效期至": "2020年3月1日"}, "残疾人证有效期至", "error", "card_not_valid"),
        ({"残疾人证有效期至": "2026-04-01"}, "残疾人证有效期至", "warning", "card_ends_soon"),
        ({"残疾人证有效期至": "明年"}, "残疾人证有效期至", "error", "day_unknown"),
        ({"合同开始日期": ""}, "合同开始日期", "error", "contract_unknown"),
        ({"合同结束日期": "2024-06-30"}, "合同结束日期", "error", "contract_too_short"),
        ({"合同结束日期": "2023-12-31"}, "合同结束日期", "error", "ends_before_it_begins"),
        ({"合同开始日期": "2025-03-01"}, "合同开始日期", "error", "contract_does_not_cover"),
        ({"合同类型": "劳务协议"}, "合同类型", "error", "flexible"),
        ({"合同类型": "别的"}, "合同类型", "warning", "contract_kind_unknown"),
        ({"离职日期": "2025-05-06"}, "6月工资", "error", "month_outside_work"),
        ({"入职日期": "2025-05-06", "离职日期": "2025-05-20"}, "离职日期", "warning", "joined_and_left_in_a_month"),
        ({"入职日期": "2023-05-06"}, "入职日期", "warning", "joined_before_contract"),
        ({"劳务派遣": "是"}, "劳务派遣", "warning", "dispatch_unsaid"),
        ({"劳务派遣": "由另一方计入"}, "劳务派遣", "error", "dispatch_counts_elsewhere"),
        ({"3月工资": "2489.99元"}, "3月工资", "error", "wage_below_minimum"),
        ({"3月工资": "2,490.00"}, "3月工资", "warning", "wage_exactly_minimum"),
        ({"3月工资": "三千"}, "3月工资", "error", "wage_unknown_text"),
        ({"3月工资": "-3000"}, "3月工资", "error", "wage_negative"),
        ({"3月工资": "300000"}, "3月工资", "warning", "wage_unlikely"),
        (SAME, "1月工资", "warning", "wages_identical"),
        (NONE, None, "warning", "no_months"),
        ({"养老保险": "1-6"}, "养老保险", "error", "pension_unpaid"),
        ({"医疗保险": ""}, "医疗保险", "warning", "medical_unknown"),
        ({"医疗保险": "大概"}, "医疗保险", "error", "months_unknown"),
        ({"残疾军人证等级": "十二级"}, "残疾军人证等级", "error", "soldier_grade_unknown"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_at_its_cell(changes, column, level, code):
    assert (2, column, level, code) in found(check(person(**changes)))


def test_every_fault_is_found_at_once():
    row = person(**{"身份证号": "1", "残疾人证号": "2", "合同开始日期": "?", "3月工资": "x", "4月工资": "100"})
    assert {"citizen_number_length", "certificate_number_length", "day_unknown", "wage_unknown_text"} <= set(codes(row))
    assert "wage_below_minimum" in codes(row)


def test_age_is_judged_by_month_and_law():
    of_age = check(person(born=OLD, 残疾人证号=citizen(OLD) + "43"), year=2019)
    assert (2, "身份证号", "error", "past_employment_age") not in found(of_age)
    past = next(one for one in check(person(born=OLD)).findings if one.code == "past_employment_age")
    assert past.months == tuple(range(1, 13))
    assert "past_employment_age" in codes(person(born="19700607", sequence=124))


def test_months_that_have_not_begun_are_refused():
    future = next(one for one in check(person(), today=date(2025, 3, 9)).findings if one.code == "month_not_begun")
    assert future.months == tuple(range(4, 13))


@pytest.mark.parametrize(
    "text",
    [" ".join(citizen()), "".join(chr(ord(one) + 0xFEE0) for one in citizen()), citizen()[:6] + "-" + citizen()[6:]],
)
def test_numbers_as_input_methods_write_them_are_understood(text):
    roster = check(person(身份证号=text))
    assert found(roster) == []
    assert [one.code for one in roster.findings] == ["row_ok", "number_tidied"]


@pytest.mark.parametrize("text", ["2024年1月1日", "2024/1/1", "2024.1.1", "20240101", "45292", "2024-01-01 00:00:00"])
def test_dates_of_every_kind_are_understood(text):
    assert codes(person(合同开始日期=text)) == []


def test_people_who_are_there_twice():
    half = dict.fromkeys(WAGES[:6], "")
    other = dict.fromkeys(WAGES[6:], "")
    assert codes(person(), person()) == ["person_twice", "person_twice"]
    assert codes(person(**half), person(**other)) == ["person_again", "person_again"]
    assert codes(person(), person(sequence=125)) == []


def test_rows_that_are_nobody_are_skipped():
    rows = [person(), list(COLUMNS), ["合计", *[""] * 11, "3000"], ["填表人：某某"], ["3"], person(sequence=125)]
    roster = check(*rows)
    assert found(roster) == []
    skipped = [(one.row, one.code) for one in roster.findings if one.code != "row_ok"]
    assert skipped == [(3, "repeated_header"), (4, "total_row"), (5, "remark_row"), (6, "number_only")]
    assert [row.number for row in roster.rows] == [2, 7]


def test_titles_and_a_header_in_two_rows():
    above = [["某公司 2025 年度花名册"], []]
    assert codes(person(), above=above) == []
    assert codes(person(), above=[["2023年花名册"]]) == ["title_year_differs"]
    top = ["姓名", "身份证号", "残疾人证号", "合同开始日期", "合同结束日期", "社保", "各月工资", *[""] * 11]
    low = [*[""] * 6, *[f"{month}月" for month in range(1, 13)]]
    number = citizen()
    row = ["李四", number, number + "43", "2024-01-01", "长期", "是", *[str(3000 + month) for month in range(12)]]
    assert codes(low, row, columns=top) == []


def test_columns_that_lack_are_unknown_repeated_or_of_another_year():
    lacking = [name for name in COLUMNS if name not in {"身份证号", "合同开始日期", "养老保险", *WAGES}]
    assert codes(person(), columns=lacking) == [
        "column_missing_citizen",
        "column_missing_contract_from",
        "column_missing_wage",
        "column_missing_pension",
        "no_months",
    ]
    assert codes(person(), columns=[*COLUMNS, "幸运数字", "1月工资"]) == ["column_unknown", "column_repeated"]
    other = [f"2024年{name}" if name in WAGES else name for name in COLUMNS]
    assert codes(person(), columns=other) == ["column_of_other_year"] * 12
    assert codes(person(年度="2024"), columns=[*COLUMNS, "年度"]) == ["year_differs"]


def test_no_header_and_no_rows():
    assert [one.code for one in check(columns=["甲", "乙"]).findings] == ["no_header"]
    assert codes() == ["no_rows"]


def test_one_wage_column_with_months_beside_it():
    columns = ["姓名", "身份证号", "残疾人证号", "合同开始日期", "合同结束日期", "月工资", "在职月份", "社保"]
    row = person(月工资="2000", 在职月份="1-3月", 社保="是")
    low = [one for one in check(row, columns=columns).findings if one.code == "wage_below_minimum"]
    assert [one.months for one in low] == [(1, 2, 3)]
    without = check(person(月工资="3000", 社保="是"), columns=[name for name in columns if name != "在职月份"])
    assert len(without.rows[0].worked) == 12


def test_marks_of_the_file_are_told():
    marks = {2: {1: "rounded"}, 3: {12: "merged"}}
    hidden = {"hidden_rows": frozenset({3}), "formulas": frozenset({(2, 13)}), "hidden_sheets": ("藏",)}
    roster = check(person(), person(sequence=125), marks=marks, others=("二", "填写说明"), **hidden)
    assert found(roster) == [
        (0, None, "warning", "hidden_sheet"),
        (0, None, "warning", "other_sheet"),
        (2, "身份证号", "error", "rounded"),
        (2, "2月工资", "warning", "formula"),
        (3, None, "warning", "hidden_row"),
        (3, "1月工资", "error", "merged"),
    ]


def test_no_sentence_holds_a_number_of_anybody():
    roster = check(person(身份证号=citizen(sequence=125)), person(残疾人证号=citizen() + "83"))
    for one in roster.findings:
        for locale in ("zh_Hans_CN", "en"):
            assert citizen()[6:] not in one.sentence(locale)
