"""Builds what the browser gets from more than one source: `static/vendor/`, style and scripts, never committed.

Uses the system's Node where it is new enough and otherwise the one that the Python environment brings. Needs only the
standard library, because it runs while everything else is still being set up.
"""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
INSTALLED = MODULES / ".package-lock.json"  # npm writes it last, so its age is the age of the whole installation
VENDOR = ROOT / "static" / "vendor"
OLDEST_NODE = (20, 19)  # what sass asks for
SCRIPTS = {
    "app.js": "main.js",
    "kiosk.js": "kiosk.js",
    "worker.js": "worker.js",
    "passkeys.js": "passkeys.js",
    "village.js": "village.js",
}  # what the browser gets: where it starts
OLDEST_BROWSER = "chrome86"


def main() -> int:
    """Install and build what is out of date; 1 with a sentence on standard error when there is no usable Node."""
    path = _path_with_node() or _path_with_own_node()
    if path is None:
        oldest = ".".join(map(str, OLDEST_NODE))
        print(f"Node {oldest} or newer with npm is needed, and none could be installed.", file=sys.stderr)
        return 1
    environment = {**os.environ, "PATH": path}
    if _is_stale(INSTALLED, [ROOT / "package.json", ROOT / "package-lock.json"]):
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], environment)
    VENDOR.mkdir(parents=True, exist_ok=True)
    _build("app.css", (ROOT / "static" / "scss").rglob("*.scss"), _sass, environment)
    for name, start in SCRIPTS.items():
        _build(name, (ROOT / "static" / "js").rglob("*.js"), partial(_esbuild, start), environment)
    return 0


def _path_with_node() -> str | None:
    """A PATH on which `node` and `npm` work: the system's own, else with the environment's programs in front."""
    own = os.environ.get("PATH", os.defpath)
    beside = f"{Path(sys.executable).parent}{os.pathsep}{own}"
    return next((path for path in (own, beside) if _works(path)), None)


def _path_with_own_node() -> str | None:
    """Bring Node into the Python environment, from the lock like everything else, where the system has none."""
    print("Installing Node for the assets …", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "-r", str(ROOT / "requirements" / "assets.txt")], check=False)
    return _path_with_node()


def _works(path: str) -> bool:
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = answer.stdout.strip().lstrip("v").split(".")
    return answer.returncode == 0 and tuple(int(part) for part in version[:2]) >= OLDEST_NODE


def _is_stale(output: Path, inputs: Iterable[Path]) -> bool:
    return not output.exists() or any(source.stat().st_mtime > output.stat().st_mtime for source in inputs)


def _sass(target: Path) -> list[str]:
    options = ["--load-path=node_modules", "--style=compressed", "--quiet-deps", "--no-source-map"]
    return ["node", "node_modules/sass/sass.js", *options, "static/scss/app.scss", str(target)]


def _esbuild(start: str, target: Path) -> list[str]:
    options = [
        "--bundle",
        "--minify",
        "--format=esm",
        f"--target={OLDEST_BROWSER}",
        "--legal-comments=none",
        "--log-level=warning",
    ]
    return ["node", "node_modules/esbuild/bin/esbuild", f"static/js/{start}", *options, f"--outfile={target}"]


def _build(
    name: str, sources: Iterable[Path], command_for: Callable[[Path], list[str]], environment: dict[str, str]
) -> None:
    """Write beside the old file and change places, so that a server at work never reads half a file.

    Beside it lies the same packed: an old phone on a weak network gets a fifth of the bytes.
    """
    if not _is_stale(VENDOR / f"{name}.gz", [INSTALLED, *sources]):
        return
    draft = VENDOR / f".{name}"
    _run(command_for(draft), environment)
    packed = VENDOR / f"{name}.gz"
    packed.with_name(f".{packed.name}").write_bytes(gzip.compress(draft.read_bytes(), mtime=0))
    draft.replace(VENDOR / name)
    packed.with_name(f".{packed.name}").replace(packed)


def _run(command: list[str], environment: dict[str, str]) -> None:
    program = shutil.which(command[0], path=environment["PATH"]) or command[0]
    subprocess.run([program, *command[1:]], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
