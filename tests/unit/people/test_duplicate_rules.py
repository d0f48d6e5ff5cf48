"""Who may be one person: what is proven, what is likely, what speaks against; nothing ever decides by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.people.duplicate_rules import Identity, Reason, Strength, compare, only_certain, rank

BORN = date(1990, 5, 4)
MARKS = st.frozensets(st.sampled_from("ab"), max_size=1)
IDENTITIES = st.builds(
    Identity,
    name=st.sampled_from(["张翀", "张冲", "張沖", "章充", "李四", ""]),
    born_on=st.sampled_from([None, BORN, date(1991, 1, 1)]),
    citizen=MARKS,
    certificates=MARKS,
    phones=MARKS,
)


@pytest.mark.parametrize(
    ("one", "other", "strength", "reason"),
    [
        ({"citizen": frozenset("a")}, {"name": "李四", "citizen": frozenset("a")}, "certain", "same_citizen_number"),
        ({"certificates": frozenset("a")}, {"certificates": frozenset("a")}, "certain", "same_certificate"),
        ({"born_on": BORN}, {"born_on": BORN}, "probable", "same_name_and_birth"),
        ({"born_on": BORN}, {"name": "张冲", "born_on": BORN}, "probable", "variant_name_and_birth"),
        ({"born_on": BORN}, {"name": "章充", "born_on": BORN}, "probable", "same_sound_and_birth"),
        ({"phones": frozenset("a")}, {"name": "張沖", "phones": frozenset("a")}, "probable", "variant_name_and_phone"),
        ({"phones": frozenset("a")}, {"name": "李四", "phones": frozenset("a")}, "possible", "same_phone"),
        ({}, {}, "possible", "same_name"),
        ({}, {"name": "章充"}, "possible", "same_sound"),
        ({}, {"name": "李四", "born_on": BORN}, "none", None),
    ],
)
def test_what_agrees_says_how_sure_it_is(one, other, strength, reason):
    found = compare(Identity(**{"name": "张翀", **one}), Identity(**{"name": "张翀", **other}))
    assert (found.strength, reason) == (strength, found.reasons[0] if found.reasons else None)


def test_two_people_of_one_name_and_birth_day_have_two_numbers():
    one, other = (Identity("张翀", BORN, frozenset(mark)) for mark in "ab")
    found = compare(one, other)
    assert (found.strength, Reason.OTHER_CITIZEN_NUMBER in found.reasons) == (Strength.POSSIBLE, True)


def test_a_number_beside_another_that_differs_proves_nothing():
    one, other = (Identity("张翀", None, frozenset(mark), frozenset("c")) for mark in "ab")
    assert compare(one, other).strength is Strength.PROBABLE


@given(IDENTITIES, IDENTITIES)
def test_it_does_not_matter_who_comes_first(one, other):
    assert compare(one, other) == compare(other, one)


@given(IDENTITIES)
def test_everybody_with_a_name_is_like_themselves(one):
    found = compare(one, one)
    assert not {Reason.OTHER_CITIZEN_NUMBER, Reason.OTHER_BIRTH} & set(found.reasons)
    assert (found.strength is Strength.NONE) == (not (one.name or one.citizen or one.certificates or one.phones))


@given(IDENTITIES, IDENTITIES)
def test_certain_is_only_what_a_number_proves(one, other):
    if compare(one, other).strength is Strength.CERTAIN:
        assert (one.citizen & other.citizen) or (one.certificates & other.certificates)
        assert not (one.citizen and other.citizen and not one.citizen & other.citizen)


@given(IDENTITIES, st.lists(IDENTITIES, max_size=6))
def test_a_ranking_falls_and_leaves_out_who_is_not_alike(entered, known):
    found = rank(entered, [(str(number), one) for number, one in enumerate(known)])
    scores = [one.likeness.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(one.likeness.reasons for one in found)


@given(IDENTITIES, st.lists(IDENTITIES, max_size=6))
def test_several_matches_are_nobody(entered, known):
    found = rank(entered, [(str(number), one) for number, one in enumerate(known)])
    certain = [one.key for one in found if one.likeness.strength is Strength.CERTAIN]
    assert only_certain(found) == (certain[0] if len(certain) == 1 else None)
