"""Reading through the API: nothing changes but the append-only tables, nothing that is sealed comes out."""

from tests.guards.test_get_changes_nothing import differences, paths_with_objects, snapshot
from tests.pages.api.conftest import Caller


def _addresses(app, world):
    return [path.removeprefix("/api/v1") for path in paths_with_objects(app, world) if path.startswith("/api/v1")]


def test_a_get_changes_nothing_else(app, whole_world, desk, kiosk):
    addresses = [*_addresses(app, whole_world), f"/suggestions?seeker={whole_world.seeker}"]
    before = snapshot()
    callers = {address: kiosk if address.startswith("/device") else desk for address in addresses}
    statuses = {address: caller.get(address).status_code for address, caller in callers.items()}
    assert [address for address, status in statuses.items() if status != 200] == ["/suggestions"]
    assert len(addresses) >= 8
    assert differences(before, snapshot()) == []


def test_nothing_sealed_comes_out(app, whole_world, desk):
    for address in [*_addresses(app, whole_world), f"/suggestions?position={whole_world.position}"]:
        text = desk.get(address).text
        for canary in ("陈示例", "13800000000", "11010519491231002X", "1990-05-04", "female"):
            assert canary not in text, address


def test_the_document_asks_for_a_token_where_the_guard_does(app, whole_world, client):
    nobody, document = Caller(app), client.get("/openapi.json").json
    for path, item in document["paths"].items():
        for method in {"get", "post"} & item.keys():
            address = path.removeprefix("/api/v1").format(id=whole_world.seeker, fair=whole_world.fair)
            status = nobody._open(method.upper(), address).status_code
            assert (status == 401) == any(item[method]["security"]), (method, path)
