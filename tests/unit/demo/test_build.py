"""The invented district is whole, always the same, and in the words of the vocabulary."""

from datetime import date

import pytest

from jobmatch.demo.build import build
from jobmatch.demo.content import position_templates
from jobmatch.demo.scale import SAMPLE
from jobmatch.employers.occupations import find_occupation
from jobmatch.storage.base import Base
from jobmatch.storage.schema import load_tables
from jobmatch.wording.vocabulary import ACCOMMODATIONS, EDUCATION, FUNCTIONS, REFUSALS
from tests.unit.demo.conftest import AS_OF

MINIMUM_WAGE_FEN = 249000
UNLAWFUL = ("身体健康", "五官端正", "无残疾", "限男", "限女", "岁以下", "周岁", "男性", "女性", "形象", "相貌", "未婚")


def test_it_has_the_promised_size(rows):
    promised = {
        "seekers": 300,
        "employers": 60,
        "villages": 129,
        "positions": 120,
        "towns": 12,
        "fairs": 1 + 2,
        "booths": 30 + 2 * 12,
    }
    assert {name: len(rows[name]) for name in promised} == promised
    assert sum(row["state"] == "open" for row in rows["positions"]) >= 100
    assert sum(row["state"] == "open" for row in rows["seekers"]) >= 285
    assert len(position_templates()) >= 60


def test_the_same_seed_and_day_give_the_same_rows(rows):
    assert build(7, AS_OF, SAMPLE) == rows


@pytest.mark.parametrize(("seed", "as_of"), [(8, AS_OF), (7, date(2026, 11, 24))])
def test_another_seed_or_day_gives_others(rows, seed, as_of):
    other = build(seed, as_of, SAMPLE)
    for name in ("people", "positions", "seekers", "referrals", "submissions"):
        assert other[name] != rows[name], name


def test_keys_are_unique_and_every_reference_is_kept(rows):
    load_tables()
    for name, written in rows.items():
        keys = [row["id"] for row in written]
        assert len(keys) == len(set(keys)), name
        for column in Base.metadata.tables[name].columns:
            for reference in column.foreign_keys:
                there = {row[reference.column.name] for row in rows[reference.column.table.name]}
                named = {row[column.name] for row in written} - {None}
                assert named <= there, f"{name}.{column.name}"


def test_every_row_of_a_table_has_the_same_columns(rows):
    for name, written in rows.items():
        assert len({frozenset(row) for row in written}) == 1, name


def test_every_word_is_in_the_vocabulary(rows):
    for row in rows["seekers"]:
        assert set(row["functions"]) <= set(FUNCTIONS)
        assert set(row["functions"].values()) <= {"can", "cannot"}
        assert set(row["shown_needs"]) <= set(row["needs"]) <= set(ACCOMMODATIONS)
        assert set(row["refusals"]) <= set(REFUSALS)
    for row in rows["positions"]:
        assert set(row["demands"]) <= set(FUNCTIONS)
        assert set(row["demands"].values()) <= {"needed", "not_needed"}
        assert set(row["offers"]) <= set(ACCOMMODATIONS)
        assert set(row["conditions"]) <= set(REFUSALS)
        assert set(row["conditions"].values()) <= {"yes", "no"}
    assert {row["education"] for name in ("seekers", "positions") for row in rows[name]} <= {None, *EDUCATION}


def test_positions_are_lawful_and_no_two_texts_are_alike(rows):
    texts = [row["text"] for row in rows["positions"]]
    assert len(set(texts)) == len(texts)
    for row in rows["positions"]:
        assert MINIMUM_WAGE_FEN <= row["wage_min_fen"] <= row["wage_max_fen"]
        assert 0 < row["hours_week"] <= 44
        assert not find_occupation(row["occupation_code"]).is_group
        assert not any(word in row["title"] + row["text"] for word in UNLAWFUL)


def test_every_employer_is_marked_as_invented(rows):
    names = {row["name"] for row in rows["employers"]}
    assert len(names) == 60
    assert all(name.endswith("（虚构）") for name in names)
    assert rows["districts"][0]["is_invented"]


def test_every_code_that_somebody_wishes_for_is_in_the_classification(rows):
    assert all(find_occupation(code) for row in rows["seekers"] for code in row["wanted_codes"])
