"""Code in every text that is kept, and a real browser on every page that shows it: nothing runs, nothing is fetched,
no policy is even asked (C4). What was typed stands there as text.
"""

import pytest
from sqlalchemy import String, Text, func, literal, update

from jobmatch.app import create_app
from jobmatch.seekers.tables import Seeker
from jobmatch.storage import care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import Base, db
from jobmatch.storage.setup import release
from tests.browser.conftest import Watch, serving
from tests.crawl import own_keys, path_of, routes
from tests.databases import settings_in
from tests.neighbours import add_neighbours
from tests.world import PASSWORD, add_a_referral_and_a_submission, build_world

CODE = "\"'></title></textarea></script><script>window.__xss=1</script><img src=x onerror=window.__xss=1>{{7*7}}"
SHORT = "<img src=x onerror=__xss=1>"
TYPED = {"name", "name_en", "title", "text", "note", "venue", "phone"}
FILES = {"casework.scorecard_file", "casework.publication_file", "portal.roster_template", "public.jobs_feed"}
NO_PAGE = {"kiosk.ticket", "kiosk.mark", "account.still_here", *FILES}


def poison():
    """Write code into every column of free words, as long as it takes."""
    with act(by=MACHINE, action="test"):
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if column.name in TYPED and isinstance(column.type, String | Text):
                    code = CODE if (column.type.length or 999) >= len(CODE) + 7 else SHORT
                    own = func.substr(table.c.id, 30)  # no two villages of a town have one name
                    db.session.execute(update(table).values({column.name: literal(code).concat(own)}))
        for seeker in db.session.query(Seeker):
            seeker.wanted, seeker.history = [CODE], [{"title": CODE}]


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """An installation in which every word is code; its address, and every page with the role that opens it."""
    home = tmp_path_factory.mktemp("poisoned")
    app = create_app(settings_in(home))
    with app.app_context():
        care.upgrade()
        world = add_neighbours(add_a_referral_and_a_submission(build_world()))
        poison()
        paths = {
            endpoint: path_of(app, rule, own_keys(world))
            for endpoint, method, rule in routes(app)
            if method == "GET" and not endpoint.startswith(("api", "health")) and endpoint not in NO_PAGE
        }
        release()
    with serving(home, workers=1) as url:
        yield url, paths


def enter(context, role):
    page = context.new_page()
    if role:
        page.goto("/sign-in")
        page.get_by_role("textbox").first.fill(role)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


@pytest.mark.parametrize(("role", "doors"), [("head", "casework"), ("employer", "portal"), (None, ("public", "kiosk"))])
def test_nothing_that_was_typed_runs(poisoned, chromium, role, doors):
    url, paths = poisoned
    watch, context, shown = Watch(url), chromium.new_context(base_url=url), 0
    watch.expected = ("404",)  # nobody has been merged here
    page = enter(context, role)
    watch.follow(page)
    for endpoint, path in paths.items():
        if endpoint.startswith(doors):
            page.goto(path)
            assert page.evaluate("window.__xss") is None, endpoint
            assert page.locator("img[src=x], [onerror]").count() == 0, endpoint
            shown += "onerror" in page.locator("body").inner_text()
    context.close()
    assert shown >= 2
    assert watch.faults == []


def test_code_that_is_not_escaped_is_seen(poisoned, chromium):
    url, _paths = poisoned
    watch, context = Watch(url), chromium.new_context(base_url=url)
    page = enter(context, None)
    watch.follow(page)
    page.goto("/jobs")
    page.evaluate("code => document.querySelector('main').insertAdjacentHTML('beforeend', code)", CODE)
    page.wait_for_timeout(300)
    assert page.locator("img[src=x]").count() == 1
    assert page.evaluate("window.__xss") is None  # the policy holds where escaping does not
    assert any("Content Security Policy" in fault for fault in watch.faults)
    context.close()
