"""The OpenAPI document: whole, true, and every example works as it stands in the invented district."""

import uuid

import pytest

from jobmatch import clock
from jobmatch.accounts.queries import find_user
from jobmatch.accounts.service import add_user, make_token
from jobmatch.accounts.tables import Role
from jobmatch.demo import examples as demo
from jobmatch.demo.load import load
from jobmatch.demo.scale import SAMPLE
from jobmatch.doors.api import examples
from jobmatch.fairs.devices import pair_device
from jobmatch.fairs.queries import find_fair
from jobmatch.storage import care
from jobmatch.storage.act import MACHINE
from jobmatch.storage.base import db

METHODS = {"get", "post", "put", "patch", "delete"}
KEYS = ["EMPLOYER", "FAIR", "SEEKER", "POSITION", "SENT_REFERRAL", "INTERVIEW_REFERRAL", "HIRED_PERSON"]


@pytest.fixture
def document(client):
    return client.get("/openapi.json").json


@pytest.fixture
def tokens(app):
    """The invented district, and a token for each security scheme in it."""
    district = load(1, clock.today(), SAMPLE).district_id
    add_user(MACHINE, district, Role.CASEWORKER, "示例账号", "example-caller", None)
    return {
        "staffToken": make_token(MACHINE, find_user("example-caller")),
        "deviceToken": pair_device(MACHINE, find_fair(examples.FAIR), "示例终端").token,
    }


def _operations(document):
    for path, item in document["paths"].items():
        for method in METHODS & item.keys():
            yield path, method, item[method], item.get("parameters", []) + item[method].get("parameters", [])


def _call(client, tokens, path, method, operation, parameters):
    """Run an operation with its examples and nothing else."""
    given = {place: {} for place in ("path", "query", "header")}
    for one in parameters:
        if "example" in one:
            given[one["in"]][one["name"]] = one["example"]
        assert "example" in one or not one.get("required"), (path, one["name"])
    for scheme in operation["security"][:1]:
        given["header"]["Authorization"] = f"Bearer {tokens[next(iter(scheme))]}"
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    more = {"json": body["example"]} if body else {}
    address = path.format(**given["path"])
    return client.open(address, method=method, query_string=given["query"], headers=given["header"], **more)


def test_every_example_works_as_it_stands_and_leaves_everything_sound(app, client, document, tokens):
    seen = set()
    for path, method, operation, parameters in _operations(document):
        response = _call(client, tokens, path, method, operation, parameters)
        assert 200 <= response.status_code < 300, (method, path, response.text)
        assert str(response.status_code) in operation["responses"], (method, path)
        promised = operation["responses"][str(response.status_code)]["content"]["application/json"]["example"]
        assert _shape(response.json) >= _shape(promised), (method, path)
        seen.add(f"api.{operation['operationId']}")
    assert seen == {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")}
    db.session.rollback()
    assert care.find_faults() == []


def _shape(value, path=""):
    """The paths of the fields of an answer; what is in free-form objects and lists of words does not matter."""
    if isinstance(value, list):
        return set().union(*(_shape(one, path) for one in value))
    if isinstance(value, dict) and not path.endswith((".demands", ".conditions", ".values", ".missing", ".cautions")):
        inner = (_shape(one, f"{path}.{name}") for name, one in value.items())
        return {f"{path}.{name}" for name in value}.union(*inner)
    return set()


def test_the_examples_in_the_district_are_worth_reading(client, tokens):
    headers = {"Authorization": f"Bearer {tokens['staffToken']}"}
    shown = client.get(f"/api/v1/suggestions?seeker={examples.SEEKER}", headers=headers).json
    assert examples.POSITION in {one["position"] for one in shown["suggestions"]}
    months = client.get(f"/api/v1/people/{examples.HIRED_PERSON}/months", headers=headers).json
    assert months["total"] >= 1
    assert client.get("/api/v1/jobs", query_string={"q": examples.WORDS}).json["total"] >= 1


@pytest.mark.parametrize("name", KEYS)
def test_the_keys_are_the_demos_own(name):
    assert getattr(examples, name) == getattr(demo, f"EXAMPLE_{name}")
    assert str(uuid.UUID(getattr(examples, name))) == getattr(examples, name)


def test_the_document_is_whole(document):
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"].keys() == {"staffToken", "deviceToken"}
    problem = document["components"]["responses"]["DEFAULT_ERROR"]["content"]["application/problem+json"]
    assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}
    for path, method, operation, _parameters in _operations(document):
        assert operation["summary"], (method, path)
        assert operation["responses"]["default"]["$ref"].endswith("DEFAULT_ERROR")
        assert "security" in operation
    assert all(name in document["components"]["schemas"] for name in _references(document))


def _references(value):
    if isinstance(value, list):
        for one in value:
            yield from _references(one)
    elif isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str) and "/schemas/" in reference:
            yield reference.rpartition("/")[2]
        for one in value.values():
            yield from _references(one)
