"""One tap a report; what is grave is asked twice and only told to the desk; a wrong tap is taken back."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import clock
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.people.situation_tables import PersonSituation
from jobmatch.people.situations import SituationRefusedError, count_notices, standings, undo
from jobmatch.storage.base import db
from tests.pages.asking import fresh, post


@pytest.fixture
def officer(two_districts, sign_in):
    return sign_in("village_officer")


def path(world):
    return f"/village/people/{world.villager}"


def tap(client, world, kind, **more):
    return post(client, f"{path(world)}/report", {"kind": kind, **more}, seen=path(world))


def reports(world):
    fresh()
    query = select(PersonSituation).where(PersonSituation.person_id == world.villager)
    return list(db.session.scalars(query.order_by(PersonSituation.recorded_at, PersonSituation.id)))


@pytest.mark.parametrize("kind", ["at_home", "away", "willing"])
def test_a_tap_is_a_report_and_the_same_tap_twice_is_one(officer, two_districts, kind):
    assert tap(officer, two_districts, kind).status_code == 303
    assert tap(officer, two_districts, kind).status_code == 303
    assert [one.kind for one in reports(two_districts)] == [kind]


@pytest.mark.parametrize("kind", ["died", "moved"])
def test_what_is_grave_is_asked_again_and_changes_no_certificate(officer, two_districts, kind):
    asked = tap(officer, two_districts, kind)
    assert (asked.status_code, reports(two_districts)) == (200, [])
    assert "吗？" in asked.heading
    before = count_notices(two_districts.district)
    assert tap(officer, two_districts, kind, sure="yes").status_code == 303
    assert [one.kind for one in reports(two_districts)] == [kind]
    assert count_notices(two_districts.district) == before + 1
    assert db.session.scalars(select(CertificateEvent)).all() == []


def test_the_newest_counts_and_a_wish_beside_it(officer, two_districts):
    for kind in ("at_home", "willing", "away"):
        tap(officer, two_districts, kind)
    fresh()
    standing = standings([two_districts.villager])[two_districts.villager]
    assert (standing.whereabouts.kind, standing.wish.kind) == ("away", "willing")


def test_a_wrong_tap_is_undone_on_the_page_and_the_one_before_counts_again(officer, two_districts):
    tap(officer, two_districts, "at_home")
    tap(officer, two_districts, "away")
    page = officer.get(path(two_districts))
    (wrong,) = page.tree.xpath("//input[@name='situation']/@value")
    undone = post(officer, f"{path(two_districts)}/undo", {"situation": wrong}, seen=path(two_districts))
    assert undone.status_code == 303
    fresh()
    assert standings([two_districts.villager])[two_districts.villager].whereabouts.kind == "at_home"
    again = post(officer, f"{path(two_districts)}/undo", {"situation": wrong}, seen=path(two_districts))
    assert (again.status_code, "已经撤销" in again.text) == (409, True)


@pytest.mark.parametrize(
    ("role", "minutes", "sentence"), [("village_officer", 61, "超过一小时"), ("caseworker", 1, "别人报的")]
)
def test_who_else_and_when_later_takes_nothing_back(officer, two_districts, role, minutes, sentence):
    tap(officer, two_districts, "away")
    (said,) = reports(two_districts)
    late = clock.now() + timedelta(minutes=minutes)
    with time_machine.travel(late, tick=False), pytest.raises(SituationRefusedError) as refused:
        undo(two_districts.actor(role), said.id)
    assert sentence in refused.value.sentence("zh_Hans_CN")
    assert reports(two_districts)[0].undone_at is None


def test_a_word_that_is_no_report_is_refused(officer, two_districts):
    assert tap(officer, two_districts, "cured").status_code == 400
    assert reports(two_districts) == []
