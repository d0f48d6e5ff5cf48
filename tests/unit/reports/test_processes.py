"""Which figure belongs to which process, and the periods that are reported on."""

from datetime import date

import pytest

from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.periods import half_year_of
from jobmatch.reports.processes import PROCESSES


def test_every_indicator_belongs_to_one_process():
    keys = [key for some in PROCESSES.values() for key in some]
    assert len(keys) == len(set(keys))
    assert set(INDICATORS) <= set(keys)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [("2018-06-30", "2018-01-01", "2018-06-30"), ("2018-07-01", "2018-07-01", "2018-12-31")],
)
def test_half_years(day, first, last):
    assert [str(one) for one in half_year_of(date.fromisoformat(day))] == [first, last]
