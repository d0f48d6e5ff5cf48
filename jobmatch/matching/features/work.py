"""Features from wishes, experience, place, pay, hours, schooling and dates: work against what is looked for."""

from collections.abc import Iterable

from jobmatch.employers.occupations import UNRELATED, tree_distance
from jobmatch.matching.decisions import Value
from jobmatch.matching.features.measure import Measure
from jobmatch.matching.places import SAME_PLACE, kilometres, kinship
from jobmatch.matching.sides import PositionSide, SeekerSide
from jobmatch.matching.texts import TextVector, likeness
from jobmatch.wording.vocabulary import EDUCATION


def wish_occupation(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Levels (0 to 4) that the position's occupation shares with the nearest wished one in the classification."""
    code = position.facts.occupation_code
    if not code or not seeker.facts.wanted_codes:
        return None
    level = UNRELATED - min(tree_distance(wanted, code) for wanted in seeker.facts.wanted_codes)
    key = "wish_same_occupation" if level == UNRELATED else "wish_near_occupation"
    return (
        Measure("wish_occupation", float(level), key, {"level": level, "title": position.facts.title})
        if level
        else None
    )


def wish_text(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Likeness of the title to the nearest wish, in percent; silent where both occupations are coded."""
    if position.facts.occupation_code and seeker.facts.wanted_codes:
        return None
    return _nearest("wish_text", "wish_text", seeker.wishes, position)


def past_work(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Likeness of the title to the nearest job that the seeker had, in percent."""
    return _nearest("past_work", "past_work", seeker.past_titles, position)


def skills(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Likeness of all that the seeker tells of their experience to all that the position tells of the work, percent."""
    percent = likeness(seeker.skills, position.all_text)
    return Measure("skills", percent, "skills", {"percent": percent}) if percent else None


def distance(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Kilometres to work, straight line; work that can be done at home is 0 away."""
    if "home_working" in position.facts.offers:
        return Measure("distance", 0.0, "works_from_home", {})
    km = kilometres(seeker.facts, position.facts)
    if km is None:
        return None
    limit = seeker.facts.distance_km
    if limit is None:
        return Measure("distance", km, "distance", {"km": km})
    return Measure("distance", km, "distance_within_limit", {"km": km, "limit_km": limit})


def place(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """How the position's place is related to the seeker's own, 2 same, 1 same surroundings; silent with a distance."""
    if kilometres(seeker.facts, position.facts) is not None or "home_working" in position.facts.offers:
        return None
    related = kinship(seeker.place, position.place)
    if not related:
        return None
    key = "place_same" if related == SAME_PLACE else "place_near"
    return Measure("place", float(related), key, {"place": position.facts.place or ""})


def past_place(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """The same for the places of earlier jobs; silent where the seeker's own place, or a distance, is known."""
    if seeker.place or kilometres(seeker.facts, position.facts) is not None or "home_working" in position.facts.offers:
        return None
    related, where = max(
        ((kinship(parts, position.place), name) for name, parts in seeker.past_places), default=(0, ""), key=_first
    )
    if not related:
        return None
    key = "past_place_same" if related == SAME_PLACE else "past_place_near"
    return Measure("past_place", float(related), key, {"place": where})


def wage(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Percent by which the middle of the offered monthly wage lies above (below: negative) the seeker's floor."""
    floor, low, high = seeker.facts.wage_floor_fen, position.facts.wage_min_fen, position.facts.wage_max_fen
    ends = [end for end in (low, high) if end is not None]
    if not floor or not ends:
        return None
    percent = round(100 * (sum(ends) / len(ends) - floor) / floor, 1)
    key = "wage_above_floor" if percent > 0 else "wage_below_middle" if percent < 0 else "wage_at_floor"
    values: dict[str, Value] = {"pay_fen": (low, high), "floor_fen": floor, "percent": abs(percent)}
    return Measure("wage", percent, key, values)


def hours(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Hours a week by which the position differs from what the seeker wants, either way."""
    offered, wanted = position.facts.hours_week, seeker.facts.hours_week
    if offered is None or wanted is None:
        return None
    apart = float(abs(offered - wanted))
    key = "hours_same" if not apart else "hours_more" if offered > wanted else "hours_fewer"
    return Measure("hours", apart, key, {"hours": offered, "wanted": wanted, "apart": apart})


def schooling(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Levels by which the seeker's schooling falls short of what is asked; only where both are on the known scale."""
    if seeker.schooling is None or position.schooling is None or seeker.schooling >= position.schooling:
        return None
    short = position.schooling - seeker.schooling
    values: dict[str, Value] = {
        "asked": EDUCATION[position.schooling],
        "has": EDUCATION[seeker.schooling],
        "levels": short,
    }
    return Measure("schooling", float(short), "schooling_short", values)


def freshness(_seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Days since the position was posted."""
    days = position.days_open
    return None if days is None else Measure("freshness", float(days), "freshness", {"days": days})


def _nearest(feature: str, key: str, texts: Iterable[tuple[str, TextVector]], position: PositionSide) -> Measure | None:
    """Measure the likeness of the title to the nearest of ``texts``; of equals, the first that the person named."""
    percent, nearest = max(
        ((likeness(known, position.title), text) for text, known in texts), default=(0.0, ""), key=_first
    )
    if not percent:
        return None
    return Measure(feature, percent, key, {"title": position.facts.title, "nearest": nearest, "percent": percent})


def _first(pair: tuple[float, str]) -> float:
    return pair[0]
