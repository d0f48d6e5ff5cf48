"""The batch over the database: who waits and agrees; the same list as on the person's page."""

from jobmatch.matching import service
from jobmatch.matching.batch import rank_all, work_of
from tests.pages.asking import agree


def test_only_who_agrees_is_ranked_and_as_on_their_page(world):
    seekers, positions, *_, without = service.everybody(world.district)
    assert (seekers, without) == ([], 1)
    agree(world)
    seekers, positions, table, day, _, without = service.everybody(world.district)
    assert ([one.id for one in seekers], without) == ([world.seeker], 0)
    work = work_of(positions, table, day, 5)
    (best,) = rank_all(seekers, work, "local")
    shown = [
        (work.positions[place].id, score)
        for place, score in zip(best.places[0], best.scores[0], strict=True)
        if place >= 0
    ]
    assert shown == [(one.id, one.score) for one in service.suggest_for_seeker(world.seeker, 5).suggestions]
    assert shown
