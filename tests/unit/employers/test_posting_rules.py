"""The posting check: what the law forbids, what only keeps people away, what nobody may be blamed for."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from jobmatch.employers.posting_rules import Posting, check, taken_over
from jobmatch.employers.posting_words import Level, word_rules
from jobmatch.law import book
from jobmatch.wording.speaking import all_sentences, sentence

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "postings.yaml").read_text())
LAW = book("330213").at(date(2026, 11, 23))
MONTH, HOUR = 249000, 2400


def found(**facts):
    return check(Posting(**facts), LAW)


def keys(**facts):
    return [one.key for one in found(**facts)]


@pytest.mark.parametrize(
    ("text", "rules", "level"),
    [(text, rules, level) for level in ("unlawful", "needless") for text, rules in CASES[level].items()],
)
def test_words_are_found_whatever_stands_around_them(text, rules, level):
    for written in (text, f"包装工，{text}，包吃住。", f"会打字；{text}"):
        findings = found(text=written)
        assert [one.key for one in findings] == rules.split(), written
        assert findings[0].level == level
        assert findings[0].values["words"] in written


@pytest.mark.parametrize("text", CASES["fine"])
def test_what_is_denied_or_wished_for_somebody_is_nobodys_fault(text):
    assert keys(text=text) == keys(text=f"包装工，{text}，包吃住。") == []


@pytest.mark.parametrize("case", CASES["better"], ids=lambda case: case["text"])
def test_better_words_take_the_place_of_the_found_ones(case):
    assert taken_over(case["rule"], case["text"]) == case["after"]
    assert case["rule"] not in keys(text=case["after"])


def test_better_words_of_one_rule_are_never_the_fault_of_another():
    for rule in word_rules():
        assert keys(text=f"包装工，{rule.better}。") == [], rule.key


def test_what_blocks_comes_first_and_title_and_licences_are_read_too():
    findings = found(title="包装工（35岁以下）", text="身体健康", licences="无乙肝证明")
    assert [(one.field, one.key, one.blocks) for one in findings] == [
        ("licences", "hepatitis", True),
        ("title", "age", False),
        ("text", "health", False),
    ]


@pytest.mark.parametrize("rule", word_rules(), ids=lambda rule: rule.key)
def test_every_rule_says_its_law_and_a_sentence_in_both_languages(rule):
    assert rule.law
    assert all(law.document and law.article for law in rule.law)
    for locale in ("zh_Hans_CN", "en"):
        assert "挂证" in sentence(f"posting.{rule.key}", {"words": "挂证"}, locale)
    cases = [rules for level in ("unlawful", "needless") for rules in CASES[level].values()]
    assert any(rule.key in rules.split() for rules in cases), "a case in tests/cases/postings.yaml"


@pytest.mark.parametrize(
    ("hours", "wage", "is_enough"),
    [
        (40, MONTH, True),
        (40, MONTH - 1, False),
        (None, MONTH - 1, False),
        (25, MONTH - 1, False),
        (24, 249600, True),
        (24, 249599, False),
        (12, 124800, True),
        (12, 124799, False),
    ],
)
def test_the_wage_is_held_against_the_minimum_in_force(hours, wage, is_enough):
    """Up to 24 hours a week go by the hour: 24 × 52 / 12 hours of 24 yuan are 2,496 yuan."""
    findings = found(wage_min_fen=wage, wage_max_fen=400000, hours_week=hours)
    assert [one.key for one in findings] == ([] if is_enough else ["wage_below_minimum"])
    for one in findings:
        assert one.blocks
        assert one.to_be_confirmed, "which tier holds here is not confirmed"
        assert "第四十八条" in one.law[0].article
        assert sentence("posting.wage_below_minimum", one.values, "en")


def test_a_wage_of_a_day_for_which_no_minimum_is_known_is_left_to_the_employer():
    findings = check(Posting(wage_min_fen=1), book("330213").at(date(1990, 1, 1)))
    assert [(one.key, one.blocks) for one in findings] == [("minimum_wage_unknown", False)]


def test_long_weeks_are_warned_of():
    assert keys(hours_week=44) == []
    assert [(one.key, one.level) for one in found(hours_week=45)] == [("hours_too_long", Level.NEEDLESS)]
    assert {"posting.hours_too_long", "posting.minimum_wage_unknown"} <= all_sentences().keys()


def test_an_empty_posting_has_no_fault():
    assert found() == []
