"""Update rounds at the desk: begun for villages, filled by the national app's list, differences settled one by one."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.data_care.correcting import list_corrections
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.people.round_queries import find_open_round
from jobmatch.people.round_tables import UpdateRound, UpdateRoundEntry
from jobmatch.people.situations import list_notices
from jobmatch.people.tables import Person
from jobmatch.storage.base import db
from tests.pages.asking import errors, fresh, post


@pytest.fixture
def desk(two_districts, sign_in):
    return sign_in("caseworker")


def day(days):
    due = clock.today() + timedelta(days=days)
    return [str(due.year), str(due.month), str(due.day)]


def begin(client, **changes):
    data = {"year": "2027", "due_on": day(30), "villages": "示例村", **changes}
    return post(client, "/casework/rounds/new", data, seen="/casework/rounds/new")


def results(client, world, text):
    path = f"/casework/rounds/{world.round}"
    token = client.get(path).csrf
    file = (BytesIO(text.encode("gb18030")), "结果.csv")
    return client.post(f"{path}/results", data={"csrf_token": token, "file": file})


def entry(world):
    fresh()
    return db.session.get(UpdateRoundEntry, world.entry)


def test_a_round_holds_the_holders_of_its_villages(desk, two_districts):
    assert begin(desk).status_code == 303
    fresh()
    one = find_open_round(two_districts.district)
    people = db.session.scalars(select(UpdateRoundEntry.person_id).where(UpdateRoundEntry.round_id == one.id)).all()
    assert (one.year, people) == (2027, [two_districts.villager])
    page = desk.get(f"/casework/rounds/{one.id}")
    assert "示例村" in page.text
    assert "隔壁村" not in page.text


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"villages": ""}, 422, "请选乡镇、街道，或者写几个村"),
        ({"villages": "没有"}, 422, "没有登记过“没有”这个村（社区），请核对后再填"),
        ({"due_on": day(-1)}, 422, "做完的日子不能在今天以前"),
        ({"year": "2026"}, 409, "这一年的动态更新已经开始，还没有结束。请先结束，再开始新的一轮。"),
    ],
)
def test_what_cannot_be_begun_is_said(desk, two_districts, changes, status, sentence):
    answer = begin(desk, **changes)
    assert (answer.status_code, errors(answer)) == (status, [sentence])


def test_results_mark_who_is_done_and_a_death_waits_for_a_caseworker(desk, two_districts):
    before = len(list_notices(two_districts.district))
    answer = results(desk, two_districts, "姓名,村,状态\n本村持证人,示例村,死亡\n没有这人,示例村,已更新\n")
    assert answer.status_code == 200
    assert "没有这人" in answer.text
    done = entry(two_districts)
    assert (done.state, done.answer) == ("answered", "died")
    (notice,) = list_notices(two_districts.district, round_id=two_districts.round)
    assert notice.person_id == two_districts.villager
    assert db.session.scalars(select(CertificateEvent)).all() == []
    results(desk, two_districts, "姓名,村,状态\n本村持证人,示例村,死亡\n")
    fresh()
    assert len(list_notices(two_districts.district)) == before + 1


def test_two_of_a_name_are_told_apart_by_nobody_but_a_person(desk, two_districts):
    answer = results(desk, two_districts, "姓名,状态\n本村持证人,已更新\n")
    assert entry(two_districts).state == "answered"
    assert answer.status_code == 200
    wrong = results(desk, two_districts, "姓名,村\n本村持证人,示例村\n")
    assert (wrong.status_code, errors(wrong)) == (422, ["没有找到“状态”这一列，请核对表头"])
    assert errors(results(desk, two_districts, "")) != []


def settle(client, situation_id, **data):
    return post(client, f"/casework/notices/{situation_id}", data, seen="/casework/notices")


def test_a_death_cancels_the_card_once_a_caseworker_has_settled_it(desk, two_districts):
    results(desk, two_districts, "姓名,村,状态\n本村持证人,示例村,死亡\n")
    (notice,) = list_notices(two_districts.district, round_id=two_districts.round)
    future = settle(desk, notice.id, outcome="cancelled", on_day=day(2))
    assert (future.status_code, errors(future)) == (422, ["这一天还没有到"])
    assert settle(desk, notice.id, outcome="cancelled", on_day=day(-3)).status_code == 303
    fresh()
    (event,) = db.session.scalars(select(CertificateEvent))
    told = (event.kind, event.person_id, event.on_day, event.source)
    assert told == ("cancelled", two_districts.villager, clock.today() - timedelta(days=3), "village")
    again = settle(desk, notice.id, outcome="unchanged")
    assert (again.status_code, "经办人已经处理" in again.text) == (409, True)


def test_a_move_within_the_district_changes_the_village_alone(desk, two_districts):
    results(desk, two_districts, "姓名,村,状态\n本村持证人,示例村,迁出\n")
    (notice,) = list_notices(two_districts.district, round_id=two_districts.round)
    missing = settle(desk, notice.id, outcome="moved_within")
    assert (missing.status_code, errors(missing)) == (422, ["请选搬到哪个村、社区"])
    assert settle(desk, notice.id, outcome="moved_within", village=two_districts.next_village).status_code == 303
    fresh()
    assert db.session.get(Person, two_districts.villager).village_id == two_districts.next_village
    assert db.session.scalars(select(CertificateEvent)).all() == []
    (kept,) = list_corrections(two_districts.villager)
    assert (kept.field, kept.reason, kept.corrected_by) == ("town", "changed", two_districts.users["caseworker"])
    assert (kept.before, kept.after) == ("示例街道 示例村", "示例街道 隔壁村")


def test_a_closed_round_takes_nothing_in(desk, two_districts):
    path = f"/casework/rounds/{two_districts.round}"
    assert post(desk, f"{path}/close", seen=path).status_code == 303
    fresh()
    assert db.session.get(UpdateRound, two_districts.round).closed_by == two_districts.users["caseworker"]
    assert results(desk, two_districts, "姓名,村,状态\n本村持证人,示例村,死亡\n").status_code == 422
    assert entry(two_districts).state == "open"
