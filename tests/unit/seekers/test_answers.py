"""Answers are read strictly: what cannot be taken is named with its field, and nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.seekers.answers import Answers, AnswersError
from jobmatch.wording import SentenceError
from tests.world import CITIZEN_NUMBER

TODAY = date(2026, 11, 23)
LEAST = {"name": "虚构", "consents": ["store"]}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def read(**given):
    return Answers.read({**LEAST, **given}, TODAY)


def test_the_least_is_a_name_and_a_consent():
    answers = read()
    assert (answers.name, answers.identity, answers.functions, answers.wage_floor_fen) == ("虚构", None, {}, None)
    assert Answers.from_kept(answers.as_json()) == answers


def test_numbers_are_read_as_people_write_them():
    answers = read(citizen_number="110105 19491231 002x", phone="138-0000-0000")
    assert answers.identity.value == CITIZEN_NUMBER
    assert answers.phone == "13800000000"
    by_certificate = read(certificate_number=f"{CITIZEN_NUMBER}43")
    assert by_certificate.identity.value == CITIZEN_NUMBER


def test_unknown_is_not_kept_and_cannot_is():
    answers = read(functions={"stand_long": "cannot", "see_screen": "unknown", "speak": "can"})
    assert answers.functions == {"stand_long": "cannot", "speak": "can"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "长" * 81}, "name"),
        ({"consents": []}, "consents"),
        ({"consents": ["recommend"]}, "consents"),
        ({"citizen_number": "110105194912310021"}, "citizen_number"),
        ({"certificate_number": f"{CITIZEN_NUMBER}93"}, "certificate_number"),
        ({"citizen_number": "330299198506150045", "certificate_number": f"{CITIZEN_NUMBER}43"}, "certificate_number"),
        ({"phone": "12"}, "phone"),
        ({"wage_floor_fen": 0}, "wage_floor_fen"),
        ({"wage_floor_fen": True}, "wage_floor_fen"),
        ({"wage_floor_fen": "2600"}, "wage_floor_fen"),
        ({"hours_week": 169}, "hours_week"),
        ({"wanted": ["a", "b", "c", "d", "e", "f"]}, "wanted"),
        ({"wanted": "包装"}, "wanted"),
        ({"functions": ["stand_long"]}, "functions"),
        ({"shown_needs": ["seated_work"]}, "shown_needs"),
        ({"grade": 2}, "grade"),
    ],
)
def test_what_cannot_be_taken_is_named(given, field):
    with pytest.raises(AnswersError) as caught:
        read(**given)
    assert caught.value.field == field
    for locale in ("zh_Hans_CN", "en"):
        assert caught.value.sentence(locale)
    assert CITIZEN_NUMBER not in str(caught.value)


@pytest.mark.parametrize(
    "given", [{"functions": {"fly": "can"}}, {"needs": ["a pony"]}, {"refusals": ["mornings"]}, {"education": "genius"}]
)
def test_words_outside_the_vocabulary_are_refused(given):
    with pytest.raises(SentenceError):
        read(**given)


@given(st.dictionaries(st.sampled_from(sorted(Answers.__dataclass_fields__)), anything, max_size=6))
def test_anything_else_is_taken_or_refused_with_a_sentence(given):
    try:
        answers = Answers.read({**LEAST, **given}, TODAY)
    except SentenceError as error:
        assert error.sentence("zh_Hans_CN")
    else:
        assert Answers.from_kept(answers.as_json()) == answers
