"""The import directions are held by import-linter; here it is shown to see an import that goes the wrong way."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLANTED = {
    "storage/keys.py": "import jobmatch.fairs.tables",
    "doors/portal/routes.py": "import jobmatch.doors.casework",
    "referrals/rules.py": "import sqlalchemy",
    "law/values.py": "import flask",
    "nowhere/__init__.py": "x = 1",
}


@pytest.mark.parametrize("file", PLANTED)
def test_a_planted_import_breaks_the_contract(tmp_path, file):
    shutil.copytree(ROOT / "jobmatch", tmp_path / "jobmatch", ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / "jobmatch" / file
    target.parent.mkdir(exist_ok=True)
    before = target.read_text() if target.exists() else ""
    target.write_text(f"{before}\n{PLANTED[file]}\n")
    lint = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    answer = subprocess.run(
        lint, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)}, check=False
    )
    assert answer.returncode == 1, answer.stdout + answer.stderr
