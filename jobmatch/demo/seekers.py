"""What invented people can do, need, refuse and wish: a profile, a life that fits it, and each person's own variation.

A person's functions come from a profile shared by several kinds of certificate, from age and from chance, never from
the kind alone: people differ, and nobody should learn from here what a kind of certificate "cannot do".
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from jobmatch.demo.content import Life, Profile, lives, profiles, read
from jobmatch.demo.district import town_key
from jobmatch.demo.identities import Identity
from jobmatch.demo.world import Row, World
from jobmatch.seekers.tables import SeekerState
from jobmatch.wording.vocabulary import ACCOMMODATIONS, FUNCTIONS, REFUSALS, cleared_by

MISSING_FACTS_SHARE = 0.15
_REFUSES = {"night_shift": 0.45, "rotating_shift": 0.22, "overtime": 0.2, "lodging_away": 0.35, "outdoor_work": 0.15}
_DISTANCES_KM = (3, 5, 8, 10, 15, 20, 30)
_DISTANCE_WEIGHTS = (1, 3, 4, 6, 5, 4, 2)
_FORGOTTEN = ("distance_km", "wage_floor_fen", "hours_week", "education", "licences", "place", "functions")


@dataclass(frozen=True)
class Abilities:
    """What somebody cannot do, what helps, what they refuse."""

    cannot: frozenset[str]
    needs: frozenset[str]
    refuses: frozenset[str]

    def can_live(self, life: Life, age: int) -> bool:
        """Tell whether a life fits: its age, what it goes with, and nothing it uses ruled out without a remedy."""
        fits = life.ages[0] <= age <= life.ages[1] and life.lives_with <= self.cannot
        return fits and not any(self.cannot & {word} and self.needs.isdisjoint(cleared_by(word)) for word in life.uses)


def draw_profile(chance: Random, kind: int) -> tuple[Profile, int]:
    """Draw a profile that goes with a kind of certificate, and a grade that goes with the profile."""
    able = [profile for profile in profiles() if kind in profile.kinds]
    profile = chance.choices(able, [one.kinds[kind] for one in able])[0]
    return profile, chance.choices((1, 2, 3, 4), profile.grades)[0]


def add_seeker(world: World, who: Identity, profile: Profile) -> Row:
    """Add the seeker that a person with ``profile`` turns out to be."""
    chance = world.chance("seeker", who.turn)
    age = (world.as_of - who.born_on).days // 365
    abilities = _draw_abilities(chance, profile, age)
    life = chance.choice([life for life in lives() if abilities.can_live(life, age)])
    refusals = abilities.refuses | {word for word, share in _REFUSES.items() if chance.random() < share}
    refusals -= life.never_refuses
    needs = _in_order(abilities.needs)
    row = {
        **_frame(world, who),
        **_wish(chance, life, abilities, refusals),
        "history": _history(chance, life, age, world.as_of),
        "functions": _functions(chance, abilities.cannot),
        "needs": needs,
        "shown_needs": [need for need in needs if chance.random() < 0.6],
        "refusals": [word for word in REFUSALS if word in refusals],
        "hours_week": 20 if "part_time" in needs else chance.choice((35, 40, 40, 44)),
        "distance_km": chance.choices(_DISTANCES_KM, _DISTANCE_WEIGHTS)[0],
        "education": chance.choice(life.education),
        "licences": list(life.licences),
        "since_on": world.day(-chance.randint(3, 300)),
    }
    return world.add("seekers", _forget(chance, row))


def add_example_seeker(world: World, who: Identity, entry: dict[str, Any]) -> Row:
    """Add one of the example seekers as it is written down."""
    history = [_past(title, text, years, world.as_of.year) for title, text, years in entry["history"]]
    return world.add(
        "seekers",
        {
            **_frame(world, who),
            "text": entry["text"],
            "wanted": [title for title, _code in entry["wanted"]],
            "wanted_codes": list(dict.fromkeys(code for _title, code in entry["wanted"])),
            "history": history,
            "functions": dict(entry["functions"]),
            "needs": entry["needs"],
            "shown_needs": entry["shown_needs"],
            "refusals": entry["refusals"],
            "hours_week": entry["hours"],
            "distance_km": entry["distance_km"],
            "education": entry["education"],
            "licences": [],
            "wage_floor_fen": 100 * entry["wage_floor"],
            "since_on": world.day(-300),
        },
    )


def _frame(world: World, who: Identity) -> Row:
    town = next(town for town in read("towns") if town["name"] == who.town)
    return {
        "id": who.key,
        "district_id": world.district_id,
        "town_id": town_key(world, who.town),
        "lat": town["lat"],
        "lon": town["lon"],
        "state": SeekerState.OPEN,
    }


def _draw_abilities(chance: Random, profile: Profile, age: int) -> Abilities:
    cannot = {*profile.cannot, *(word for word, share in profile.maybe.items() if chance.random() < share)}
    for word, share in (("lift_20kg", age / 120), ("work_at_height", age / 110), ("fast_pace", age / 300)):
        if chance.random() < share:
            cannot.add(word)
    if chance.random() < 0.5:
        cannot.add("drive")
    needs = {*profile.needs, *(word for word, share in profile.maybe_needs.items() if chance.random() < share)}
    return Abilities(frozenset(cannot), frozenset(needs), frozenset(profile.refuses))


def _functions(chance: Random, cannot: frozenset[str]) -> dict[str, str]:
    """What was said at registration: every limit, and about half of what is no trouble; the rest is unknown."""
    said = {word: "can" for word in FUNCTIONS if chance.random() < 0.5} | dict.fromkeys(cannot, "cannot")
    return {word: said[word] for word in FUNCTIONS if word in said}


def _wish(chance: Random, life: Life, abilities: Abilities, refusals: frozenset[str]) -> Row:
    known = abilities.cannot | abilities.needs
    fitting = [one.say for one in life.sayings if not one.only_with or one.only_with & known]
    tails = read("tails")
    about = [tails["refusals"][word] for word in REFUSALS if word in refusals]
    about += [tails["needs"][word] for word in ACCOMMODATIONS if word in abilities.needs and word in tails["needs"]]
    said = [chance.choice(fitting), *(chance.choice(one) for one in chance.sample(about, min(len(about), 2)))]
    if chance.random() < 0.5:
        said.append(chance.choice(tails["places"]))
    wanted = life.wanted[: chance.randint(1, len(life.wanted))]
    low, high = life.wage
    return {
        "text": "".join(said),
        "wanted": [title for title, _code in wanted],
        "wanted_codes": list(dict.fromkeys(code for _title, code in wanted)),
        "wage_floor_fen": 10_000 * chance.randint(low // 100, high // 100) if chance.random() < 0.88 else None,
    }


def _history(chance: Random, life: Life, age: int, as_of: date) -> list[Row]:
    until, jobs = as_of.year - chance.randint(0, 3), []
    for title, text, most in life.history:
        years = max(1, min(most, age - 18))
        jobs.append(_past(title, text, years, until))
        until -= years + chance.randint(0, 2)
    return jobs if age > 19 else []


def _past(title: str, text: str, years: int, until: int) -> Row:
    return {"title": title, "text": text, "from": str(until - years), "to": str(until)}


def _forget(chance: Random, row: Row) -> Row:
    """Leave out some facts that were never asked, for about one person in seven."""
    if chance.random() >= MISSING_FACTS_SHARE:
        return row
    forgotten = chance.sample(_FORGOTTEN, chance.randint(2, 4))
    for name in forgotten:
        if name == "place":
            row |= {"town_id": None, "lat": None, "lon": None}
        elif name == "functions":
            row[name] = {word: said for word, said in row[name].items() if said == "cannot"}
        else:
            row[name] = None
    return row


def _in_order(needs: frozenset[str]) -> list[str]:
    return [word for word in ACCOMMODATIONS if word in needs]
