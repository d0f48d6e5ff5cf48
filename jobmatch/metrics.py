"""What is counted, for ``GET /metrics``. Labels are endpoint names, actions and classes: a closed list, nobody's data.

With ``PROMETHEUS_MULTIPROC_DIR`` set before the start, all processes of the server and the worker count together in
that folder (``gunicorn.conf.py`` makes one); without it each process counts for itself.
"""

import os
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_OWN = CollectorRegistry()
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("jobmatch_requests", "Requests answered.", ["endpoint", "method", "status"], registry=_OWN)
SECONDS = Histogram(
    "jobmatch_request_seconds", "Seconds until an answer was ready.", ["endpoint"], registry=_OWN, buckets=_BUCKETS
)
ACTS = Counter("jobmatch_acts", "Acts committed.", ["action"], registry=_OWN)
SIGN_IN_FAILURES = Counter("jobmatch_sign_in_failures", "Sign-ins refused: login or password.", registry=_OWN)


class _Now(Collector):
    """Figures that are asked for now, not counted on the way."""

    def __init__(self, figures: Iterable[Metric]) -> None:
        self._figures = list(figures)

    def collect(self) -> Iterable[Metric]:
        """Return the figures."""
        return self._figures


def exposition(figures: Iterable[Metric]) -> bytes:
    """Return everything counted, by all processes, and ``figures``, in Prometheus' text format."""
    together = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # the library leaves it untyped
    else:
        together.register(_OWN)
    together.register(_Now(figures))
    return generate_latest(together)
