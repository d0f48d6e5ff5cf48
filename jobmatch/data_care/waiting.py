"""How much of the care of data waits, in numbers only: for whoever watches that it is done and may see nobody."""

from datetime import date
from typing import NamedTuple

from jobmatch.data_care.queries import count_open_contests
from jobmatch.data_care.requests import count_open_requests
from jobmatch.data_care.retention import count_warnings


class WaitingCare(NamedTuple):
    """What nobody has answered yet; ``overdue`` are those requests whose day has passed."""

    requests: int
    overdue: int
    contests: int
    warnings: int


def count_waiting_care(district_id: str, today: date) -> WaitingCare:
    """Count the requests, the contests and the warnings of a district that wait."""
    return WaitingCare(
        count_open_requests(district_id),
        count_open_requests(district_id, due_before=today),
        count_open_contests(district_id),
        count_warnings(district_id),
    )
