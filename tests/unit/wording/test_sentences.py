"""Every sentence in both languages, with the same gaps, and none that somebody asks for and nobody wrote."""

import ast
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import jobmatch
from jobmatch.wording import MissingValueError, SentenceError, UnknownSentenceError, sentence
from jobmatch.wording.speaking import _KINDS, all_sentences

PACKAGE = Path(jobmatch.__file__).parent
SPEAKERS = {"Reason", "Way", "Missing", "SentenceError", "DatasetError", "_refuse", "sentence"}


def gaps(pattern):
    return {(name, kind) for _, name, kind, _ in Formatter().parse(pattern) if name is not None}


@pytest.mark.parametrize("key", sorted(all_sentences()))
def test_a_sentence_is_in_both_languages_with_the_same_gaps(key):
    both = all_sentences()[key]
    assert both.keys() == {"zh", "en"}
    assert gaps(both["zh"]) == gaps(both["en"])
    assert all(name.isidentifier() and (not kind or kind in _KINDS) for name, kind in gaps(both["zh"]))
    assert all(text.strip() == text and text for text in both.values())
    assert not any("\u4e00" <= character <= "\u9fff" for character in both["en"])


def keys_asked_for(tree):
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and call.args:
            is_raised = getattr(call.func, "attr", "") == "error" and ast.unparse(call.func) != "log.error"
            is_speaker = getattr(call.func, "id", "") in SPEAKERS or is_raised
            keys = [one for one in call.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if is_speaker and keys:
                yield keys[0].value


@pytest.mark.parametrize("folder", ["matching", "cli"])
def test_what_the_code_asks_for_is_written(folder):
    asked = [
        (file.name, key)
        for file in (PACKAGE / folder).rglob("*.py")
        for key in keys_asked_for(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert asked
    assert not [one for one in asked if one[1] not in all_sentences()]


def test_what_nobody_wrote_raises():
    with pytest.raises(UnknownSentenceError, match="no_such_key"):
        sentence("no_such_key", {}, "en")
    with pytest.raises(MissingValueError, match="'km'"):
        sentence("distance", {}, "en")
    with pytest.raises(LookupError, match="fr_FR"):
        sentence("wage_unknown", {}, "fr_FR")


@pytest.mark.parametrize("locale", ["zh", "zh_Hans_CN", "zh-CN"])
def test_every_chinese_is_chinese(locale):
    assert sentence("wage_unknown", {}, locale) == "单位还没写工资。"


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        ("yuan", 320000, "3200", "3,200"),
        ("yuan", 249001, "2490.01", "2,490.01"),
        ("yuan", 5, "0.05", "0.05"),
        ("wage_range", (300000, 350000), "3000 到 3500 元", "3,000 to 3,500 yuan"),
        ("wage_range", (300000, 300000), "3000 元", "3,000 yuan"),
        ("wage_range", (300000, None), "3000 元起", "3,000 yuan or more"),
        ("wage_range", (None, 300000), "最高 3000 元", "up to 3,000 yuan"),
        ("km", 3.0, "3.0", "3.0"),
        ("number", 7.50, "7.5", "7.5"),
        ("number", 40, "40", "40"),
        ("number", 100.0, "100", "100"),
        ("day", date(2026, 3, 9), "2026年3月9日", "9 March 2026"),
        ("months", (1,), "1月", "January"),
        ("months", (1, 2, 3, 5), "1至3月、5月", "January to March, May"),
        ("word", "use_phone", "接打电话", "talking on the phone"),
        ("words", ("lift_5kg", "drive"), "搬 5 公斤、驾驶", "lifting 5 kg, driving"),
        ("texts", ("C1", "健康证"), "C1、健康证", "C1, 健康证"),
    ],
)
def test_how_each_kind_of_value_is_said(kind, value, zh, en):
    assert (_KINDS[kind](value, "zh"), _KINDS[kind](value, "en")) == (zh, en)


def test_braces_in_a_value_are_only_characters():
    values = {"title": "{km}客服", "nearest": "{0}", "percent": 50.0}
    assert sentence("wish_text", values, "zh").startswith("“{km}客服”和您想做的“{0}”")


def test_an_error_carries_its_sentence_in_both_languages():
    error = SentenceError("no_such_seeker", id="9")
    assert (str(error), error.sentence("en")) == ("没有编号为“9”的求职者。", "There is no seeker with the id “9”.")
