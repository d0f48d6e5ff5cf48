"""A whole catalogue at once gives what pair by pair gives: the same measures, scores and exclusions."""

import math
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.base import load_table
from jobmatch.matching.facts import PositionFacts, SeekerFacts
from jobmatch.matching.features import FEATURES
from jobmatch.matching.pairs.catalogue import Catalogue
from jobmatch.matching.pairs.grams import Grams
from jobmatch.matching.pairs.measures import base_measures, base_score, curve_points, excluded
from jobmatch.matching.rules.exclusions import exclusion
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.matching.texts import likeness, vector
from tests.lengths import examples
from tests.unit.matching.made import DAY, ON
from tests.unit.matching.pairs import POSITIONS, SEEKERS

TABLE = load_table()
many = examples(60, 2_000)


@many
@given(SEEKERS, st.lists(POSITIONS, min_size=1, max_size=6))
def test_measures_scores_and_exclusions_are_those_of_each_pair(facts, positions):
    seeker, catalogue = seeker_side(facts, TABLE.texts), Catalogue(positions, TABLE.texts)
    measures, barred = base_measures(seeker, catalogue, DAY), excluded(seeker, catalogue, DAY)
    scores = base_score(measures, TABLE)
    for place, one in enumerate(positions):
        side = position_side(one, TABLE.texts, ON)
        plain = {name: found[1] for name, measure in FEATURES.items() if (found := measure(seeker, side))}
        assert {name: found[place] for name, found in measures.items() if not math.isnan(found[place])} == plain
        assert scores[place] == TABLE.total(seeker, side)
        assert barred[place] == (exclusion(facts, one, DAY) is not None)


@many
@given(st.floats(-1e4, 1e4))
def test_curves_are_read_as_they_are_served(value):
    for name, curve in TABLE.curves.items():
        assert curve_points(curve, np.array([value]))[0] == TABLE.read[name](value)


@many
@given(
    st.lists(st.text("客服保洁员工 abs", max_size=9), min_size=1, max_size=6), st.text("客服保洁员工 abs", max_size=9)
)
def test_likeness_by_matrix_is_likeness_by_pair(texts, other):
    vectors, mine = [vector(text, TABLE.texts) for text in texts], vector(other, TABLE.texts)
    assert Grams(vectors).exact(mine).tolist() == [likeness(mine, one) for one in vectors]


def test_a_catalogue_may_be_bare():
    catalogue = Catalogue([PositionFacts(id="p")], TABLE.texts)
    measures = base_measures(seeker_side(SeekerFacts(id="s", born_on=date(2020, 1, 1)), TABLE.texts), catalogue, DAY)
    assert base_score(measures, TABLE).tolist() == [TABLE.start]
