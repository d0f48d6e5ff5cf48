"""The batch over the database: who waits and agrees; the same list as on the person's page."""

from jobmatch.matching import service
from jobmatch.matching.batch import rank_all, work_of
from jobmatch.seekers.service import set_order
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.base import db
from tests.pages.asking import agree


def test_only_who_agrees_is_ranked_and_as_on_their_page(world):
    nobody = service.everybody(world.district)
    assert (nobody.seekers, nobody.without_consent, nobody.by_job_facts) == ([], 1, 0)
    agree(world)
    found = service.everybody(world.district)
    assert ([one.id for one in found.seekers], found.without_consent) == ([world.seeker], 0)
    work = work_of(found.positions, found.table, found.day, 5)
    (best,) = rank_all(found.seekers, work, "local")
    shown = [
        (work.positions[place].id, score)
        for place, score in zip(best.places[0], best.scores[0], strict=True)
        if place >= 0
    ]
    assert shown == [(one.id, one.score) for one in service.suggest_for_seeker(world.seeker, 5).suggestions]
    assert shown
    set_order(world.actor(), db.session.get_one(Seeker, world.seeker), job_facts_only=True)
    apart = service.everybody(world.district)
    assert (apart.seekers, apart.without_consent, apart.by_job_facts) == ([], 0, 1)
