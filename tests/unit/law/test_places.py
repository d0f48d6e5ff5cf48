"""The files that the product brings: each loads, says what the code needs, and a planted fault in one is named."""

from datetime import date
from pathlib import Path

import pytest

import jobmatch.law
from jobmatch.law import LawFileError, book
from jobmatch.law.reading import in_order, read_values
from jobmatch.law.values import Confidence
from jobmatch.law.working import minimum_wage, working_age

PLACES = Path(jobmatch.law.__file__).parent / "places"
FILES = sorted(PLACES.rglob("*.yaml"))
NOW = date(2026, 11, 28)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PLACES).as_posix())
def test_each_file_is_valid_and_says_where_its_values_come_from(file):
    values = read_values(file.parent.name, file.name, file.read_text(encoding="utf-8"))
    assert values
    assert in_order(values)
    for one in values:
        assert one.last_checked_on <= NOW
        assert one.article or one.confidence is not Confidence.TEXT, one.key
        assert bool(one.note_zh) == bool(one.note_en), one.key


def test_every_file_belongs_to_a_place_that_is_asked():
    assert {file.parent.name for file in FILES} <= set(book("330213").chain)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PLACES).as_posix())
def test_a_planted_fault_in_any_of_them_is_named(file):
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    last = max(number for number, line in enumerate(lines, start=1) if line.startswith("- key"))
    planted = text + "\n".join(lines[last - 1 :]) + "\n"
    with pytest.raises(LawFileError) as caught:
        in_order(read_values(file.parent.name, file.name, planted))
    assert caught.value.key == "law.overlap"
    assert {caught.value.values["line"], caught.value.values["other_line"]} == {last, len(lines) + 1}


@pytest.mark.parametrize(
    ("key", "value", "document"),
    [
        ("working_age", 16, "劳动法"),
        ("guardian_consent_age", 14, "个人信息保护法"),
        ("adult_age", 18, "民法典"),
        ("limited_capacity_age", 8, "民法典"),
        ("audit_log_kept", 6, "网络安全法"),
        ("disclosure_record_kept", 3, "网络数据安全管理条例"),
        ("service_ledger_kept", 2, "人力资源市场暂行条例"),
        ("data_request_answered", 30, "GB/T 35273-2020"),
    ],
)
def test_what_the_code_stands_on_is_in_force_with_its_document(key, value, document):
    found = book("330213").at(NOW).get(key)
    assert found.whole == value
    assert document in found.document


def test_the_minimum_wage_of_fenghua_over_the_years():
    law = book("330213")
    days = [date(2018, 1, 1), date(2021, 8, 1), date(2023, 12, 31), date(2024, 1, 1), NOW]
    assert [minimum_wage(law.at(day)).whole // 100 for day in days] == [2010, 2280, 2280, 2490, 2490]
    assert minimum_wage(law.at(NOW)).to_be_confirmed
    assert minimum_wage(law.at(NOW), "hour").whole == 2400
    assert working_age(law.at(NOW)) == 16


def test_what_an_installation_has_confirmed_comes_before_what_the_product_brings(tmp_path):
    brought = (PLACES / "330213" / "minimum_wage.yaml").read_text(encoding="utf-8")
    (tmp_path / "330213").mkdir()
    own = brought.replace("value: 1", "value: 2").replace("unconfirmed", "text")
    (tmp_path / "330213" / "confirmed.yaml").write_text(own, encoding="utf-8")
    wage = minimum_wage(book("330213", tmp_path).at(NOW))
    assert (wage.whole, wage.to_be_confirmed) == (226000, False)


def test_another_city_needs_a_file_and_no_code(tmp_path):
    (tmp_path / "3301").mkdir()
    text = (PLACES / "3302" / "minimum_wage.yaml").read_text(encoding="utf-8")
    (tmp_path / "3301" / "minimum_wage.yaml").write_text(text.replace("value: 1", "value: 3"), encoding="utf-8")
    assert minimum_wage(book("330106", tmp_path).at(NOW)).whole == 201000
