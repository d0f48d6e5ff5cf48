"""Wishes are coded as far as they are sure, and need no model where they are spelled as the classification does."""

import pytest

from jobmatch.employers.occupations import find_occupation
from jobmatch.matching.coding import wishes
from jobmatch.matching.coding.files import CoderError
from jobmatch.matching.coding.wishes import wish_code, wish_codes
from jobmatch.web.kinds_of_work import KINDS_OF_WORK


def no_model():
    raise CoderError("coder.npz cannot be read.")


@pytest.fixture
def without_model(monkeypatch):
    monkeypatch.setattr(wishes, "shipped_coder", no_model)
    wish_code.cache_clear()
    yield
    wish_code.cache_clear()


@pytest.mark.parametrize("word", [word for word, _label in KINDS_OF_WORK])
def test_every_choice_of_the_kiosk_has_its_code_without_the_model(without_model, word):
    assert find_occupation(wish_code(word)).level == 4


def test_sure_wishes_are_coded_once_and_unsure_ones_are_not():
    assert wish_codes(["想在家做客服", "客服", "什么都可以", "", "踩缝纫机的活"]) == ("4-04-05-03", "6-05-01-03")


def test_without_the_model_wishes_stay_text(without_model, caplog):
    assert wish_codes(["想在家做客服", "保洁阿姨"]) == ("4-09-08-01",)
    assert "compared as text" in caplog.text
