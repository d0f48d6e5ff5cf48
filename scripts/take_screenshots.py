"""Take the README's pictures from a freshly invented district, so that they show what there is and not what was."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import _serving as serving  # noqa: E402
from find_browser import find_browser  # noqa: E402

from jobmatch.demo import examples  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
AS_OF = "2026-11-23"
KIOSK, LAPTOP, PHONE = (1280, 800), (1280, 900), (360, 740)


def enter(browser: Browser, port: int, size: tuple[int, int], lang: str, account: dict[str, str] | None = None) -> Page:
    """Open a fresh window in a language, signed in where an account is given."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=f"http://127.0.0.1:{port}")
    page = context.new_page()
    page.goto(f"/sign-in?lang={lang}" if account else f"/?lang={lang}")
    if account:
        page.locator("input[name=login]").fill(account["login"])
        page.locator("input[type=password]").fill(account["password"])
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def take(browser: Browser, port: int, accounts: dict[str, dict[str, str]]) -> None:
    """Take every picture in both languages."""
    seeker = f"/casework/seekers/{examples.EXAMPLE_SEEKER}"
    months = f"/casework/people/{examples.EXAMPLE_HIRED_PERSON}/months"
    referral = f"/portal/referrals/{examples.EXAMPLE_SENT_REFERRAL}"
    register = f"/kiosk/fairs/{examples.EXAMPLE_FAIR}/register"
    for lang in ("zh_Hans_CN", "en"):
        short = lang[:2]
        for name, path, size, role in (
            ("kiosk", "/kiosk/", KIOSK, None),
            ("register", register, KIOSK, None),
            ("jobs-phone", "/jobs", PHONE, None),
            ("suggestions", seeker, LAPTOP, "caseworker"),
            ("months", months, LAPTOP, "caseworker"),
            ("answer", referral, LAPTOP, "employer"),
        ):
            page = enter(browser, port, size, lang, accounts[role] if role else None)
            page.goto(f"{path}?lang={lang}")
            page.screenshot(path=PICTURES / f"{name}-{short}.png")
            page.context.close()


def main() -> None:
    """Invent a district in a temporary folder, serve it, take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "JOBMATCH_HOME": folder}
        for words in (("db", "upgrade"), ("demo", "load", "--as-of", AS_OF)):
            subprocess.run([str(serving.BIN / "jobmatch"), *words], env=env, check=True, capture_output=True)
        accounts = json.loads(Path(folder, "instance", "demo-sign-ins.json").read_text())
        port = serving.free_port()
        server = serving.start("wsgi:app", port, env)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
                take(browser, port, {account["role"]: account for account in accounts})
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
