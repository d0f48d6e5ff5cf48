"""The whole thread with canaries, and then a search of everything that was written: files, logs, temporary files."""

import json
import logging
import tempfile

import pytest

from jobmatch import logs
from jobmatch.doors.public import jobs
from jobmatch.people.tables import Person
from jobmatch.seekers.queries import list_unseen
from jobmatch.storage import backup
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import fresh, post
from tests.pages.casework.test_hires import terms
from tests.pages.kiosk.journey import send
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER

CARD, PHONE, UNSEEN = OTHER_CITIZEN_NUMBER + "43", "13912345678", "金丝雀未见"
CANARIES = [CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER[:17], CARD, PHONE, UNSEEN]


@pytest.fixture
def written(app, world, home, database, capfd, monkeypatch):
    """Let everything be written that the product writes; returns the search: canary → where it lies."""
    temporary = home / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    logs.to_stderr(logging.DEBUG)

    def search():
        db.session.remove()
        folder = home / "backups"
        folder.mkdir(exist_ok=True)
        backup.back_up(folder / f"{len(list(folder.iterdir()))}.sqlite3")
        said = capfd.readouterr()
        (home / "said").write_text(said.err + said.out)
        files = {file for file in [*home.rglob("*"), *database.files()] if file.is_file()}
        contents = {file.name: file.read_bytes() for file in files}
        return {
            canary: sorted(name for name, content in contents.items() if any(form in content for form in forms(canary)))
            for canary in CANARIES
        }

    yield search
    root.handlers, root.level = handlers, level


def forms(canary):
    """A canary as it is, as JSON escapes it, and as UTF-16."""
    return {canary.encode(), json.dumps(canary)[1:-1].encode(), canary.encode("utf-16-le")}


def register(client, world):
    assert send(client, world, number=CARD, phone=PHONE).status_code == 303
    assert send(client, world, name=UNSEEN, phone=PHONE).status_code == 303
    send(client, world, number=OTHER_CITIZEN_NUMBER[:17] + "1", phone=PHONE)


def at_the_desk(client, world, employer):
    """Identity seen, a full number opened, a referral, an answer, a hire."""
    key = list_unseen(world.district)[0].id
    path = f"/casework/submissions/{key}"
    assert post(client, f"{path}/identity", {"person": "new"}, seen=path).status_code == 303
    fresh()
    world.seeker = db.session.query(Person).filter(Person.name == "李新来").one().id
    numbers = f"/casework/people/{world.seeker}/numbers"
    post(client, numbers, {"field": "citizen_number", "reason": "levy_filing"}, seen=numbers)
    path = f"/casework/seekers/{world.seeker}"
    assert post(client, f"{path}/referrals", {"position": world.position}, seen=path).status_code == 303
    (link,) = client.get("/casework/referrals").tree.xpath("//main//a[contains(@href, '/casework/referrals/')]/@href")[
        :1
    ]
    key = link.rsplit("/", 1)[1]
    portal = f"/portal/referrals/{key}"
    assert post(employer, f"{portal}/answer", {"answer": "interview"}, seen=portal).status_code in {303, 422}
    assert post(client, f"{link}/hire", terms(), seen=f"{link}/hire").status_code == 303


def provoke_errors(app, client, world, monkeypatch):
    """Canaries where they do not belong: addresses, a login, a header, the message of a failure."""
    client.get(f"/{CARD}?q={UNSEEN}", headers={"User-Agent": PHONE, "X-Request-ID": CARD})
    client.get("/jobs", query_string={"q": OTHER_CITIZEN_NUMBER})
    post(client, "/sign-in", {"login": PHONE, "password": CARD}, seen="/sign-in")
    client.post("/api/v1/referrals", json={"seeker": CARD}, headers={"Authorization": f"Bearer {PHONE}"})

    def fail(*_):
        raise RuntimeError(CARD + UNSEEN)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "find_district", fail)
        assert client.get("/").status_code == 500


def test_nothing_sealed_lies_open_anywhere(app, world, client, sign_in, written, home, monkeypatch):
    register(client, world)
    at_the_desk(sign_in("caseworker"), world, sign_in("employer"))
    provoke_errors(app, client, world, monkeypatch)
    assert written() == {canary: [] for canary in CANARIES}
    told = [json.loads(line) for line in (home / "said").read_text().splitlines()]
    assert {"request", "request failed"} <= {line["event"] for line in told}


def plant_in_the_log(_world):
    logs.get("jobmatch.weak").info("told", number=CARD)


def plant_in_a_column(world):
    with act(by=MACHINE, action="weak"):
        db.session.get(Person, world.seeker).name = UNSEEN


def plant_in_the_audit_trail(_world):
    with act(by=MACHINE, action="weak") as this:
        this.note(phone=PHONE)


def plant_in_a_temporary_file(_world):
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(PHONE.encode())


@pytest.mark.parametrize(
    ("plant", "canary"),
    [
        (plant_in_the_log, CARD),
        (plant_in_a_column, UNSEEN),
        (plant_in_the_audit_trail, PHONE),
        (plant_in_a_temporary_file, PHONE),
    ],
)
def test_the_search_finds_what_is_planted(world, written, plant, canary):
    plant(world)
    assert written()[canary] != []
