"""How alike texts are, and how near places are."""

import dataclasses

import pytest

from jobmatch.matching.base import load_table
from jobmatch.matching.facts import PositionFacts, SeekerFacts
from jobmatch.matching.places import kilometres, kinship, levels
from jobmatch.matching.texts import likeness, vector

SETTINGS = load_table().texts


def alike(one, other):
    return likeness(vector(one, SETTINGS), vector(other, SETTINGS))


@pytest.mark.parametrize("text", ["客服", "Sales Associate", "盲人按摩师 C1", "焊"])
def test_a_text_is_wholly_like_itself(text):
    assert alike(text, text) == 100


@pytest.mark.parametrize(
    ("one", "other"),
    [("ＳＱＬ　客服", "sql 客服"), ("Store Managers", "store manager"), ("客服!!", "客服"), ("客服客服客服", "客服")],
)
def test_width_case_plural_marks_and_repetition_hardly_matter(one, other):
    assert alike(one, other) > 70


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", "客服"), ("客服", "厨师傅"), ("clerk", "c"), ("！？", "，")])
def test_texts_without_a_common_gram_are_not_alike(one, other):
    assert alike(one, other) == 0


def test_two_characters_say_more_than_two_single_ones():
    assert alike("盲人按摩", "按摩师") > alike("盲人按摩", "摩托按钮")


def test_common_endings_say_little():
    assert alike("包装员工", "员工食堂") < 25


def test_stuffing_a_title_with_keywords_makes_it_less_like_each():
    stuffed = "客服保洁保安包装分拣司机厨师文员会计出纳护理导购收银打字"
    assert alike("客服", stuffed) < alike("客服", "客服专员") / 2
    assert alike("客服", "客服" * 15) <= 100


def test_only_the_beginning_of_a_long_text_is_read():
    assert alike("客服", "保洁" * SETTINGS.read_characters + "客服") == 0


def test_a_table_may_give_grams_no_weight_at_all():
    weightless = dataclasses.replace(SETTINGS, light_weight=0.0, single_weight=0.0)
    assert likeness(vector("员工", weightless), vector("员工", weightless)) == 0


def point(kind, lat, lon):
    return kind(id="x", lat=lat, lon=lon)


@pytest.mark.parametrize(
    ("lat", "lon", "km"), [(29.65, 121.4, 0.0), (30.65, 121.4, 111.2), (29.65, 122.4, 96.6), (-29.65, -58.6, 20015.1)]
)
def test_kilometres_along_the_sphere(lat, lon, km):
    assert kilometres(point(SeekerFacts, 29.65, 121.4), point(PositionFacts, lat, lon)) == km


@pytest.mark.parametrize(("lat", "lon"), [(None, 121.4), (29.65, None), (None, None)])
def test_half_a_point_is_no_point(lat, lon):
    assert kilometres(point(SeekerFacts, lat, lon), point(PositionFacts, 29.65, 121.4)) is None
    assert kilometres(point(SeekerFacts, 29.65, 121.4), point(PositionFacts, lat, lon)) is None


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("宁波市奉化区锦屏街道", ("锦屏街道", "奉化区", "宁波市")),
        ("浙江省 宁波市 奉化区 溪口镇", ("溪口镇", "奉化区", "宁波市", "浙江省")),
        ("Chicago, Illinois", ("chicago", "illinois")),
        ("锦屏街道", ("锦屏街道",)),
        ("", ()),
        (None, ()),
        (" , ", ()),
    ],
)
def test_places_fall_into_levels_smallest_first(place, parts):
    assert levels(place) == parts


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("奉化区锦屏街道", "奉化区锦屏街道", 2),
        ("奉化区锦屏街道", "奉化区岳林街道", 1),
        ("奉化区", "奉化区岳林街道", 1),
        ("奉化区锦屏街道", "鄞州区岳林街道", 0),
        ("锦屏街道", "岳林街道", 0),
        ("CHICAGO, Illinois", "Chicago,Illinois", 2),
        ("Chicago, Illinois", "Springfield, Illinois", 1),
        (None, None, 0),
        ("", "锦屏街道", 0),
    ],
)
def test_kinship_of_places(one, other, related):
    assert kinship(levels(one), levels(other)) == kinship(levels(other), levels(one)) == related
