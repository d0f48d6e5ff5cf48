"""A small run of the fault harness, and the proof that it is not blind; ``make faults`` runs it long."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("kills", "weak", "exit_code"), [(2, [], 0), (1, ["--weak"], 1)])
def test_kills_lose_and_double_nothing(installed, kills, weak, exit_code):
    command = [sys.executable, "-m", "tests.faults.run", "--installed", str(installed), "--kills", str(kills), *weak]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    report = json.loads(answer.stdout)
    assert (answer.returncode, bool(report["faults"])) == (exit_code, bool(weak)), report
    assert report["sound"]
    assert report["told"] > 0
