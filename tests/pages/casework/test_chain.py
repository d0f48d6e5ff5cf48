"""The chain at the desk: out of the rows, each person once; other fairs lead elsewhere."""

import pytest

from jobmatch import clock
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.seekers.tables import Registration
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db

PRACTICE = None

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def register(world, kind):
    """Let the seeker, who has been referred today, register at a new fair of that kind, or at the one for practice."""
    scope, day = {"district_id": world.district}, clock.today()
    with act(by=MACHINE, action="test"):
        fair = db.session.get(Fair, world.fair)
        if kind is not PRACTICE:
            fair = Fair(
                name="招聘会", name_en="Fair", kind=kind, starts_on=day, ends_on=day, is_practice=False, **scope
            )
            db.session.add(fair)
            db.session.flush()
        here = {"fair_id": fair.id, "person_id": world.seeker, "registered_at": clock.now()}
        db.session.add(Registration(**here, **scope))
    assert fair.is_practice is (kind is PRACTICE)


def this_year(client):
    page = client.get("/casework/scorecard/chain")
    return {row.xpath("string(th)").strip(): row.xpath("string(td[last()])") for row in page.tree.xpath("//tbody/tr")}


def test_who_registered_twice_counts_once_and_the_referral_of_the_day_counts(whole_world, sign_in):
    desk = sign_in("caseworker")
    register(whole_world, FairKind.ON_SITE)
    register(whole_world, FairKind.ON_SITE)
    steps = this_year(desk)
    assert (steps["在招聘会登记"], steps["推荐"], steps["面试"], steps["录用"]) == ("1", "1", "0", "0")


def test_practice_and_e_commerce_lead_elsewhere(whole_world, sign_in):
    register(whole_world, FairKind.ECOMMERCE)
    register(whole_world, PRACTICE)
    assert this_year(sign_in("caseworker"))["在招聘会登记"] == "0"
