"""Runs the browser's own modules in node, for rules that need no browser to be tried out."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / "static" / "js"


def run_script(module, code, given):
    """Return what ``code``, the body of a function of ``all`` (the module's exports) and ``given``, returns."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])
    node = shutil.which("node", path=path)
    assert node, "the assets were built without node?"
    program = f"""
    import * as all from {json.dumps((SCRIPTS / module).as_uri())};
    import {{ readFileSync }} from "node:fs";
    const work = async (all, given) => {{ {code} }};
    process.stdout.write(JSON.stringify(await work(all, JSON.parse(readFileSync(0, "utf8")))));
    """
    words = [node, "--input-type=module", "-e", program]
    done = subprocess.run(words, input=json.dumps(given), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
