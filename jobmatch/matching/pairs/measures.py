"""The features of the base score for one seeker against every position, and its exclusions; NaN = it says nothing.

Bit for bit what ``features`` and ``rules.exclusions`` say of each pair, so that ``base`` is judged as it is served.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from jobmatch.employers.occupations import UNRELATED, tree_distance
from jobmatch.matching.base import Curve, Table
from jobmatch.matching.facts import Day
from jobmatch.matching.pairs.catalogue import Bits, Catalogue, Point
from jobmatch.matching.pairs.grams import Floats
from jobmatch.matching.places import kilometres, kinship
from jobmatch.matching.rounding import in_tenths
from jobmatch.matching.rules import exclusions
from jobmatch.matching.sides import SeekerSide

_GRID = 2.0**20


def base_measures(seeker: SeekerSide, catalogue: Catalogue, day: Day) -> dict[str, Floats]:
    """Return each feature of the base score by name: one value for each position, NaN where it is silent."""
    return {
        **_abilities(seeker, catalogue),
        **_work(seeker, catalogue),
        **_places(seeker, catalogue),
        **_terms(seeker, catalogue),
        "freshness": _days_open(catalogue, day),
    }


def base_score(measures: Mapping[str, Floats], table: Table) -> Floats:
    """Return the base score of each position: exactly ``Table.total``, for all points lie on its grid."""
    total = np.full(len(next(iter(measures.values()))), table.start)
    for name, values in measures.items():
        total += np.where(np.isnan(values), 0.0, curve_points(table.curves[name], values))
    return total


def curve_points(curve: Curve, values: Floats) -> Floats:
    """Return the points of ``values`` on the grid, interpolated in the order of ``Curve.points``."""
    xs, ys = (np.array(column) for column in zip(*curve.knots, strict=True))
    right = np.clip(np.searchsorted(xs, values, side="right"), 1, len(xs) - 1) if len(xs) > 1 else np.zeros(1, int)
    left = right - 1
    inside = ys[left] + (ys[right] - ys[left]) * ((values - xs[left]) / (xs[right] - xs[left] if len(xs) > 1 else 1.0))
    points = np.where(values <= xs[0], ys[0], np.where(values >= xs[-1], ys[-1], inside))
    return np.asarray(np.rint(points * _GRID) / _GRID)


def excluded(seeker: SeekerSide, catalogue: Catalogue, day: Day) -> npt.NDArray[np.bool_]:
    """Tell of each position whether a rule excludes it for the seeker on that day."""
    facts = seeker.facts
    out = (np.uint64(seeker.cannot_bits) & catalogue.needed & ~catalogue.cleared) != 0
    out |= (np.uint64(seeker.refusals_bits) & catalogue.imposed) != 0
    out |= catalogue.closed
    if day.on is not None:
        out |= catalogue.closes < day.on.toordinal()
        if next(exclusions.below_legal_age(facts, day), None) is not None:
            out[:] = True
    if facts.wage_floor_fen is not None:
        out |= catalogue.wage_high < facts.wage_floor_fen
    if facts.distance_km is not None:
        out |= ~catalogue.home & (_kilometres(seeker, catalogue) > facts.distance_km)
    if seeker.licences is not None:
        for place in catalogue.licensed:
            out[place] |= not seeker.licences.issuperset(catalogue.sides[place].licences)
    return np.asarray(out)


def _abilities(seeker: SeekerSide, catalogue: Catalogue) -> dict[str, Floats]:
    can, cannot, needs = (np.uint64(bits) for bits in (seeker.can_bits, seeker.cannot_bits, seeker.needs_bits))
    refusals = np.uint64(seeker.refusals_bits)
    unclear = np.bitwise_count(cannot & ~catalogue.said & ~catalogue.cleared).astype(np.float64)
    through_offer = catalogue.needed & ~can & catalogue.cleared
    return {
        "demands_met": _share(can & catalogue.needed, catalogue.needed_count),
        "demands_accommodated": _share(through_offer, catalogue.needed_count),
        "limits_unclear": np.where(unclear > 0, unclear, np.nan),
        "needs_offered": _share(needs & catalogue.offers, len(seeker.needs)),
        "needs_not_offered": _share(needs & ~catalogue.offers, len(seeker.needs)),
        "refusals_respected": _share(refusals & catalogue.denied, len(seeker.refusals)),
        "licences_held": _licences_held(seeker, catalogue),
    }


def _work(seeker: SeekerSide, catalogue: Catalogue) -> dict[str, Floats]:
    wanted = seeker.facts.wanted_codes
    wish_text = catalogue.titles.nearest([vector for _, vector in seeker.wishes])
    levels = np.full(len(catalogue), np.nan)
    if wanted:
        near = catalogue.codes.spread(lambda code: UNRELATED - _nearest_code(wanted, code))
        levels = np.where(near > 0, near, np.nan)
        wish_text[~np.isnan(catalogue.codes.spread(lambda code: 0.0 if code else np.nan))] = np.nan
    skills = catalogue.texts.exact(seeker.skills) if seeker.skills.weights else np.zeros(len(catalogue))
    return {
        "wish_occupation": levels,
        "wish_text": wish_text,
        "past_work": catalogue.titles.nearest([vector for _, vector in seeker.past_titles]),
        "skills": np.where(skills > 0, skills, np.nan),
    }


def _places(seeker: SeekerSide, catalogue: Catalogue) -> dict[str, Floats]:
    silent = np.full(len(catalogue), np.nan)
    has_point = seeker.facts.lat is not None and seeker.facts.lon is not None
    measured = catalogue.home | (catalogue.pointed if has_point else False)
    own = silent
    if seeker.place:
        own = catalogue.places.spread(lambda place: kinship(seeker.place, place))
    past = silent
    if not seeker.place and seeker.past_places:
        past = catalogue.places.spread(lambda place: max(kinship(mine, place) for _, mine in seeker.past_places))
    return {
        "distance": np.where(catalogue.home, 0.0, _kilometres(seeker, catalogue)),
        "place": np.where(measured | ~(own > 0), np.nan, own),
        "past_place": np.where(measured | ~(past > 0), np.nan, past),
    }


def _terms(seeker: SeekerSide, catalogue: Catalogue) -> dict[str, Floats]:
    silent, facts = np.full(len(catalogue), np.nan), seeker.facts
    wage, hours, short = silent, silent, silent
    if facts.wage_floor_fen:
        low, high = catalogue.wage_low, catalogue.wage_high
        middle = np.where(np.isnan(low), high, np.where(np.isnan(high), low, (low + high) / 2))
        percents = 100 * (middle - facts.wage_floor_fen) / facts.wage_floor_fen
        wage = np.floor(in_tenths(percents)) / 10
    if facts.hours_week is not None:
        hours = np.abs(catalogue.hours - facts.hours_week)
    if seeker.schooling is not None:
        gap = catalogue.schooling - seeker.schooling
        short = np.where(gap > 0, gap, np.nan)
    return {"wage": wage, "hours": hours, "schooling": short}


def _days_open(catalogue: Catalogue, day: Day) -> Floats:
    if day.on is None:
        return np.full(len(catalogue), np.nan)
    return np.maximum(day.on.toordinal() - catalogue.posted, 0.0)


def _kilometres(seeker: SeekerSide, catalogue: Catalogue) -> Floats:
    def far(point: Point) -> float:
        km = kilometres(seeker.facts, point)
        return np.nan if km is None else km

    if seeker.facts.lat is None or seeker.facts.lon is None:
        return np.full(len(catalogue), np.nan)
    return catalogue.points.spread(far)


def _licences_held(seeker: SeekerSide, catalogue: Catalogue) -> Floats:
    held = np.full(len(catalogue), np.nan)
    if seeker.licences:
        for place in catalogue.licensed:
            asked = catalogue.sides[place].licences
            count = sum(plain in seeker.licences for plain in asked)
            if count:
                held[place] = 100.0 * count / len(asked)
    return held


def _nearest_code(wanted: tuple[str, ...], code: str | None) -> int:
    return min(tree_distance(one, code) for one in wanted) if code else UNRELATED


def _share(bits: Bits, of: Floats | int) -> Floats:
    """Return the set bits in percent of ``of``; NaN for none."""
    count = np.bitwise_count(bits).astype(np.float64)
    of_each = np.broadcast_to(np.asarray(of, dtype=np.float64), count.shape)
    return np.asarray(np.divide(100.0 * count, of_each, out=np.full(count.shape, np.nan), where=count > 0))
