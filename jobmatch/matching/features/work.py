"""Features from wishes, experience, place, pay, hours, schooling and dates: work against what is looked for."""

from collections.abc import Iterable

from jobmatch.employers.occupations import UNRELATED, tree_distance
from jobmatch.matching.features.measure import Measure, nothing
from jobmatch.matching.places import SAME_PLACE, kilometres, kinship
from jobmatch.matching.rounding import tenth
from jobmatch.matching.sides import PositionSide, SeekerSide
from jobmatch.matching.texts import TextVector, likeness
from jobmatch.wording.vocabulary import EDUCATION


def wish_occupation(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Levels (0 to 4) that the position's occupation shares with the nearest wished one in the classification."""
    code = position.facts.occupation_code
    if not code or not seeker.facts.wanted_codes:
        return None
    level = UNRELATED - min(tree_distance(wanted, code) for wanted in seeker.facts.wanted_codes)
    if not level:
        return None
    key = "wish_same_occupation" if level == UNRELATED else "wish_near_occupation"
    return ("wish_occupation", float(level), key, lambda: {"level": level, "title": position.facts.title})


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
    percent = likeness(seeker.skills, position.all_text) if seeker.skills.weights else 0.0
    return ("skills", percent, "skills", lambda: {"percent": percent}) if percent else None


def distance(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Kilometres to work, straight line; work that can be done at home is 0 away."""
    if "home_working" in position.facts.offers:
        return ("distance", 0.0, "works_from_home", nothing)
    km = kilometres(seeker.facts, position.facts)
    if km is None:
        return None
    limit = seeker.facts.distance_km
    if limit is None:
        return ("distance", km, "distance", lambda: {"km": km})
    return ("distance", km, "distance_within_limit", lambda: {"km": km, "limit_km": limit})


def place(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """How the position's place is related to the seeker's own, 2 same, 1 same surroundings; silent with a distance."""
    if _is_measured(seeker, position):
        return None
    related = kinship(seeker.place, position.place)
    if not related:
        return None
    key = "place_same" if related == SAME_PLACE else "place_near"
    return ("place", float(related), key, lambda: {"place": position.facts.place or ""})


def past_place(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """The same for the places of earlier jobs; silent where the seeker's own place, or a distance, is known."""
    if seeker.place or not seeker.past_places or _is_measured(seeker, position):
        return None
    related, where = max(((kinship(parts, position.place), name) for name, parts in seeker.past_places), key=_first)
    if not related:
        return None
    key = "past_place_same" if related == SAME_PLACE else "past_place_near"
    return ("past_place", float(related), key, lambda: {"place": where})


def wage(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Percent by which the middle of the offered monthly wage lies above (below: negative) the seeker's floor."""
    floor, low, high = seeker.facts.wage_floor_fen, position.facts.wage_min_fen, position.facts.wage_max_fen
    middle = _middle(low, high)
    if not floor or middle is None:
        return None
    percent = tenth(100 * (middle - floor) / floor)
    key = "wage_above_floor" if percent > 0 else "wage_below_middle" if percent < 0 else "wage_at_floor"
    return ("wage", percent, key, lambda: {"pay_fen": (low, high), "floor_fen": floor, "percent": abs(percent)})


def hours(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Hours a week by which the position differs from what the seeker wants, either way."""
    offered, wanted = position.facts.hours_week, seeker.facts.hours_week
    if offered is None or wanted is None:
        return None
    apart = float(abs(offered - wanted))
    key = "hours_same" if not apart else "hours_more" if offered > wanted else "hours_fewer"
    return ("hours", apart, key, lambda: {"hours": offered, "wanted": wanted, "apart": apart})


def schooling(seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Levels by which the seeker's schooling falls short of what is asked; only where both are on the known scale."""
    if seeker.schooling is None or position.schooling is None or seeker.schooling >= position.schooling:
        return None
    asked, has = position.schooling, seeker.schooling
    return (
        "schooling",
        float(asked - has),
        "schooling_short",
        lambda: {"asked": EDUCATION[asked], "has": EDUCATION[has], "levels": asked - has},
    )


def freshness(_seeker: SeekerSide, position: PositionSide) -> Measure | None:
    """Days since the position was posted."""
    days = position.days_open
    return None if days is None else ("freshness", float(days), "freshness", lambda: {"days": days})


def _nearest(feature: str, key: str, texts: Iterable[tuple[str, TextVector]], position: PositionSide) -> Measure | None:
    """Measure the likeness of the title to the nearest of ``texts``; of equals, the first that the person named."""
    percent, nearest = 0.0, ""
    for text, known in texts:
        alike = likeness(known, position.title)
        if alike > percent:
            percent, nearest = alike, text
    if not percent:
        return None
    return (feature, percent, key, lambda: {"title": position.facts.title, "nearest": nearest, "percent": percent})


def _middle(low: int | None, high: int | None) -> float | None:
    if low is None or high is None:
        return high if low is None else low
    return (low + high) / 2


def _is_measured(seeker: SeekerSide, position: PositionSide) -> bool:
    """Tell whether ``distance`` speaks of the pair, so that the names of places need not."""
    mine, theirs = seeker.facts, position.facts
    points = (mine.lat, mine.lon, theirs.lat, theirs.lon)
    return None not in points or "home_working" in theirs.offers


def _first(pair: tuple[float, str]) -> float:
    return pair[0]
