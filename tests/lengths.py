"""How many examples a property is tried on: some in ``make test``, many in ``make faults``."""

import os

from hypothesis import settings

IS_LONG = os.environ.get("JOBMATCH_LENGTH") == "long"


def examples(short, long, **more):
    """Return the settings for ``short`` examples, or ``long`` where the run may be long."""
    return settings(max_examples=long if IS_LONG else short, deadline=None, **more)
