"""The quick way and the plain way are one: the same pairs, scores, parts and order, whatever is known."""

import math
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching import ranking
from jobmatch.matching.base import load_table
from jobmatch.matching.ranking import is_excluded, order, rank_positions, rank_seekers
from jobmatch.matching.rules import exclusions
from jobmatch.matching.rules.exclusions import exclusion
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.matching.suggest import suggest
from jobmatch.matching.words_as_bits import bits_of, words_in
from jobmatch.wording.vocabulary import FUNCTIONS
from tests.lengths import examples
from tests.unit.matching.made import DAY, ON, position_of, seeker_of
from tests.unit.matching.pairs import POSITIONS, SEEKERS

TABLE = load_table()
many = examples(100, 3_000)


def sides_of(seeker, position):
    return seeker_side(seeker, TABLE.texts), position_side(position, TABLE.texts, ON)


def plainly(seeker, positions):
    """Every pair judged by the rules, scored by adding up its parts, sorted: nothing kept, nothing skipped."""
    pairs = [sides_of(seeker, one) for one in positions if exclusion(seeker, one, DAY) is None]
    scored = [(-math.fsum(part.points for part in TABLE.parts(*pair)), pair[1].facts.id) for pair in pairs]
    return sorted(scored)


@many
@given(SEEKERS, POSITIONS)
def test_the_quick_question_has_the_rules_answer(seeker, position):
    assert is_excluded(*sides_of(seeker, position), DAY) == (exclusion(seeker, position, DAY) is not None)


@many
@given(SEEKERS, POSITIONS)
def test_the_total_is_exactly_the_sum_of_the_parts(seeker, position):
    pair = sides_of(seeker, position)
    assert TABLE.total(*pair) == TABLE.score(TABLE.parts(*pair))


@many
@given(SEEKERS, st.lists(POSITIONS, max_size=8), st.integers(0, 9))
def test_ranking_is_what_judging_every_pair_plainly_gives(seeker, positions, limit):
    wanted = plainly(seeker, positions)
    sides = [position_side(one, TABLE.texts, ON) for one in positions]
    found = rank_positions(seeker_side(seeker, TABLE.texts), sides, TABLE, DAY)
    assert [order(one) for one in sorted(found.ranked, key=order)] == wanted
    found = suggest(seeker, positions, TABLE, DAY, limit)
    assert [(-one.score, one.id) for one in found.suggestions] == wanted[:limit]
    assert all(math.fsum(part.points for part in one.parts) == one.score for one in found.suggestions)


@many
@given(st.lists(SEEKERS, max_size=5), POSITIONS)
def test_seen_from_the_position_each_pair_scores_the_same(seekers, position):
    sides = [seeker_side(one, TABLE.texts) for one in seekers]
    found = rank_seekers(position_side(position, TABLE.texts, ON), sides, TABLE, DAY)
    wanted = sorted((below, one.id) for one in seekers for below, _position in plainly(one, [position]))
    assert sorted(map(order, found.ranked)) == wanted


def test_a_rule_that_the_quick_way_forgot_would_be_seen(monkeypatch):
    seeker, position = seeker_of({"wage_floor": 9000}), position_of({"wage_max": 100})
    forgetful = SimpleNamespace(**{**vars(exclusions), "wage_below_floor": lambda *_: iter(())})
    monkeypatch.setattr(ranking, "exclusions", forgetful)
    assert exclusion(seeker, position, DAY) is not None
    assert not is_excluded(*sides_of(seeker, position), DAY)


@given(st.sets(st.sampled_from(FUNCTIONS)))
def test_words_come_back_from_bits_in_the_vocabularys_order(words):
    assert words_in(bits_of(words, FUNCTIONS), FUNCTIONS) == tuple(word for word in FUNCTIONS if word in words)
