"""Every administrator sees how much of the care of data waits: numbers, and nobody."""

from datetime import timedelta

import pytest

from jobmatch import clock
from jobmatch.data_care.tables import (
    DataRequest,
    Merge,
    MergeContest,
    MergeContestKind,
    MergeReason,
    RequestKind,
    RequestOutcome,
    RetentionWarning,
)
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id

CARD = "//section[.//h2[normalize-space()='数据保护的待办']]"


@pytest.fixture
def waiting(two_districts):
    """Two requests of which one is late, a contest and a warning; beside them what is done, and another district's."""
    world, today = two_districts, clock.today()
    scope = {"district_id": world.district, "person_id": world.seeker}
    neighbour = db.session.get(Person, world.neighbours["person_id"])
    elsewhere = {"district_id": neighbour.district_id, "person_id": neighbour.id}
    with act(by=MACHINE, action="test"):
        for due, here in ((today - timedelta(days=1), scope), (today, scope), (today, elsewhere)):
            db.session.add(a_request(world, due, **here))
        done = a_request(world, today, **scope)
        done.closed_at, done.closed_by, done.outcome = clock.now(), world.users["head"], RequestOutcome.DONE
        db.session.add(done)
        warned = {"last_active_on": today, "warned_at": clock.now(), "erase_on": today}
        db.session.add(RetentionWarning(**scope, **warned))
        add_a_contest(world)
    return world


def add_a_contest(world):
    other = Person(district_id=world.district, name="陈同一", source=PersonSource.REGISTRATION)
    db.session.add(other)
    db.session.flush()
    how = {"reason": MergeReason.TOLD, "merged_by": world.users["head"], "merged_at": clock.now()}
    merge = Merge(district_id=world.district, kept_id=world.seeker, gone_id=other.id, **how)
    db.session.add(merge)
    db.session.flush()
    about = {"kind": MergeContestKind.CONSENT, "row_id": new_id(), "against": []}
    db.session.add(MergeContest(district_id=world.district, merge_id=merge.id, **about))


def a_request(world, due, **scope):
    received = due - timedelta(days=15)
    return DataRequest(kind=RequestKind.SEE, received_on=received, due_on=due, recorded_by=world.users["head"], **scope)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "auditor"])
def test_an_administrator_sees_what_waits_and_nobody(sign_in, waiting, role):
    page = sign_in(role).get("/admin/")
    (card,) = page.tree.xpath(CARD)
    said = " ".join(card.text_content().split())
    assert [one.text_content() for one in card.xpath(".//*[@class='app-stat__value']")] == ["2", "1", "1"], said
    assert "其中 1 件已经过期" in said
    assert "陈示例" not in page.text
