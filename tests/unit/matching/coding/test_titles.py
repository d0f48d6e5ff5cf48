"""What is left of a title without what advertisements put around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.coding.titles import READ_CHARACTERS, core, grams, plain


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("芦淞区小李家知味馆招聘收银（包吃住）", "收银"),
        ("高薪诚聘服务员包吃住", "服务员"),
        ("超市店员 月入7000+可预支", "超市店员"),
        ("销售经理（华东区域）", "销售经理"),
        ("ＵＩ设计师", "ui设计师"),
        ("（大连）咖啡店员", "咖啡店员"),
        ("上海人", "上海人"),
        ("（兼职）", "兼职"),
        ("5000", "5000"),
        ("", ""),
    ],
)
def test_the_core_of_a_title(title, left):
    assert core(title) == left


def test_equal_titles_are_one():
    assert plain("门卫／保安 ") == plain("门卫保安") == plain("【门卫】保安！")


@given(st.text(max_size=80))
def test_any_text_has_a_core_that_is_its_own_core_s_plain_text_or_shorter(text):
    assert len(core(text)) <= 3 * READ_CHARACTERS
    assert plain(text) == plain(plain(text))


def test_grams_are_characters_pairs_and_whole_words():
    assert grams("c语言 web2") == ["c", "语", "言", "c\t语", "语\t言", "web", "2", "web\t2"]
