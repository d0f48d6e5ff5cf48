"""The coder that comes with the product: everyday titles, honest confidence, no crash on any text, learned as said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.employers.occupations import find_occupation, list_occupations
from jobmatch.matching.coding import files
from jobmatch.matching.coding.coder import Coder
from jobmatch.matching.coding.files import CodedTitle, CoderError, make_library, read_titles, shipped_coder
from jobmatch.matching.coding.training import conditional_logit, train
from tests.unit.matching.made import cases

EVERYDAY = cases("occupations")


@pytest.mark.parametrize("case", EVERYDAY, ids=lambda case: case["title"])
def test_everyday_titles(case):
    guesses = shipped_coder().code(case["title"])
    assert case["code"] in [one.code for one in guesses[: case.get("at", 1)]], guesses


@pytest.mark.parametrize("title", ["", " ", "？！", "12345", "warehouse hand", "ᚠᚢᚦ", "\x00", "🎈", "\ud800"])
def test_what_resembles_nothing_gets_no_code(title):
    assert shipped_coder().code(title) == []
    assert shipped_coder().best(title) is None


@pytest.mark.parametrize("title", ["什么都可以", "不知道", "坐着的工作", "轻松点的活"])
def test_what_names_no_work_is_not_said_with_confidence(title):
    assert shipped_coder().code(title)[0].confidence < 0.5


def test_a_title_that_somebody_has_looked_at_is_taken_at_its_word():
    sure = shipped_coder().code("【急招】 装配工（双休）")[0]
    assert (sure.code, round(sure.confidence, 2)) == ("6-20-01-01", 0.95)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60) | st.text("客服保洁员工师（）/ a1\n", max_size=60))
def test_any_text_is_ordered_and_told_the_same_way_twice(title):
    guesses = shipped_coder().code(title)
    chances = [one.confidence for one in guesses]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1 + 1e-9
    assert all(0 <= one <= 1 for one in chances)
    assert len({one.code for one in guesses}) == len(guesses) <= 10
    assert all(find_occupation(one.code) for one in guesses)
    assert guesses == shipped_coder().code(title)


def test_only_the_beginning_of_a_very_long_title_is_read():
    assert shipped_coder().code("保洁员" + "啊" * 100_000) == shipped_coder().code("保洁员" + "啊" * 1000)


def test_a_small_library_learns_what_it_is_told(tmp_path):
    told = [
        CodedTitle("按摩师傅", "4-10-04-02"),
        CodedTitle("推背的师傅", "4-10-04-02"),
        CodedTitle("糊纸盒", "6-31-05-00"),
    ]
    known = [one for one in list_occupations() if one.code[:7] in {"4-10-04", "6-31-05"}]
    library = make_library(told, occupations=known)
    trained = train(library)
    files.save(tmp_path / "coder.npz", library, trained)
    kept = Coder(library, files.load(tmp_path / "coder.npz", library))
    assert kept.best("招推背的").code == "4-10-04-02"
    assert [one.code for one in kept.code("推背")] == [one.code for one in Coder(library, trained).code("推背")]
    with pytest.raises(CoderError, match="other titles"):
        files.load(tmp_path / "coder.npz", make_library(told[:2], occupations=known))
    (tmp_path / "coder.npz").write_bytes(b"not a model")
    with pytest.raises(CoderError, match="cannot be read"):
        files.load(tmp_path / "coder.npz", library)


def test_the_logit_finds_the_weights_that_made_the_choices():
    chance = np.random.default_rng(4)
    queries, figures, true = np.repeat(np.arange(4000), 5), chance.normal(size=(20_000, 3)), np.array([1.5, -0.7, 0.0])
    scores = (figures @ true + chance.gumbel(size=20_000)).reshape(4000, 5)
    chosen = (scores == scores.max(1, keepdims=True)).ravel()
    assert conditional_logit(figures, queries, chosen) == pytest.approx(true, abs=0.08)


@pytest.mark.parametrize("name", [files.TITLES, files.EVERYDAY])
def test_the_titles_that_are_shipped_have_codes_of_the_classification(name):
    titles = read_titles(files.folder() / name)
    assert len(titles) == len({one.title for one in titles}) > 500
    assert all(find_occupation(one.code) for one in titles)
