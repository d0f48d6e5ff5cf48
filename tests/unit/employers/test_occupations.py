"""The classification of occupations: complete, walkable, and searchable by spelling."""

import pytest

from jobmatch.employers.occupations import find_occupation, parents, search, tree_distance


def test_an_occupation_is_found_by_its_exact_code():
    cook = find_occupation("4-03-02-01")
    assert (cook.name, cook.level, cook.is_group) == ("中式烹调师", 4, False)
    assert find_occupation("4-03-02") is None


def test_marks_behind_names_are_not_part_of_them():
    assert find_occupation("4-13-01-05").name == "全媒体运营师"


def test_parents_are_nearest_first():
    assert [group.code for group in parents("4-03-02-01")] == ["4-03-02-00", "4-03-00-00", "4-00-00-00"]


def test_a_group_that_the_classification_leaves_out_is_left_out():
    assert [group.code for group in parents("5-02-03-01")] == ["5-02-00-00", "5-00-00-00"]
    assert parents("4-00-00-00") == []


@pytest.mark.parametrize(
    ("code_a", "code_b", "distance"),
    [
        ("4-03-02-01", "4-03-02-01", 0),
        ("4-03-02-01", "4-03-02-02", 1),
        ("4-03-02-01", "4-03-02-00", 1),
        ("4-03-02-01", "4-03-01-01", 2),
        ("4-03-02-01", "4-01-01-00", 3),
        ("4-03-02-01", "6-31-05-00", 4),
        ("nonsense", "6-31-05-00", 4),
    ],
)
def test_tree_distance_counts_the_levels_to_a_common_group(code_a, code_b, distance):
    assert tree_distance(code_a, code_b) == tree_distance(code_b, code_a) == distance


@pytest.mark.parametrize(
    ("text", "code"),
    [("包装工", "6-31-05-00"), ("盲人医疗按摩", "2-05-10-00"), (" 中式 烹调师 ", "4-03-02-01")],
)
def test_a_name_in_full_or_in_part_is_found_first(text, code):
    assert search(text)[0].code == code


def test_search_finds_by_alias_and_never_groups():
    found = search("普工")
    assert not any(occupation.is_group for occupation in found)
    assert search("Python", limit=1)[0].name == "计算机软件工程技术人员"


def test_search_answers_nothing_for_nothing_and_keeps_its_limit():
    assert search("") == search(" \n") == search("龘龘") == []
    assert len(search("工程技术人员", limit=3)) == 3
    assert search("包装工", limit=0) == []
