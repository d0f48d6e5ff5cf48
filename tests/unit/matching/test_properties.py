"""What must hold for every pair, whatever is known of it."""

import dataclasses
import math

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.base import load_table
from jobmatch.matching.facts import PositionFacts, SeekerFacts
from jobmatch.matching.rules.exclusions import exclusion
from jobmatch.matching.sides import position_side, seeker_side
from jobmatch.matching.suggest import as_json, suggest, suggest_seekers
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS
from tests.lengths import examples
from tests.unit.matching.made import DAY, ON
from tests.unit.matching.pairs import POSITIONS, SEEKERS

TABLE = load_table()
many = examples(75, 1_500)


def score_of(seeker, position):
    parts = TABLE.parts(seeker_side(seeker, TABLE.texts), position_side(position, TABLE.texts, ON))
    return TABLE.score(parts)


def reasons(seeker, position):
    why_not = exclusion(seeker, position, DAY)
    return [(reason.reason, dict(reason.values)) for reason in why_not.because] if why_not else []


@many
@given(SEEKERS, POSITIONS, st.data())
def test_forgetting_a_fact_never_adds_an_exclusion(seeker, position, data):
    side = data.draw(st.sampled_from([SeekerFacts, PositionFacts]))
    facts = [field for field in dataclasses.fields(side) if field.name not in {"id", "offers"}]
    forgotten = data.draw(st.sampled_from(facts))
    made = side(id="x")
    blank = {forgotten.name: getattr(made, forgotten.name)}
    after = (
        reasons(dataclasses.replace(seeker, **blank), position)
        if side is SeekerFacts
        else reasons(seeker, dataclasses.replace(position, **blank))
    )
    assert all(reason in reasons(seeker, position) for reason in after)


@many
@given(SEEKERS, POSITIONS, st.sampled_from(ACCOMMODATIONS))
def test_one_offer_more_never_adds_an_exclusion_nor_lowers_the_score(seeker, position, offer):
    more = dataclasses.replace(position, offers=position.offers | {offer})
    assert all(reason in reasons(seeker, position) for reason in reasons(seeker, more))
    assert score_of(seeker, more) >= score_of(seeker, position)


@many
@given(SEEKERS, POSITIONS, st.sampled_from(FUNCTIONS))
def test_being_able_to_do_more_never_lowers_the_score_nor_adds_an_exclusion(seeker, position, function):
    cannot, unknown, can = (
        dataclasses.replace(seeker, functions={**seeker.functions, function: answer})
        for answer in ("cannot", "unknown", "can")
    )
    assert score_of(cannot, position) <= score_of(unknown, position) <= score_of(can, position)
    assert all(reason in reasons(cannot, position) for reason in reasons(can, position))


@many
@given(SEEKERS, POSITIONS, st.floats(-80, 80), st.lists(st.floats(0, 9), min_size=2, max_size=2))
def test_a_longer_way_never_raises_the_score(seeker, position, lat, steps):
    near, far = sorted(steps)
    seeker = dataclasses.replace(seeker, lat=lat, lon=0.0)
    scores = [score_of(seeker, dataclasses.replace(position, lat=lat + step, lon=0.0)) for step in (near, far)]
    assert scores[0] >= scores[1]


@many
@given(SEEKERS, POSITIONS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_pay_never_lowers_the_score(seeker, position, low, more):
    poor = dataclasses.replace(position, wage_min_fen=low, wage_max_fen=low)
    rich = dataclasses.replace(position, wage_min_fen=low, wage_max_fen=low + more)
    assert score_of(seeker, rich) >= score_of(seeker, poor)


@many
@given(SEEKERS, POSITIONS)
def test_parts_sum_to_a_score_between_0_and_100(seeker, position):
    parts = TABLE.parts(seeker_side(seeker, TABLE.texts), position_side(position, TABLE.texts, ON))
    score = TABLE.score(parts)
    assert sum(part.points for part in parts) == sum(part.points for part in reversed(parts)) == score
    assert 0 <= score <= 100
    assert all(math.isfinite(part.value) and part.points for part in parts)
    assert len({part.feature for part in parts}) == len(parts)


@many
@given(SEEKERS, st.lists(POSITIONS, max_size=8), st.randoms(use_true_random=False))
def test_exclusions_are_never_suggested_and_the_order_of_the_input_does_not_matter(seeker, positions, random):
    found = suggest(seeker, positions, TABLE, DAY, None)
    shown, left_out = {one.id for one in found.suggestions}, {one.id for one in found.excluded}
    assert left_out == {one.id for one in positions if exclusion(seeker, one, DAY)}
    assert not shown & left_out
    assert shown | left_out == {one.id for one in positions}
    shuffled = random.sample(positions, len(positions))
    assert suggest(seeker, shuffled, TABLE, DAY, None) == found
    assert suggest(seeker, shuffled, TABLE, DAY, 3).suggestions == found.suggestions[:3]


@many
@given(SEEKERS, POSITIONS)
def test_both_directions_say_the_same_of_a_pair(seeker, position):
    there = suggest(seeker, [position], TABLE, DAY, 1)
    back = suggest_seekers(position, [seeker], TABLE, DAY, 1)
    for one, other in zip(there.suggestions, back.suggestions, strict=True):
        assert dataclasses.replace(one, id="") == dataclasses.replace(other, id="")
    for one, other in zip(there.excluded, back.excluded, strict=True):
        assert dataclasses.replace(one, id="") == dataclasses.replace(other, id="")


@many
@given(SEEKERS, st.lists(POSITIONS, max_size=3), st.sampled_from(["zh_Hans_CN", "en"]))
def test_every_reason_of_any_pair_can_be_said(seeker, positions, locale):
    said = as_json(suggest(seeker, positions, TABLE, DAY, None), locale)
    groups = [one[key] for one in said["suggestions"] for key in ("parts", "cautions", "missing")]
    groups += [one[key] for one in said["excluded"] for key in ("because", "opened_by")]
    for reason in (reason for group in groups for reason in group):
        assert reason["sentence"].strip()
        assert "None" not in reason["sentence"]
