"""Find the browser of the browser tests, or install Debian's where that is possible; otherwise say so loudly.

With CI=true a missing browser is a failure: a gate that quietly skips is no gate.
"""

import argparse
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")


def find_browser() -> str | None:
    """Return the path of a Chromium, or None."""
    return os.environ.get("JOBMATCH_BROWSER") or next((path for name in NAMES if (path := shutil.which(name))), None)


def has_chinese_font() -> bool:
    """Tell whether Chinese text would be drawn as text; without fontconfig nobody can tell, so no."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


def install() -> None:
    """Install the browser and a Chinese font from Debian's packages, as root only."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    quiet = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], check=False, **quiet)


def main() -> None:
    """Exit 0 when there is a browser or nobody insists on one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    if options.install and (find_browser() is None or not has_chinese_font()):
        print("Installing Chromium and a Chinese font for the browser tests …", flush=True)
        install()
    if find_browser() is not None:
        return
    print(
        "!" * 100
        + "\nNo Chromium here: the browser tests (keyboard journeys, axe, IBM checker) will be SKIPPED.\n"
        + "!" * 100
    )
    if os.environ.get("CI") == "true":
        sys.exit("CI=true and no browser: this is a failure.")


if __name__ == "__main__":
    main()
