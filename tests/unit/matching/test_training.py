"""Training, gates, models on disk: judged on the unseen, honest about what is not measurable, unalterable."""

import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from jobmatch.cli.match import match
from jobmatch.matching import model_store
from jobmatch.matching.decisions import Reason
from jobmatch.matching.evaluation.questions import seekers_of
from jobmatch.matching.fairness import exposure_report
from jobmatch.matching.gates import Measured, judge
from jobmatch.matching.material import of_dataset
from jobmatch.matching.model_file import ModelError
from jobmatch.matching.pairs.columns import COLUMNS, FAMILIES, OWN, SOUGHT, SPOKEN
from jobmatch.matching.ranker.chance import Ends, calibration_error, chance_of
from jobmatch.matching.ranker.plan import DIRECTIONS, PAIRS
from jobmatch.matching.ranker.table import RankerTable
from jobmatch.matching.serving import WEIGHTS
from jobmatch.matching.training import fingerprint, latest_questions, train_on
from tests.unit.matching.test_evaluation import make_dataset, write

SEED = 1
BANNED = {
    *("kind", "grade", "certificate", "card", "sex", "gender", "age", "born", "birth", "ethnic", "nation", "hukou"),
    *("household", "family", "married", "benefit", "subsidy", "levy", "note", "caseworker", "name", "number"),
}


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    make_dataset(folder, seekers=30)
    return of_dataset(folder)


@pytest.fixture(scope="module")
def trained(material):
    return train_on(material, SEED)


def test_no_column_holds_what_must_never_be_learned():
    assert not [name for name in COLUMNS if set(name.split("_")) & BANNED]
    assert set(DIRECTIONS) | {name for pair in PAIRS for name in pair} <= set(COLUMNS)


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_every_family_of_learned_features_has_its_sentence(locale):
    said = {Reason(family).sentence(locale) for family in (WEIGHTS, *FAMILIES)}
    assert len(said) == 4
    assert {*OWN, *SOUGHT, *SPOKEN} == {name for names in FAMILIES.values() for name in names}


def test_groups_audit_and_do_not_teach(material, trained):
    chance = np.random.default_rng(0)
    people = range(len(material.world.describer.seekers))
    for _ in range(2):
        groups = {row: {"sex": chance.choice(["male", "female"]), "kind": str(chance.integers(1, 8))} for row in people}
        other = train_on(replace(material, groups=groups), SEED)
        assert other.table.to_json() == trained.table.to_json()
        assert other.fairness["groups"]["sex"] != trained.fairness["groups"]["sex"]


def test_questions_are_of_people_and_a_time_that_taught_nothing(material):
    line = material.world.timeline
    questions, begin = latest_questions(material.world, SEED)
    taught = line.without(seekers_of(questions)).until(begin)
    assert questions
    assert len(taught.at)
    assert taught.at.max() < begin <= min(question.at.timestamp() for question in questions)
    assert not set(taught.seeker.tolist()) & seekers_of(questions)


def test_a_dataset_is_never_released_for_it_cannot_show_fairness(material, trained, tmp_path):
    failed = {gate.gate: gate.as_json()["value"] for gate in trained.gates if not gate.passed}
    assert failed["enough_outcomes"] == material.outcomes
    assert all(
        failed[f"exposure_{group}"] == "not measurable" for group in ("kind", "grade", "sex", "age_band", "town")
    )
    assert {"better_than_base", "better_than_random"} <= {gate.gate for gate in trained.gates}


def test_every_gate_must_be_passed():
    ahead, ratios = (
        dict.fromkeys(("base", "text", "popularity", "random"), 0.01),
        dict.fromkeys(("kind", "grade", "sex", "age_band", "town"), 0.8),
    )
    good = Measured(300, ahead, 0.049, 0.05)
    assert all(gate.passed for gate in judge(good, ratios))
    for bad, name in (
        (replace(good, outcomes=299), "enough_outcomes"),
        (replace(good, ahead={**ahead, "text": 0.0}), "better_than_text"),
        (replace(good, calibration_error=0.05), "calibrated"),
        (replace(good, calibration_error=None), "calibrated"),
        (replace(good, large_moves=0.06), "few_large_moves"),
    ):
        assert [gate.gate for gate in judge(bad, ratios) if not gate.passed] == [name]
    assert [g.gate for g in judge(good, {**ratios, "sex": 0.79}) if not g.passed] == ["exposure_sex"]


def test_a_small_group_is_neither_shown_nor_compared(material, trained):
    groups = {row: {"sex": "male" if row < 9 else "female"} for row in range(30)}
    found = exposure_report(material.world, trained.table.score, groups)
    assert list(found["groups"]["sex"]) == ["female"]
    assert found["ratios"]["sex"] is None
    found = exposure_report(material.world, trained.table.score, {**groups, 9: {"sex": "male"}})
    assert found["ratios"]["sex"] == pytest.approx(1.0)


def test_chances_rise_with_the_score_and_are_judged_on_other_people():
    generator = np.random.default_rng(4)
    scores = generator.normal(size=4000)
    ends = Ends(scores, (generator.random(4000) < 1 / (1 + np.exp(-scores))).astype(float), np.arange(4000.0) // 4)
    chance, error = chance_of(ends, SEED)
    assert error < 0.05
    assert (np.diff(chance.at(np.linspace(-3, 3, 50))) >= 0).all()
    assert calibration_error(np.full(100, 0.9), np.tile([0.0, 1.0], 50)) == pytest.approx(0.4)
    assert chance_of(replace(ends, success=np.ones(4000)), SEED) == (None, None)


def test_what_is_stored_is_found_again_and_an_altered_file_is_refused(trained, tmp_path):
    home = model_store.store(trained, tmp_path, "card")
    assert model_store.load_released(tmp_path) is None
    model_store.release(tmp_path, home.name)
    name, table = model_store.load_released(tmp_path)
    assert name == trained.name
    assert table.to_json() == trained.table.to_json()
    trees = model_store.open_trees(home)
    assert type(trees).__module__.startswith("sklearn.")
    good = (home / "table.json").read_text()
    RankerTable.from_json(good, COLUMNS)
    (home / "table.json").write_text(good.replace("0.", "1.", 1))
    with pytest.raises(ModelError, match=r"table\.json was altered"):
        model_store.load_released(tmp_path)
    manifest = json.loads((home / "manifest.json").read_text())
    (home / "manifest.json").write_text(json.dumps({**manifest, "files": {}}))
    with pytest.raises(ModelError, match="altered after the release"):
        model_store.load_released(tmp_path)
    (home / "manifest.json").unlink()
    with pytest.raises(ModelError):
        model_store.load_released(tmp_path)
    (tmp_path / "released.json").write_text("{")
    with pytest.raises(ModelError):
        model_store.load_released(tmp_path)


def test_equal_data_have_equal_fingerprints_and_other_data_another(material, tmp_path):
    make_dataset(tmp_path, seekers=30)
    assert fingerprint(of_dataset(tmp_path).world) == fingerprint(material.world)
    rows = make_dataset(tmp_path, seekers=30)
    write(tmp_path, "interactions.jsonl", rows[1:])
    assert fingerprint(of_dataset(tmp_path).world) != fingerprint(material.world)


@pytest.mark.parametrize("people", [0, 1, 24])
def test_the_commands_train_and_refuse_to_release(tmp_path, people):
    rows = make_dataset(tmp_path)
    write(tmp_path, "interactions.jsonl", rows[: 3 * people])
    models = tmp_path / "models"
    for command in ("train", "release"):
        answer = CliRunner().invoke(
            match, [command, "--dataset", str(tmp_path), "--json"], env={"JOBMATCH_MODEL_DIR": str(models)}
        )
        assert answer.exit_code == 0, answer.output
        said = json.loads(answer.stdout)
        if command == "train":
            assert said["trained"] == (people > 0)
            assert (models / said["fingerprint"][:12] / "card.md").exists()
    assert said["released"] is False
    assert {"gate": "enough_outcomes", "value": 3 * people, "needed": ">= 300"} in said["failed"]
    assert not (models / "released.json").exists()


def test_bad_datasets_exit_2(tmp_path):
    for command in ("train", "release"):
        answer = CliRunner().invoke(match, [command, "--dataset", str(tmp_path / "none"), "--json"])
        assert (answer.exit_code, answer.stdout) == (2, "")
