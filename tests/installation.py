"""An installation on disk, as ``make run`` makes one: for whatever runs the product as programs of its own."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
JOBMATCH = Path(sys.executable).with_name("jobmatch")
EXPORT = ROOT / "tests" / "cases" / "spreadsheets" / "export.csv"


def make(home):
    """Put the invented district into ``home``, and an export of the register that waits for its confirmation."""
    env = {**os.environ, "JOBMATCH_HOME": str(home)}
    env.pop("JOBMATCH_DATABASE_URL", None)
    load, take_in = ("demo", "load", "--scale", "sample"), ("register", "import", str(EXPORT))
    for words in (("db", "upgrade"), load, take_in):
        subprocess.run([str(JOBMATCH), *words], env=env, check=True, capture_output=True)


def made_once(folder):
    """Return the installation in ``folder``, which all workers share; the first who asks makes it."""
    made = folder / "installed"
    with open(folder / "installed.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            draft = made.with_suffix(".draft")
            draft.mkdir()
            make(draft)
            draft.rename(made)
    return made
