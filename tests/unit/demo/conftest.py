"""One invented district for all tests of this folder: building it takes most of a second."""

from datetime import date

import pytest

from jobmatch.demo.build import build
from jobmatch.demo.scale import SAMPLE

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="session")
def rows():
    return build(7, AS_OF, SAMPLE)


@pytest.fixture(scope="session")
def by_id(rows):
    return {row["id"]: row for name in rows for row in rows[name]}
