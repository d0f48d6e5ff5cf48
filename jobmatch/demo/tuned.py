"""A version of the table of points that a caseworker saved and nobody has put in force yet."""

from decimal import Decimal

from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_SCORE_TABLE
from jobmatch.demo.world import World, office_hour
from jobmatch.matching.base import read_raw
from jobmatch.matching.tuning import with_points

_NOTE = "去年有三个人因为路太远，上班不到一个月就不去了：远的岗位再少给一点分。"
_POINTS = ("8", "6", "0", "-5", "-8")


def add_tuned_table(world: World) -> None:
    """Save a version in which a long way counts more against a position."""
    day = world.day(-12)
    made = with_points(read_raw(), "distance", [Decimal(one) for one in _POINTS], _NOTE)
    made["version"] = f"{day.isoformat()}-1"
    world.add(
        "score_tables",
        {
            "id": EXAMPLE_SCORE_TABLE,
            "district_id": world.district_id,
            "version": made["version"],
            "points": made,
            "note": _NOTE,
            "made_by": user_key(world, "caseworker"),
            "made_at": office_hour(day, world.chance("tuned")),
        },
    )
