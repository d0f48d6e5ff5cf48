"""The kiosk in a real browser: each step without a fault, without script too, and blank for whoever comes next."""

import pytest

from tests.browser.engines import IS_FULL, axe_faults, ibm_faults, small_targets
from tests.browser.sitemap import KEYS

KIOSK = {"width": 1280, "height": 800}
PATH = f"/kiosk/fairs/{KEYS['fair_id']}/register"
NAME = "王屏幕"
NUMBER = "330299198506150045"


def step_of(page):
    return page.locator("[data-step]:visible").get_attribute("data-step")


def begin(page, path=PATH):
    page.goto(path)
    page.locator("[data-next]").wait_for()
    page.fill("#name", NAME)


def walk_to(page, last):
    """Press "next" until the step ``last`` is on the screen; agree on the way."""
    for _ in range(30):
        if step_of(page) == last:
            return
        if step_of(page) == "consent":
            page.check("#store")
            page.check("#recommend")
        page.click("[data-next]")
    raise AssertionError(f"{last} was never reached")


def everything_in(page):
    """The page's source and what stands in its controls."""
    return page.content() + page.evaluate("[...document.querySelectorAll('input, textarea')].map(i => i.value).join()")


def finish_without_script(page):
    """Register with nothing but the form, after one refusal; returns at the start page."""
    page.watch.expected = ("422",)
    page.goto(PATH)
    page.fill("#name", NAME)
    page.fill("#number", NUMBER[:-1])
    page.click("[data-submit]")
    page.locator(".govuk-error-summary").wait_for()
    page.fill("#number", NUMBER)
    page.check("#store")
    page.click("[data-submit]")
    page.wait_for_url("**/kiosk/ticket")
    page.click("[data-finish]")
    page.wait_for_url("**/kiosk/?*")


def finish_with_script(page):
    begin(page)
    page.fill("#number", NUMBER)
    walk_to(page, "review")
    page.click("[data-submit]")
    page.wait_for_url("**/kiosk/ticket")
    page.click("[data-finish]")
    page.wait_for_url("**/kiosk/?*")


WAYS = [f"lang={lang}{large}" for lang in ("zh_Hans_CN", "en") for large in ("", "&large=1")]


@pytest.mark.parametrize("way", WAYS)
def test_no_step_has_a_fault(open_page, way):
    """In ``make test`` the checkers look at each step in one of the ways, at the next step in the next way."""
    page = open_page(viewport=KIOSK)
    begin(page, f"{PATH}?{way}")
    faults = {}
    for number in range(30):
        has_turn = IS_FULL or WAYS[number % len(WAYS)] == way
        found = axe_faults(page, enhanced=True) + ibm_faults(page) if has_turn else []
        if found := found + [f"small: {one}" for one in small_targets(page, 60)]:
            faults[step_of(page)] = found
        if step_of(page) == "review":
            break
        page.click("[data-next]")
    assert step_of(page) == "review"
    assert faults == {}


@pytest.mark.parametrize("script", [True, False])
def test_going_back_shows_nothing_of_whoever_was_here(open_page, script):
    page = open_page(viewport=KIOSK, java_script_enabled=script)
    (finish_with_script if script else finish_without_script)(page)
    page.wait_for_load_state()
    page.go_back()
    assert "/kiosk/ticket" not in page.url
    assert page.locator(".app-ticket__number").count() == 0
    if script:
        seen = everything_in(page)
        assert NAME not in seen
        assert NUMBER not in seen


def test_what_was_typed_is_gone_after_starting_again(open_page):
    page = open_page(viewport=KIOSK)
    begin(page)
    page.click("[data-restart]")
    page.wait_for_url("**/kiosk/?*")
    page.goto(PATH)
    assert NAME not in everything_in(page)


def test_an_abandoned_screen_is_cleared_after_a_warning(open_page):
    page = open_page(viewport=KIOSK)
    page.clock.install()
    begin(page, f"{PATH}?lang=en")
    page.clock.run_for(122_000)
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("a")
    page.clock.run_for(2_000)
    assert page.locator("dialog[open]").count() == 0
    assert page.input_value("#name") == NAME
    page.clock.run_for(122_000)
    page.clock.run_for(32_000)
    page.wait_for_url("**/kiosk/?fair=*")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.go_back()
    assert NAME not in everything_in(page)


def test_after_a_mistake_one_is_soon_back_at_the_review(open_page):
    page = open_page(viewport=KIOSK)
    page.watch.expected = ("422",)
    begin(page)
    page.fill("#number", NUMBER[:-1])
    walk_to(page, "review")
    page.click("[data-submit]")
    page.locator(".govuk-error-summary").wait_for()
    assert step_of(page) == "who"
    assert page.input_value("#number") == NUMBER[:-1]
    page.fill("#number", NUMBER)
    page.click("[data-next]")
    assert step_of(page) == "review"
    assert NUMBER in page.locator("[data-review-list]").inner_text()


def test_hitting_the_button_twice_sends_once(open_page):
    page = open_page(viewport=KIOSK)
    begin(page)
    walk_to(page, "review")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.dblclick("[data-submit]")
    page.wait_for_url("**/kiosk/ticket")
    assert len(sent) == 1
