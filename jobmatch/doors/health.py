"""Whether the service is alive, whether it is able to serve, and what it has counted."""

import hmac
import ipaddress
from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from sqlalchemy.exc import SQLAlchemyError

from jobmatch import clock, metrics
from jobmatch.accounts.queries import find_district
from jobmatch.config import Settings
from jobmatch.matching.service import model_name
from jobmatch.seekers.queries import count_submissions
from jobmatch.storage.audit import find_head
from jobmatch.storage.base import db
from jobmatch.storage.care import list_unready
from jobmatch.storage.jobs import waiting_now
from jobmatch.web.signed_in import client_address

blueprint = Blueprint("health", __name__)

_THROUGH_A_PROXY = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Database, migrations, keys and model are there; otherwise 503 names what is missing."""
    missing = list_unready()
    model = None
    try:
        district = None if missing else find_district()
        model = model_name(district.id if district is not None else None)
    except (OSError, ValueError):
        missing.append("model")
    return jsonify(status="not ready" if missing else "ok", missing=missing, model=model), 503 if missing else 200


@blueprint.get("/metrics", endpoint="metrics")
def exposition() -> ResponseReturnValue:
    """What was counted, for whoever watches the service; for others the address does not exist."""
    if not _may_read():
        abort(404)
    return Response(metrics.exposition(_figures()), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_read() -> bool:
    """Tell whether the figures may be read: with the token where one is set, else on this machine only.

    *Decision:* what a proxy on this machine passes on comes from anywhere, so without a token it is refused.
    """
    settings: Settings = current_app.config["JOBMATCH"]
    if settings.metrics_token:
        given = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {settings.metrics_token}".encode())
    if any(name in request.headers for name in _THROUGH_A_PROXY):
        return False
    try:
        return ipaddress.ip_address(client_address()).is_loopback
    except ValueError:
        return False


def _figures() -> Iterator[Metric]:
    """Ask the database for what it alone knows; where it cannot say, that is the figure."""
    try:
        waiting, oldest = waiting_now()
        head, submissions = find_head(db.session()), count_submissions()
    except SQLAlchemyError:
        yield GaugeMetricFamily("jobmatch_database_up", "1 where the database answers.", value=0)
        return
    age = (clock.now() - oldest).total_seconds() if oldest else 0
    yield GaugeMetricFamily("jobmatch_database_up", "1 where the database answers.", value=1)
    yield GaugeMetricFamily("jobmatch_jobs_waiting", "Jobs whose time has come.", value=waiting)
    yield GaugeMetricFamily("jobmatch_oldest_job_seconds", "For how long the oldest of them waits.", value=age)
    yield GaugeMetricFamily("jobmatch_audit_entries", "Entries in the audit chain.", value=head.seq if head else 0)
    yield GaugeMetricFamily("jobmatch_submissions", "Submissions kept.", value=submissions)
