"""The closed vocabulary: complete, named in both languages, and guarded."""

import pytest

from jobmatch.wording import vocabulary
from jobmatch.wording.vocabulary import (
    ACCOMMODATION_GROUPS,
    ACCOMMODATIONS,
    EDUCATION,
    EFFORT,
    FUNCTION_GROUPS,
    FUNCTIONS,
    REFUSALS,
    UnknownWordError,
    check_words,
    cleared_by,
    education_rank,
    label,
)

WORDS = (*FUNCTIONS, *ACCOMMODATIONS, *REFUSALS, *EDUCATION)
GROUPS = (*FUNCTION_GROUPS, *ACCOMMODATION_GROUPS)


def test_the_vocabulary_has_its_agreed_size():
    assert (len(FUNCTIONS), len(ACCOMMODATIONS), len(REFUSALS)) == (26, 34, 5)
    assert len(set(WORDS) | {group.key for group in GROUPS}) == len(WORDS) + len(GROUPS), "no word means two things"


@pytest.mark.parametrize("word", [*WORDS, *(group.key for group in GROUPS)])
def test_every_word_has_a_name_in_both_languages(word):
    zh, en = label(word, "zh_Hans_CN"), label(word, "en")
    assert any("\u4e00" <= character <= "\u9fff" for character in zh)
    assert en.isascii()
    assert en[0].isupper()


@pytest.mark.parametrize("words", [FUNCTIONS, ACCOMMODATIONS, REFUSALS, EDUCATION])
@pytest.mark.parametrize("locale", ["zh_Hans_CN", "en"])
def test_no_two_words_of_a_kind_share_a_name(words, locale):
    assert len({label(word, locale) for word in words}) == len(words)


def test_forms_ask_every_word_once():
    assert sorted(word for group in FUNCTION_GROUPS for word in group.words) == sorted(FUNCTIONS)
    assert sorted(word for group in ACCOMMODATION_GROUPS for word in group.words) == sorted(ACCOMMODATIONS)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_demand_is_cleared_by_accommodations_least_effort_first(function):
    ways = cleared_by(function)
    assert set(ways) <= set(ACCOMMODATIONS)
    assert [EFFORT[way] for way in ways] == sorted(EFFORT[way] for way in ways)


def test_what_clears_what():
    assert cleared_by("drive") == cleared_by("work_at_height") == ()
    assert cleared_by("use_phone") == ("text_chat",)
    assert set(cleared_by("hear_speech")) == {"sign_language", "written_instructions", "captions"}


def test_an_unknown_word_is_named_with_its_place():
    check_words(["drive", "speak"], FUNCTIONS, "demands")
    with pytest.raises(UnknownWordError, match=r"demands.*“fly”"):
        check_words(["drive", "fly"], FUNCTIONS, "demands")
    for unknown in (label, cleared_by):
        with pytest.raises(UnknownWordError, match="fly"):
            unknown("fly", "en") if unknown is label else unknown("fly")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        *(("小学", "primary"), ("初中", "junior"), ("中专", "senior"), ("技校", "senior"), ("高中", "senior")),
        *(("大专", "college"), (" 本科 ", "bachelor"), ("Bachelor's degree", "bachelor"), ("硕士", "postgraduate")),
        ("SENIOR", "senior"),
    ],
)
def test_schooling_is_known_by_its_usual_names(text, word):
    assert education_rank(text) == EDUCATION.index(word)


@pytest.mark.parametrize("text", [None, "", "nine years"])
def test_schooling_off_the_scale_is_unknown(text):
    assert education_rank(text) is None


def test_everything_offered_to_others_is_there():
    assert all(hasattr(vocabulary, name) for name in vocabulary.__all__)
