"""The scorecard in sentences: every figure is said, every number leads to its own, nothing is said of nothing."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.paragraphs import CLAUSES, write_paragraphs, yuan
from jobmatch.reports.processes import PROCESSES

LAST = date(2018, 6, 30)
SEED = {
    "quota_employers": 384,
    "quota_persons": 690,
    "quota_new": 50,
    "assisted_placed": 350,
    "assisted_new": 32,
    "institutions_subsidised": 7,
    "subsidy_paid": 1710000,
    "homes_insured": 9,
    "ecommerce_attended": 12,
    "ecommerce_partners": 1,
    "ecommerce_shops": 4,
    "demand_registered": 88,
    "employed": 44,
    "special_support": 11,
    "holders_new": 409,
    "holders": 15676,
}


def written(values, locale="zh_Hans_CN", **more):
    return write_paragraphs(values, LAST, locale, money={"subsidy_paid"}, **more)


def test_the_half_year_is_written_as_the_federation_wrote_it():
    assert [one.text for one in written(SEED)] == [
        "为384家企业690名残疾人办理残保金抵扣，新增按比例就业50人。",
        "截至2018年6月30日，辅助性就业安置残疾人350人，期内新安置32人。",
        "向7家机构发放奖励和社保补贴171万元，为9家阳光家园投保机构综合保险。",
        "12名残疾人参加电商招聘会，1人成为合伙人，4人进入村淘开店。",
        "登记有求职需求的残疾人88人，44人实现就业，为11人提供专项扶持。",
        "新办残疾人证409人，截至2018年6月30日，全区持证残疾人15676人。",
    ]


def test_every_figure_of_the_processes_is_said():
    assert {process: sum(clauses, ()) for process, clauses in CLAUSES.items()} == dict(PROCESSES)
    assert {key for some in PROCESSES.values() for key in some} <= set(INDICATORS)


@pytest.mark.parametrize("locale", ["zh_Hans_CN", "en"])
@given(st.fixed_dictionaries({key: st.integers(0, 10**7) for key in SEED}))
def test_a_number_leads_to_its_own_figure_and_only_nothing_is_left_out(locale, values):
    linked = {}
    for one in written(values, locale):
        assert not re.search("[{}【】\ue000\ue001]", one.text)
        for part in one.parts:
            if part.key:
                assert part.key not in linked
                linked[part.key] = part.text
    firsts = {clause[0]: clause for clauses in CLAUSES.values() for clause in clauses}
    assert set(linked) == {key for first, clause in firsts.items() if values[first] for key in clause}
    for key, text in linked.items():
        digits = f"{values[key]:,}" if locale == "en" else str(values[key])
        assert (yuan(values[key], locale) if key == "subsidy_paid" else digits) in text


def test_of_a_process_without_anything_it_is_said_that_there_was_nothing():
    (one,) = written({"ecommerce_attended": 0, "ecommerce_partners": 0, "ecommerce_shops": 0})
    assert [(part.text, part.key) for part in one.parts] == [("这段时间没有人参加电商招聘会。", None)]


def test_an_approximate_figure_is_said_to_be():
    (one,) = written({"holders": 15000}, approximate={"holders"})
    assert one.text.endswith("持证残疾人约15000人。")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (9999, "9999元"),
        (10000, "1万元"),
        (1710000, "171万元"),
        (1712300, "171.23万元"),
        (1712399, "171.23万余元"),
        (1000001, "100万余元"),
        (Decimal("1712300.50"), "171.23万余元"),
        (Decimal("30.50"), "30.50元"),
    ],
)
def test_money_is_said_in_ten_thousands_and_what_is_cut_off_is_said(value, said):
    assert yuan(value, "zh_Hans_CN") == said


def test_english_says_every_digit():
    assert yuan(1712399, "en") == "1,712,399 yuan"
    assert written(SEED, "en")[0].text.startswith("Employers credited for the quota: 384; people: 690.")
