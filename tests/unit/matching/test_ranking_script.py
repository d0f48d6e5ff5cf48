"""The browser's ranking is the server's: 10,000 pairs, the same positions, scores to the last bit, the same order."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from jobmatch.matching.base import base_file, load_table
from jobmatch.matching.offline import for_browser, vocabulary
from jobmatch.matching.ranking import order, rank_positions
from jobmatch.matching.sides import position_side, seeker_side
from tests.unit.matching import crowds
from tests.unit.matching.made import DAY, ON

SCRIPT = Path(__file__).parents[3] / "static" / "js" / "ranking.js"
TABLE = load_table()
RUN = """
import { readFileSync } from "node:fs";
import { rank, readTable } from "./ranking.mjs";
const asked = JSON.parse(readFileSync(0, "utf8"));
const table = readTable(asked.table);
const lists = asked.seekers.map((one) => rank(table, asked.words, one, asked.positions, asked.day));
process.stdout.write(JSON.stringify(lists));
"""
BEYOND_THE_CROWD = (
    {"wanted": ("Sales  Associates", "straße ＳＱＬ", "𠮷野"), "education": " 大专 ", "born_on": date(2012, 2, 29)},
    {"text": "客服" * 3000, "born_on": date(2010, 11, 24), "licences": frozenset({"健 康 证"})},
    {"wage_floor_fen": 0, "distance_km": 0.0, "hours_week": 0.0, "born_on": date(2010, 11, 23)},
)


def browser(seekers, positions, folder, script):
    """Rank in node and return each seeker's [(−score, id)]."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])
    node = shutil.which("node", path=path)
    assert node, "the assets were built without node?"
    (folder / "ranking.mjs").write_text(script, encoding="utf-8")
    (folder / "run.mjs").write_text(RUN, encoding="utf-8")
    asked = {
        "table": json.loads(base_file().read_text(encoding="utf-8")),
        "words": vocabulary(),
        "day": {"on": ON.isoformat(), "working_age": DAY.working_age},
        "seekers": [plain(one) for one in seekers],
        "positions": [for_browser(position_side(one, TABLE.texts, ON)) for one in positions],
    }
    words = [node, str(folder / "run.mjs")]
    done = subprocess.run(words, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [[(-one["score"], one["id"]) for one in ranked] for ranked in json.loads(done.stdout)]


def plain(facts):
    """Return a seeker as a form would hand it over."""
    return json.loads(json.dumps(dataclasses.asdict(facts), default=_plain_value))


def _plain_value(value):
    return sorted(value) if isinstance(value, frozenset) else str(value)


def server(seekers, positions):
    ready = [position_side(one, TABLE.texts, ON) for one in positions]
    rankings = (rank_positions(seeker_side(one, TABLE.texts), ready, TABLE, DAY) for one in seekers)
    return [sorted(map(order, found.ranked)) for found in rankings]


@pytest.fixture
def everybody():
    further = [
        dataclasses.replace(crowds.seekers(1, seed)[0], id=f"f{seed}", **changes)
        for seed, changes in enumerate(BEYOND_THE_CROWD)
    ]
    return [*crowds.seekers(97), *further], crowds.positions(100)


def test_ten_thousand_pairs_stand_in_the_same_order(everybody, tmp_path):
    here, there = server(*everybody), browser(*everybody, tmp_path, SCRIPT.read_text(encoding="utf-8"))
    assert sum(map(len, here)) > 1500
    assert there == here


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("cleared.includes(word)", "false"), ("value < x1", "value <= x0"), ("day.on < `", "day.on <= `")],
)
def test_a_script_that_went_its_own_way_would_be_seen(everybody, tmp_path, right, wrong):
    script = SCRIPT.read_text(encoding="utf-8")
    assert right in script
    assert browser(*everybody, tmp_path, script.replace(right, wrong)) != server(*everybody)
