"""Names as they are compared and read: variants meet, surnames are read as surnames, nothing depends on typing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.people.name_rules import LONGEST, VARIANTS, columns_of, fold, initials_of, pinyin_of

NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=4)


@pytest.mark.parametrize("group", VARIANTS)
def test_variants_meet(group):
    assert len({fold(f"王{one}") for one in group}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("張翀", "张冲"),
        ("陳喆", "陈哲"),
        ("龑", "䶮"),
        ("Ｗang", "WANG"),
        ("买买提·依明", "买买提 依明"),
        ("鍾华", "钟华"),
    ],
)
def test_spellings_of_one_name_meet(one, other):
    assert fold(one) == fold(other)
    assert pinyin_of(one) == pinyin_of(other)


@pytest.mark.parametrize(
    ("name", "read", "initials"),
    [
        ("单雄信", "shanxiongxin", "sxx"),
        ("仇和", "qiuhe", "qh"),
        ("解晓东", "xiexiaodong", "xxd"),
        ("查良镛", "zhaliangyong", "zly"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("万俟卨", "moqixie", "mqx"),
        ("吕布", "lvbu", "lb"),
        ("䶮", "yan", "y"),
    ],
)
def test_surnames_are_read_as_surnames(name, read, initials):
    assert pinyin_of(name) == read
    assert initials_of(name)[0] == initials


def test_the_common_reading_finds_too():
    assert {"sxx", "dxx"} <= set(initials_of("单雄信"))


def test_different_names_stay_apart():
    assert fold("王芳") != fold("王方")
    assert pinyin_of("") == fold(" ·") == ""


@given(NAMES)
def test_folding_twice_is_folding_once(name):
    assert fold(fold(name)) == fold(name)


@given(NAMES, st.sampled_from([" {}", "{}·", "\u3000{} "]))
def test_blanks_and_dots_change_nothing(name, how):
    assert columns_of(how.format(name)) == columns_of(name)


@given(st.text(max_size=80))
def test_whatever_is_typed_fits(name):
    assert all(len(value) <= LONGEST for value in columns_of(name).values())
    assert pinyin_of(name) == pinyin_of(unicodedata.normalize("NFKC", name))
