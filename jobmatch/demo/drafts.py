"""An unfinished posting of the example employer, worded as postings often are before the check."""

from typing import Any

from jobmatch.demo.content import read
from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_DRAFT, EXAMPLE_EMPLOYER
from jobmatch.demo.world import World, office_hour


def add_drafts(world: World) -> None:
    """Add a draft with something unlawful, something needless, and a section that nobody has filled in yet."""
    draft: dict[str, Any] = read("examples")["draft"]
    chance = world.chance("draft")
    world.add(
        "position_drafts",
        {
            "id": EXAMPLE_DRAFT,
            "district_id": world.district_id,
            "version": 1,
            "employer_id": EXAMPLE_EMPLOYER,
            "position_id": None,
            "fields": {name: list(values) for name, values in draft.items()},
            "seen": {},
            "made_by": user_key(world, "employer"),
            "kept_at": office_hour(world.day(-1), chance),
        },
    )
