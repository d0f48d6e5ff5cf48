"""A real server with the invented district, and a real browser that notices everything that goes wrong in it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import sync_playwright

from jobmatch.accounts.queries import find_user
from jobmatch.app import create_app
from jobmatch.employers.queries import find_employer
from scripts.find_browser import find_browser
from tests.databases import settings_in

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
LAPTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items):
    skip = pytest.mark.skip(reason="no Chromium here: see scripts/find_browser.py")
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if find_browser() is None and os.environ.get("CI") != "true":
                item.add_marker(skip)


@dataclass
class Site:
    """Where the server is, and who can sign in: role → (login, password), and role → secret of the app.

    ``kept`` are the cookies of roles with a second factor: each code opens once, so they sign in once.
    """

    url: str
    home: Path
    sign_ins: dict
    secrets: dict
    kept: dict = field(default_factory=dict)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_ready(url, server):
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
        assert server.poll() is None, "the server ended"
    raise AssertionError("the server did not become ready")


@contextmanager
def serving(home, workers=2):
    """Serve the installation in ``home`` with gunicorn; yields its address."""
    url = f"127.0.0.1:{free_port()}"
    gunicorn = [str(BIN / "gunicorn"), "wsgi:app", "-b", url, "-w", str(workers)]
    gunicorn += ["--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(gunicorn, cwd=ROOT, env={**os.environ, "JOBMATCH_HOME": str(home)})
    try:
        wait_until_ready(f"http://{url}", server)
        yield f"http://{url}"
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture(scope="session")
def site(tmp_path_factory, installed):
    """Serve an installation of this worker's own."""
    home = tmp_path_factory.mktemp("site")
    shutil.copytree(installed, home, dirs_exist_ok=True)
    with serving(home) as url:
        accounts = json.loads((home / "instance" / "demo-sign-ins.json").read_text())
        secrets = {a["role"]: a["totp_secret"] for a in accounts if a["totp_secret"]}
        yield Site(url, home, {a["role"]: (a["login"], a["password"]) for a in accounts}, secrets)


@pytest.fixture(scope="session")
def chromium():
    """Chromium with its back-forward cache on, as people have it; drivers switch it off and miss what it keeps."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


class Watch:
    """Collects what must never happen in a page: errors, policy violations, requests to elsewhere."""

    def __init__(self, url):
        self.url, self.faults, self.expected = url, [], ()

    def follow(self, page):
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message):
        if message.type == "error" and not any(text in message.text for text in self.expected):
            self.faults.append(f"console: {message.text} ({message.location.get('url')})")

    def _request(self, request):
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.faults.append(f"request to elsewhere: {request.url}")


def sign_in(page, site, role, lang):
    login, password = site.sign_ins[role]
    page.goto("/sign-in" + (f"?lang={lang}" if lang else ""))
    page.get_by_role("textbox").first.fill(login)
    page.locator("input[type=password]").fill(password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: not url.partition("?")[0].endswith("/sign-in"))
    if role in site.secrets:
        page.locator("#code").fill(pyotp.TOTP(site.secrets[role]).now())
        page.locator("main form[action*='sign-in/code'] button").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        site.kept[role] = page.context.storage_state()


@pytest.fixture
def open_page(site, chromium):
    """Return a function that opens a fresh browser context: ``open_page(viewport=…, role=…, lang=…)`` → page."""
    watch, contexts = Watch(site.url), []

    def enter(viewport=None, role=None, lang=None, **options):
        options = {"base_url": site.url, "storage_state": site.kept.get(role), **options}
        context = chromium.new_context(viewport=viewport or LAPTOP, **options)
        contexts.append(context)
        page = context.new_page()
        page.watch = watch
        watch.follow(page)
        if role and role not in site.kept:
            sign_in(page, site, role, lang)
        elif lang:
            page.goto(f"/?lang={lang}")
        return page

    yield enter
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture(scope="session")
def employer_name(site):
    """The name of the employer whose account can sign in."""
    app = create_app(settings_in(site.home))
    with app.app_context():
        user = find_user(site.sign_ins["employer"][0])
        return find_employer(user.district_id, user.scope_id).name
