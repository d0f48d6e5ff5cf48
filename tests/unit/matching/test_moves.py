"""How the order would move if a missing fact were known: judged by the same rules, said with the places it leads to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.base import load_table
from jobmatch.matching.moves import Moves, find_moves, say_moves
from jobmatch.matching.ranking import is_excluded
from jobmatch.matching.remarks import missing
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.matching.suggest import suggest
from jobmatch.wording.vocabulary import FUNCTIONS
from tests.unit.matching.made import DAY, ON, cases, position_of, seeker_of

TABLE = load_table()
REMARKS = [case for case in cases("remarks") if "who" in case]


def sides(seeker, position):
    return seeker_side(seeker, TABLE.texts), position_side(position, TABLE.texts, ON)


def moves_of(seeker, position, reason):
    pair = sides(seeker, position)
    fact = next(one for one in missing(*pair) if one.reason == reason)
    return find_moves(*pair, fact, TABLE, DAY)


@pytest.mark.parametrize("case", REMARKS, ids=lambda case: case["reason"])
def test_every_missing_fact_is_judged(case):
    moves = moves_of(seeker_of(case["seeker"]), position_of(case["position"]), case["reason"])
    assert moves.down <= 0 <= moves.up


@given(
    st.dictionaries(st.sampled_from(FUNCTIONS), st.sampled_from(["can", "cannot", "unknown"]), max_size=4), st.data()
)
def test_an_answer_given_later_is_among_the_moves(functions, data):
    word = data.draw(st.sampled_from([one for one in FUNCTIONS if one not in functions]))
    seeker, position = seeker_of({"functions": functions}), position_of({"demands": {word: "needed"}})
    moves, now = moves_of(seeker, position, "function_unknown"), TABLE.total(*sides(seeker, position))
    for answer in ("can", "cannot"):
        later = sides(replace(seeker, functions={**functions, word: answer}), position)
        if is_excluded(*later, DAY):
            assert moves.may_exclude
        else:
            assert moves.down <= TABLE.total(*later) - now <= moves.up


@pytest.mark.parametrize(
    ("seeker", "position", "reason", "may_exclude"),
    [
        ({}, {"demands": {"hear_speech": "needed"}}, "function_unknown", True),
        ({}, {"demands": {"hear_speech": "needed"}, "offers": ["sign_language"]}, "function_unknown", False),
        ({}, {"licences": ["健康证"]}, "licences_unknown", True),
        ({}, {"wage_max": 3000}, "wage_floor_unknown", True),
        ({}, {}, "wage_floor_unknown", False),
        ({"wage_floor": 3000}, {}, "wage_unknown", True),
        ({"distance_km": 5, "lat": 29.6, "lon": 121.4}, {}, "work_place_unknown", True),
        ({"lat": 29.6, "lon": 121.4}, {}, "work_place_unknown", False),
    ],
)
def test_what_could_exclude_is_told_beforehand(seeker, position, reason, may_exclude):
    assert moves_of(seeker_of(seeker), position_of(position), reason).may_exclude is may_exclude


def test_the_list_says_to_which_place_an_answer_would_lead():
    seeker = seeker_of({"wage_floor": 3000})
    paid = {"wage_min": 3600, "wage_max": 3600}
    positions = [position_of(facts, key) for key, facts in (("a", paid), ("b", {}), ("c", paid))]
    found = suggest(seeker, positions, TABLE, DAY, None).suggestions
    assert [one.id for one in found] == ["a", "c", "b"]
    (fact,) = (one for one in found[2].missing if one.reason == "wage_unknown")
    said = [move.sentence("en") for move in fact.moves]
    assert said[0] == "at best 5 points more, then place 1"
    assert said[-1] == "it may turn out not to suit"


@pytest.mark.parametrize(
    ("down", "up", "rank", "said"),
    [
        (0, 2, 2, ["moves_up"]),
        (0, 0.5, 2, ["moves_up_only"]),
        (-0.5, 0, 2, ["moves_down_only"]),
        (-1.5, 0, 1, ["moves_down"]),
        (-9, 0, 2, ["moves_down_beyond"]),
        (0, 0, 3, ["moves_nothing"]),
    ],
)
def test_a_move_is_said_by_where_it_leads(down, up, rank, said):
    moves = Moves(down, up, may_exclude=False)
    assert [one.reason for one in say_moves(moves, rank, [-50.0, -49.0, -48.0])] == said
