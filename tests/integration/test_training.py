"""Training on a district's own outcomes: the log holds what was shown, groups come from the register for the audit."""

import json
from datetime import date

from click.testing import CliRunner
from sqlalchemy import select

from jobmatch.cli import main
from jobmatch.matching.material import groups_of, of_district
from jobmatch.matching.outcomes import log_outcome
from jobmatch.matching.service import log_shown, suggest_for_seeker
from jobmatch.matching.tables import Outcome, OutcomeKind
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db


def test_an_outcome_keeps_rank_model_and_chance_of_the_list_it_was_shown_in(world):
    log_shown(MACHINE, world.district, suggest_for_seeker(world.seeker, 5), seeker_id=world.seeker)
    with act(by=MACHINE, action="outcome.logged"):
        log_outcome(world.district, world.seeker, world.position, OutcomeKind.INTERVIEWED)
    kept = db.session.scalars(select(Outcome).where(Outcome.kind == OutcomeKind.INTERVIEWED)).one()
    assert kept.rank >= 1
    assert kept.model.startswith("base ")
    assert kept.propensity == 1.0


def test_a_district_is_learned_from_by_facts_and_audited_by_groups(world):
    material = of_district(world.district)
    row = material.world.seeker_rows[world.seeker]
    assert material.source == "database"
    assert material.outcomes == len(db.session.scalars(select(Outcome)).all())
    assert material.world.describer.seekers[row].born_on is None
    with act(by=MACHINE, action="person.told"):
        seeker = db.session.get(Seeker, world.seeker)
        seeker.person.sex, seeker.person.born_on = "female", date(1990, 5, 1)
    before, after = groups_of(seeker, date(2020, 4, 30)), groups_of(seeker, date(2020, 5, 1))
    assert (before["sex"], before["age_band"], after["age_band"]) == ("female", "< 30", "< 40")


def test_few_outcomes_are_not_enough_to_serve(world, tmp_path, monkeypatch):
    monkeypatch.setenv("JOBMATCH_MODEL_DIR", str(tmp_path))
    answer = CliRunner().invoke(main, ["match", "release", "--json"])
    assert answer.exit_code == 0, answer.output
    said = json.loads(answer.stdout)
    assert said["released"] is False
    assert "enough_outcomes" in [gate["gate"] for gate in said["failed"]]
