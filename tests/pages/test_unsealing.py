"""What a page opens of what is sealed: what it shows and nothing else, and the same at the kiosk for everybody (E1)."""

from collections import Counter

import pytest

from jobmatch.storage import sealed
from jobmatch.storage.ciphers import HmacSha256
from tests.pages.kiosk.journey import open_form, send
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

OPENS = {
    ("caseworker", "/casework/"): {"open submissions.answers": 1},
    ("caseworker", "/casework/submissions"): {"open submissions.answers": 1},
    ("caseworker", "/casework/submissions/{submission}"): {"open submissions.answers": 1},
    ("caseworker", "/casework/seekers"): {},
    ("caseworker", "/casework/seekers/{seeker}"): {"open people.phone": 1},
    ("caseworker", "/casework/referrals"): {},
    ("caseworker", "/casework/referrals/{referral}"): {"open people.phone": 1},
    ("employer", "/portal/"): {},
    ("employer", "/portal/referrals/{referral}"): {},
    ("auditor", "/admin/"): {},
    (None, "/"): {},
    (None, "/jobs"): {},
    (None, "/jobs/{position}"): {},
    (None, "/kiosk/"): {},
    (None, "/kiosk/fairs/{fair}/register"): {},
}
"""The pages that are opened all day: who opens them, and what they open."""


@pytest.fixture
def opened(monkeypatch):
    """Counts what is opened and sealed, by table and column, and how often something is indexed."""
    found = Counter()

    def note(verb, whole):
        return lambda place, value: (found.update([f"{verb} {place.table}.{place.column}"]), whole(place, value))[1]

    def index(hasher, *given):
        found.update(["index"])
        return whole_index(hasher, *given)

    whole_index = HmacSha256.digest
    monkeypatch.setattr(sealed, "unseal", note("open", sealed.unseal))
    monkeypatch.setattr(sealed, "seal", note("seal", sealed.seal))
    monkeypatch.setattr(HmacSha256, "digest", index)
    return found


def test_a_page_opens_what_it_shows_and_nothing_else(app, whole_world, sign_in, opened):
    clients, found = {}, {}
    for role, path in OPENS:
        if role not in clients:
            clients[role] = sign_in(role) if role else app.test_client()
        opened.clear()
        assert clients[role].get(path.format(**vars(whole_world))).status_code == 200, path
        found[role, path] = dict(opened)
    assert found == OPENS


def test_the_kiosk_computes_the_same_for_everybody(app, world, opened):
    """The first number is in the database, with a certificate and a profile; the second is nobody's."""
    costs = []
    for number in (CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER, CITIZEN_NUMBER):
        client = app.test_client()
        page = open_form(client, world)
        opened.clear()
        assert send(client, world, page, number=number).status_code == 303
        assert client.get("/kiosk/ticket").status_code == 200
        costs.append(dict(opened))
    assert costs[0] == costs[1] == costs[2]
    assert costs[0]["seal submissions.answers"] == 1
