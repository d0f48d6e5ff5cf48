"""What earlier interactions say of a pair: how sought a position is, how near it is to the seeker's own earlier ones.

Everything is counted from ``Known``, so nothing later than the question can come in. NaN = nothing known.
"""

import numpy as np

from jobmatch.matching.pairs.catalogue import Catalogue, Kinds
from jobmatch.matching.pairs.grams import Floats, Whole
from jobmatch.matching.pairs.timeline import Known
from jobmatch.matching.places import SAME_PLACE, SAME_REGION

WINDOWS = (1.0, 7.0, 30.0)
_MONTH = 30.0
_LAST = 5
"""Of a seeker's own earlier positions the last so many are compared by their texts."""

OWN = (
    "own_place",
    "own_last_place",
    "own_region_share",
    "own_place_share",
    "own_employer",
    "own_industry",
    "own_title",
    "own_title_last",
    "own_title_mean",
    "own_text",
    "own_together",
)


def traces(known: Known, catalogue: Catalogue) -> dict[str, Floats]:
    """Return the features by name, one value for each position."""
    return {**_demand(known, catalogue), **_own(known, catalogue)}


def _demand(known: Known, catalogue: Catalogue) -> dict[str, Floats]:
    """How often others turned to a position, lately and ever, and when first and last."""
    count = len(catalogue)
    found = {
        f"sought_{days:g}d": np.log1p(np.bincount(known.positions[known.days <= days], minlength=count))
        for days in WINDOWS
    }
    found["sought_ever"] = np.log1p(np.bincount(known.positions, minlength=count))
    last, first = np.full(count, np.nan), np.full(count, np.nan)
    last[known.positions] = known.days  # oldest first: the newest stays
    first[known.positions[::-1]] = known.days[::-1]
    found["sought_last"], found["sought_first"] = last, first
    places = catalogue.places
    lately = places.of_position[known.positions[known.days <= _MONTH]]
    found["sought_place"] = np.log1p(places.give(np.bincount(lately, minlength=len(places.values))))
    return found


def _own(known: Known, catalogue: Catalogue) -> dict[str, Floats]:
    """How a position is related to those that the seeker turned to before."""
    if not len(known.own):
        return dict.fromkeys(OWN, np.full(len(catalogue), np.nan))
    own, recent = known.own, known.own[::-1][:_LAST]
    titles, texts = catalogue.titles.alike(recent), catalogue.texts.alike(recent)
    return {
        **_own_places(own, catalogue),
        "own_employer": _share_of(catalogue.employers, own),
        "own_industry": _share_of(catalogue.industries, own),
        "own_title": titles.max(axis=0),
        "own_title_last": titles[0],
        "own_title_mean": titles.mean(axis=0),
        "own_text": texts.max(axis=0),
        "own_together": _together(known, catalogue),
    }


def _own_places(own: Whole, catalogue: Catalogue) -> dict[str, Floats]:
    places = catalogue.places
    counts = np.bincount(places.of_position[own], minlength=len(places.values))
    mine = np.flatnonzero(counts)
    kin, share = np.stack([catalogue.kin(int(place)) for place in mine]), counts[mine] / len(own)
    return {
        "own_place": places.give(kin.max(axis=0)),
        "own_last_place": places.give(catalogue.kin(int(places.of_position[own[-1]]))),
        "own_region_share": places.give(share @ (kin >= SAME_REGION)),
        "own_place_share": places.give(share @ (kin >= SAME_PLACE)),
    }


def _share_of(kinds: Kinds[str], own: Whole) -> Floats:
    """Return which share of the seeker's own earlier positions has the position's value; NaN where it has none."""
    counts = np.bincount(kinds.of_position[own], minlength=len(kinds.values)) / len(own)
    return kinds.give([share if value else np.nan for share, value in zip(counts, kinds.values, strict=True)])


def _together(known: Known, catalogue: Catalogue) -> Floats:
    """How often others turned both to the position and to one of the seeker's own, damped by how sought it is."""
    alike = np.unique(known.seekers[np.isin(known.positions, known.own)])
    both = np.bincount(known.positions[np.isin(known.seekers, alike)], minlength=len(catalogue))
    ever = np.bincount(known.positions, minlength=len(catalogue))
    return np.asarray(both / np.sqrt(1.0 + ever))
