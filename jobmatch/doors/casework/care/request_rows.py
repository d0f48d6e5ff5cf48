"""Lines of requests about data and of warnings: who, what, until when."""

from dataclasses import dataclass
from datetime import date

from jobmatch import clock
from jobmatch.data_care.tables import DataRequest
from jobmatch.web.names import name_of


@dataclass(frozen=True)
class RequestRow:
    """A request; ``outcome`` is empty while it waits, ``days`` are those left until it is due."""

    id: str
    person_id: str
    name: str
    kind: str
    received_on: date
    due_on: date
    days: int
    outcome: str


def request_row(request: DataRequest, name: str) -> RequestRow:
    """Return the line of a request."""
    return RequestRow(
        request.id,
        request.person_id,
        name,
        name_of(request.kind),
        request.received_on,
        request.due_on,
        (request.due_on - clock.today()).days,
        name_of(request.outcome) if request.outcome else "",
    )
