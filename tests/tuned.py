"""Versions of the table of points: the district's own, and another district's that must not be found."""

from decimal import Decimal

from jobmatch import clock
from jobmatch.matching import tuning
from jobmatch.matching.base import read_raw
from jobmatch.matching.tables import ScoreTable
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id

POINTS = [Decimal(one) for one in ("8", "6", "0", "-5", "-8")]


def tune(world):
    """Save a version in the world's own district; returns the key."""
    return tuning.tune(world.actor(), world.district, "distance", POINTS, "路远的少给分").id


def tuned_by_another(district_id, user):
    """Save a version in another district; returns the keys by argument name, with names of nothing."""
    made = {"version": "1", "points": read_raw(), "note": "x", "made_by": user, "made_at": clock.now()}
    with act(by=MACHINE, action="test"):
        db.session.add(table := ScoreTable(id=new_id(), district_id=district_id, **made))
    return {
        "score_table_id": table.id,
        "feature": "no_such_feature",
        "key": "no_such_parameter",
        "indicator": "nothing",
        "form": "exe",
        "code": "b" * 26,
    }
