"""Who collects what: by year from the law, or as the operator says."""

import pytest

from jobmatch.law import book
from jobmatch.levy.filing import FilingMode, filing_mode, levy_day

LAW = book("330213")


@pytest.mark.parametrize(
    ("work_year", "mode"), [(2017, "local"), (2020, "local"), (2021, "national"), (2025, "national")]
)
def test_the_year_of_filing_picks_the_mode(work_year, mode):
    found, value = filing_mode(LAW.at(levy_day(work_year)))
    assert (found, value.key) == (mode, "filing_mode")
    assert found.asks_for_payroll == (mode == "local")


@pytest.mark.parametrize("setting", list(FilingMode))
def test_the_operator_s_word_goes_before(setting):
    assert filing_mode(LAW.at(levy_day(2017)), setting) == (setting, None)
