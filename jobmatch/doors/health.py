"""Whether the service is alive, and whether it is able to serve."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from jobmatch.matching.service import model_name
from jobmatch.storage.care import list_unready

blueprint = Blueprint("health", __name__)


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
        model = model_name()
    except (OSError, ValueError):
        missing.append("model")
    return jsonify(status="not ready" if missing else "ok", missing=missing, model=model), 503 if missing else 200
