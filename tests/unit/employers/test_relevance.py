"""A search reads characters: parts of words are found, an unanswered word finds nothing, the title weighs most."""

import pytest

from jobmatch.employers.relevance import LONGEST, Searched, rank, words_of

MASSEUR = Searched("masseur", "盲人按摩师", "安康推拿馆", "示例街道 Example Town", "给客人做推拿。")
PACKER = Searched("packer", "包装工", "示例食品厂", "东湖镇 East Lake", "把产品装进盒子，坐着做。")
CLERK = Searched("clerk", "电话客服", "恒通呼叫中心", "示例街道 Example Town", "接电话，也帮忙包装礼品。")
ALL = [MASSEUR, PACKER, CLERK]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("按摩", ["masseur"]),
        ("摩", ["masseur"]),
        ("包装", ["packer", "clerk"]),
        ("包装工人", ["packer"]),
        ("东湖", ["packer"]),
        ("east lake", ["packer"]),
        ("示例街道", ["masseur", "clerk"]),
        ("示例街道 电话", ["clerk"]),
        ("电话，示例街道", ["clerk"]),
        ("会计", []),
        ("按摩 会计", []),
        ("la", ["packer"]),
        ("!!!", []),
        ("", []),
    ],
)
def test_what_is_found(typed, found):
    assert rank(typed, ALL) == found


def test_the_title_weighs_more_than_the_text():
    assert rank("包装", [CLERK, PACKER]) == ["packer", "clerk"]


def test_equals_keep_their_order():
    assert rank("示例街道", [CLERK, MASSEUR]) == ["clerk", "masseur"]


def test_full_width_letters_are_read():
    assert rank("ＥＡＳＴ", ALL) == ["packer"]


def test_a_word_half_of_which_is_missing_is_not_found():
    assert rank("包子铺工", ALL) == []


def test_a_very_long_search_is_cut():
    assert words_of("按" * 100_000) == ("按" * LONGEST,)
