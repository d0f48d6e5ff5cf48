"""Timetables: nobody at two booths at once, no booth flooded, as good as can be, and nothing moved that stands."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.fairs.timetable import Hall, Talk, TimetableError, Visitor, Wish, plan
from jobmatch.fairs.timetable.hall import Room

NEAR = 1e-6


@st.composite
def halls(draw, visitors=6, booths=4, slots=4):
    """A hall, who comes, and what suits them."""
    fewest = draw(st.integers(0, 2))
    hall = Hall(
        slots=draw(st.integers(1, slots)),
        at_once=draw(st.integers(1, 2)),
        interpreters=draw(st.integers(0, 1)),
        fewest=fewest,
        most=draw(st.integers(max(1, fewest), 3)),
    )
    people = [Visitor(f"v{turn}", draw(st.booleans())) for turn in range(draw(st.integers(1, visitors)))]
    pairs = [(one.key, booth) for one in people for booth in range(draw(st.integers(1, booths)))]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12))
    return hall, people, [Wish(key, booth, draw(st.integers(-5, 60)) / 4) for key, booth in chosen]


def breaks(hall, people, talks):
    """Say what of a hall's rules the talks break."""
    signs = {one.key for one in people if one.with_interpreter}
    counted = {
        "one visitor at two booths at once": (Counter((t.visitor, t.slot) for t in talks), 1),
        "one booth with too many at once": (Counter((t.booth, t.slot) for t in talks), hall.at_once),
        "one visitor twice at a booth": (Counter((t.visitor, t.booth) for t in talks), 1),
        "too few interpreters": (Counter(t.slot for t in talks if t.visitor in signs), hall.interpreters),
        "more talks than wanted": (Counter(t.visitor for t in talks), hall.most),
    }
    return [said for said, (counts, most) in counted.items() if any(count > most for count in counts.values())]


@settings(max_examples=60, deadline=None)
@given(halls())
def test_every_rule_of_the_hall_is_kept_and_the_bound_is_reached(made):
    hall, people, wishes = made
    found = plan(hall, people, wishes)
    assert breaks(hall, people, found.talks) == []
    assert {(t.visitor, t.booth) for t in found.talks} <= {(w.visitor, w.booth) for w in wishes}
    assert found.objective == pytest.approx(found.bound, abs=NEAR)


@settings(max_examples=25, deadline=None)
@given(halls(visitors=3, booths=3, slots=2))
def test_no_other_choice_of_talks_is_worth_more(made):
    hall, people, wishes = made
    found, some = plan(hall, people, wishes), wishes[:6]
    points = {(w.visitor, w.booth): w.points for w in wishes}
    suit = Counter(w.visitor for w in wishes)
    for size in range(len(some) + 1):
        for chosen in combinations(some, size):
            had = Counter(w.visitor for w in chosen)
            if not _fits(hall, people, chosen):
                continue
            short = sum(max(0, min(hall.fewest, hall.slots, suit[p.key]) - had[p.key]) for p in people)
            worth = sum(points[w.visitor, w.booth] for w in chosen) - found.penalty * short
            assert worth <= found.objective + NEAR


def _fits(hall, people, chosen, slot=0):
    """Tell by trying every way whether the chosen wishes fit into the slots."""
    if not chosen:
        return True
    first, rest = chosen[0], chosen[1:]
    return any(_fits_with(hall, people, rest, [Talk(one, first.booth, first.visitor)]) for one in range(hall.slots))


def _fits_with(hall, people, rest, talks):
    if breaks(hall, people, talks):
        return False
    if not rest:
        return True
    first = rest[0]
    return any(
        _fits_with(hall, people, rest[1:], [*talks, Talk(one, first.booth, first.visitor)]) for one in range(hall.slots)
    )


@settings(max_examples=40, deadline=None)
@given(halls(), st.data())
def test_talks_that_stand_are_not_moved(made, data):
    hall, people, wishes = made
    first = plan(hall, people, wishes).talks
    stay = data.draw(st.lists(st.sampled_from(first), unique=True)) if first else []
    newcomer = Visitor("late")
    again = plan(hall, [*people, newcomer], [*wishes, Wish("late", 0, 15.0)], stay)
    assert set(stay) <= set(again.talks)
    assert breaks(hall, [*people, newcomer], again.talks) == []
    assert again.objective <= again.bound + NEAR


def test_somebody_short_of_a_talk_goes_before_points():
    hall = Hall(slots=1, fewest=1, most=1)
    people = [Visitor("a"), Visitor("b")]
    wishes = [Wish("a", 1, 50.0), Wish("a", 2, 1.0), Wish("b", 1, 2.0)]
    found = plan(hall, people, wishes)
    assert {(t.visitor, t.booth) for t in found.talks} == {("a", 2), ("b", 1)}
    assert found.short == {}


def test_a_crowded_booth_leaves_people_short_and_says_who():
    people = [Visitor(name) for name in "abc"]
    found = plan(Hall(slots=2, fewest=1, most=1), people, [Wish(name, 1, 3.0) for name in "abc"])
    assert len(found.talks) == 2
    assert sum(found.short.values()) == 1


@pytest.mark.parametrize(
    ("hall", "reason"),
    [
        ({"slots": 0}, "timetable.no_time"),
        ({"slots": 4, "at_once": 0}, "timetable.no_room"),
        ({"slots": 4, "fewest": 3, "most": 2}, "timetable.fewest_and_most"),
    ],
)
def test_a_hall_in_which_nobody_could_talk_is_refused(hall, reason):
    with pytest.raises(TimetableError) as raised:
        Hall(**hall)
    assert raised.value.key == reason


@pytest.mark.parametrize("talk", [Talk(0, 1, "nobody"), Talk(9, 1, "a"), Talk(1, 1, "b")])
def test_talks_that_cannot_stand_are_refused(talk):
    with pytest.raises(TimetableError):
        Room(Hall(slots=2), [Visitor("a"), Visitor("b")], [Talk(1, 1, "a"), talk])
