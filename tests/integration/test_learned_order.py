"""A released ranker orders a known person's positions, exactly and in words; a damaged one is refused and said so."""

import math

import numpy as np
import pytest

from jobmatch.matching import model_store
from jobmatch.matching.ranker.table import RankerTable, Term
from jobmatch.matching.service import suggest_for_seeker, what_orders
from jobmatch.matching.showing import show_for_seeker
from jobmatch.matching.tables import ShownList
from jobmatch.matching.training import Trained
from jobmatch.seekers.service import set_order
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.base import db
from tests.pages.asking import agree

EDGES = np.arange(20.0, 80.0, 0.25)


@pytest.fixture
def models(app, tmp_path):
    return app.config["JOBMATCH"].model_dir


def release(models):
    """Release a table by which a higher base score counts less, and earlier positions in the same place a little."""
    falling = Term(("base",), (EDGES,), -np.arange(len(EDGES) + 2) / 10)
    place = Term(("own_place",), (np.array([0.5, 1.5]),), np.array([0.0, 0.125, 0.25, 0.0]))
    trained = Trained("ab" * 32, None, RankerTable((falling, place)), None, {}, {}, ())
    home = model_store.store(trained, models, "card")
    model_store.release(models, home.name)
    return home


def test_the_released_order_serves_with_exact_parts(world, models):
    before = suggest_for_seeker(world.seeker)
    release(models)
    after = suggest_for_seeker(world.seeker)
    assert after.excluded == before.excluded
    assert {one.id for one in after.suggestions} == {one.id for one in before.suggestions}
    base = {one.id: one.score for one in before.suggestions}
    assert sorted(base.values()) == [base[one.id] for one in after.suggestions]
    for one in after.suggestions:
        assert math.fsum(part.points for part in one.parts) == one.score
        said = {part.reason for part in one.parts}
        assert "learned_weights" in said
        assert all(part.sentence(locale) for part in one.parts for locale in ("en", "zh_Hans_CN"))
    assert suggest_for_seeker(world.seeker, 1).suggestions == after.suggestions[:1]


def test_lists_keep_the_model_that_ordered_them(world, models):
    release(models)
    show_for_seeker(world.actor(), world.district, world.seeker, 3)
    assert db.session.query(ShownList).one().model == "learned abababababab"


def test_who_wants_no_order_that_turns_on_them_gets_none_that_was_learned(world, models):
    seeker = db.session.get_one(Seeker, world.seeker)
    set_order(world.actor(), seeker, job_facts_only=True)
    plain = suggest_for_seeker(world.seeker)
    release(models)
    assert suggest_for_seeker(world.seeker) == plain
    show_for_seeker(world.actor(), world.district, world.seeker, 3)
    assert db.session.query(ShownList).one().model.endswith(" job facts")


@pytest.mark.parametrize("harm", ["altered", "gone", "cut"])
def test_a_damaged_model_is_refused_and_the_base_score_serves(world, models, harm):
    plain = suggest_for_seeker(world.seeker)
    table = release(models) / "table.json"
    if harm == "gone":
        table.unlink()
    else:
        table.write_text(table.read_text().replace("0.1", "9.1") if harm == "altered" else table.read_text()[:-9])
    assert what_orders(db.session.get_one(Seeker, world.seeker)).is_damaged
    assert suggest_for_seeker(world.seeker) == plain


def test_the_page_says_what_orders(world, models, sign_in):
    agree(world)
    client = sign_in("caseworker")
    address = f"/casework/seekers/{world.seeker}"
    assert "从以往推荐的结果学来" not in client.get(address).text
    home = release(models)
    page = client.get(address)
    assert "从以往推荐的结果学来" in page.text
    assert "问清楚了，会怎样" not in page.text  # nobody has judged how a learned order would move
    (home / "table.json").write_text("{}")
    assert "现在按基本分排序" in client.get(address).text
