"""A paired kiosk through a bad network, in a real browser: told = outbox = database, whatever is lost on the way."""

import re
import sqlite3
from pathlib import Path

import pytest

from jobmatch.app import create_app
from jobmatch.fairs.devices import pair_device, revoke_device
from jobmatch.fairs.queries import find_device, find_fair
from jobmatch.storage.act import MACHINE
from tests.browser.sitemap import KEYS
from tests.browser.test_kiosk import KIOSK, NAME, NUMBER, begin, everything_in, step_of, walk_to
from tests.databases import settings_in
from tests.lengths import IS_LONG

FAULTY = Path(__file__).with_name("faulty_network.js").read_text()
FAIR = KEYS["fair_id"]
PAGES = 20 if IS_LONG else 2
PEOPLE = 100 if IS_LONG else 50
MENDED = """async () => {
  const { Outbox } = await import('/static/js/kiosk/offline/outbox.js')
  const { openStore } = await import('/static/js/kiosk/offline/store.js')
  const store = await openStore()
  const outbox = new Outbox(store, await store.read('pairing'))
  await outbox.retryRefused()
  for (let tries = 0; tries < 50 && (await outbox.flush()) !== null; tries += 1) ;
  const gone = await outbox.compare()
  await outbox.flush()
  return { gone, left: (await store.records()).map(({ number, state, why }) => ({ number, state, why })) }
}"""


@pytest.fixture(scope="module")
def service(site):
    return create_app(settings_in(site.home))


@pytest.fixture
def token(service):
    with service.app_context():
        return pair_device(MACHINE, find_fair(FAIR), "东门终端").token


@pytest.fixture
def kept(site, token):
    """Return a function that lists what the database holds of the device: key → number."""

    def read():
        rows = sqlite3.connect(site.home / "instance" / "jobmatch.sqlite3").execute(
            "SELECT s.id, t.number FROM submissions s JOIN tickets t ON t.submission_id = s.id"
            " WHERE s.source = (SELECT id FROM devices ORDER BY created_at DESC LIMIT 1)"
        )
        return dict(rows.fetchall())

    return read


def register_badly(page, token, kept, weak=None, pages=PAGES, people=PEOPLE, seed=1):
    """Register people on so many pages, each closed in the middle of its work; returns what they were told, how many
    faults there were, what the database held then, and what was left once the network was mended."""
    told, injected = [], 0
    for number in range(pages):
        page.goto("/kiosk/device")
        given = {"people": people, "first": number * people, "seed": seed + number, "weak": weak}
        done = page.evaluate(FAULTY, {**given, "token": token, "fair": {"id": FAIR}})
        told += done["told"]
        injected += sum(done["injected"].values())
    page.goto("/kiosk/device")
    return told, injected, kept(), page.evaluate(MENDED)


def faults_of(told, before, mended, kept):
    """Compare what people were told with the outbox and the database; each difference is a sentence."""
    early = [one["number"] for one in told if one["said"] == "taken" and before.get(one["key"]) != one["number"]]
    found = [f"said to be registered, and was not: {number}" for number in early]
    found += [
        f"told {one['number']}, kept {kept.get(one['key'])}" for one in told if kept.get(one["key"]) != one["number"]
    ]
    found += [f"kept for nobody: {key}" for key in kept.keys() - {one["key"] for one in told}]
    found += [f"still in the outbox: {one}" for one in mended["left"] if one["state"] != "taken"]
    found += [f"on neither side: {number}" for number in mended["gone"] or []]
    found += ["a number twice"] if len({one["number"] for one in told}) < len(told) else []
    return found


def test_nothing_is_lost_doubled_or_claimed_falsely(open_page, token, kept):
    page = open_page(viewport=KIOSK)
    page.watch.expected = ("Failed to load resource",)
    told, injected, before, mended = register_badly(page, token, kept)
    assert injected >= 70 * PAGES * PEOPLE // 100
    assert faults_of(told, before, mended, kept()) == []
    assert len(told) == PAGES * PEOPLE
    assert {"taken", "waiting", "refused"} == {one["said"] for one in told}


@pytest.mark.parametrize("weak", ["StartsAnew", "BelievesAnyAnswer", "ForgetsOnError"])
def test_a_weaker_outbox_is_noticed(open_page, token, kept, weak):
    page = open_page(viewport=KIOSK)
    page.watch.expected = ("Failed to load resource",)
    told, _injected, before, mended = register_badly(page, token, kept, weak, pages=1, people=12)
    assert faults_of(told, before, mended, kept())


def pair(page, token):
    page.goto("/kiosk/device")
    page.fill("#token", token)
    page.click("[data-device-pair] button")
    page.locator("[data-device-ready]", has_text="都存好了").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def register_offline(page):
    """Register by the start page, without a network; returns the number on the screen."""
    page.goto(f"/kiosk/?fair={FAIR}")
    page.click(".app-tile--primary a")
    page.locator("[data-next]").wait_for()
    page.fill("#name", NAME)
    page.fill("#number", NUMBER)
    walk_to(page, "review")
    page.click("[data-submit]")
    page.locator("[data-own-number]").wait_for()
    return int(page.inner_text("[data-own-number]"))


def test_the_morning_without_a_network(open_page, token, kept, site):
    page = open_page(viewport=KIOSK)
    page.watch.expected = ("Failed to load resource", "ERR_INTERNET")
    pair(page, token)
    page.context.set_offline(True)
    number = register_offline(page)
    assert page.inner_text("h1") == "已经存在这台机器上，请记住您的号码"
    assert page.locator("[data-own-lines] li").count() == 5
    assert kept() == {}
    page.context.set_offline(False)
    page.locator("[data-own-state]", has_text="刚刚上传好了").wait_for()
    assert list(kept().values()) == [number]
    dumped = read_store(page)
    assert '"text":"' in dumped
    assert NAME not in dumped
    assert NUMBER not in dumped
    page.click("[data-own-finish]")
    page.wait_for_url("**/kiosk/?fair=*")
    page.go_back()
    assert NAME not in everything_in(page)
    assert NUMBER not in everything_in(page)


def test_a_machine_that_was_revoked_is_paired_anew_and_loses_nothing(open_page, service, token, kept, site):
    page = open_page(viewport=KIOSK)
    page.watch.expected = ("Failed to load resource", "ERR_INTERNET")
    pair(page, token)
    page.context.set_offline(True)
    number = register_offline(page)
    with service.app_context():
        revoke_device(MACHINE, find_device(token))
        anew = pair_device(MACHINE, find_fair(FAIR), "东门终端").token
    page.context.set_offline(False)
    page.goto("/kiosk/device")
    page.locator("[data-device-message]", has_text="请重新配对到同一场招聘会").wait_for()
    page.fill("#token", anew)
    page.click("[data-device-pair] button")
    page.locator("[data-device-ready]", has_text="都存好了").wait_for()
    page.locator("[data-device-waiting]", has_text=re.compile("^0$")).wait_for()
    assert list(kept().values()) == [number]


def read_store(page):
    """All that the browser's database holds, as text."""
    return page.evaluate("""async () => {
      const { openStore } = await import('/static/js/kiosk/offline/store.js')
      const store = await openStore()
      const own = await Promise.all(['pairing', 'blocks', 'burned', 'seen'].map((name) => store.read(name)))
      return JSON.stringify([own, await store.records()])
    }""")


def test_a_mistake_is_said_before_anything_is_kept(open_page, token, kept):
    page = open_page(viewport=KIOSK)
    pair(page, token)
    begin(page)
    page.fill("#number", NUMBER[:-1])
    walk_to(page, "review")
    page.click("[data-submit]")
    page.locator(".govuk-error-summary").wait_for()
    assert step_of(page) == "who"
    page.fill("#number", NUMBER)
    page.click("[data-next]")
    page.click("[data-submit]")
    page.locator("[data-own-number]").wait_for()
    assert page.inner_text("h1") == "登记好了，请记住您的号码"
    assert len(kept()) == 1
