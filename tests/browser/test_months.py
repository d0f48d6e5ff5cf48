"""An employer's month grid by keyboard alone, on a phone and a laptop: read why, fill in, see what counts, claim."""

import pytest

from jobmatch.demo.examples import EXAMPLE_SPELL
from tests.browser.engines import axe_faults, ibm_faults, sideways_scroll
from tests.browser.keyboard import choose, press, tab_to

PHONE, LAPTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def read_why(page):
    """Tab to a month that does not count; Enter leads to its reason, which is then on the screen."""
    press(page, page.locator(".app-month--uncounted a"))
    assert page.url.endswith(f"#year-{EXAMPLE_SPELL}")
    reason = page.locator(f"#year-{EXAMPLE_SPELL} .app-why__text").first
    box = reason.bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]


@pytest.mark.parametrize(("size", "lang"), [(PHONE, "zh_Hans_CN"), (LAPTOP, "en")])
def test_the_grid_by_keyboard(open_page, size, lang):
    page = open_page(viewport=size, role="employer", lang=lang)
    page.goto("/portal/months")
    assert page.locator(".app-months--people tbody th").count() == page.locator(".app-months--people tbody tr").count()
    read_why(page)
    counted = page.locator(".app-month--credited").count()
    press(page, page.locator("main a[href*='/portal/months/']").last)
    page.wait_for_selector("#year-form")
    choose(page, page.locator("input[name=pension][value=yes]"))
    choose(page, page.locator("input[name=medical][value=yes]"))
    boxes = page.locator("input[name^=take_]:checked")
    while boxes.count() > 1:
        choose(page, boxes.nth(1))
    press(page, page.locator("#year-form button[type=submit]"))
    page.wait_for_selector("#preview")
    assert page.locator("#preview .app-month--credited").count() == 1
    assert sideways_scroll(page) <= 0
    assert axe_faults(page, enhanced=False) + ibm_faults(page) == []
    tab_to(page, page.locator("#preview button"))
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-notification-banner")
    assert page.locator(".app-month--credited").count() == counted + 1
