"""The whole thread by keyboard alone, in both languages: kiosk, desk, employer, hire, months. Nothing is clicked."""

import re

import pytest

from tests.browser.engines import axe_faults, ibm_faults
from tests.browser.keyboard import choose, press, tab_to, type_into

KIOSK = {"width": 1280, "height": 800}


def walk_to_review(page):
    """Press the kiosk's own "next" until the review, answering what the person answers."""
    following = page.locator("form[data-steps]").get_attribute("data-text-next")
    for _ in range(30):
        step = page.locator("[data-step]:visible").get_attribute("data-step")
        if step == "review":
            return
        if step == "wishes":
            choose(page, page.locator("[data-step=wishes] input[type=checkbox]"))
        if step == "consent":
            choose(page, page.locator("input[name=capacity]"))
            choose(page, page.locator("input[name=store]"))
            choose(page, page.locator("input[name=recommend]"))
        press(page, page.get_by_role("button", name=following, exact=True))
    raise AssertionError("the review was never reached")


def register(page, name, lang):
    """Register at the kiosk and return the ticket's number."""
    page.goto(f"/kiosk/?lang={lang}")
    press(page, page.locator("main a[href*=register]"))
    page.wait_for_selector("[data-step]:visible")
    type_into(page, page.locator("input[name=name]"), name)
    walk_to_review(page)
    assert name in page.locator("[data-review-list]").inner_text()
    press(page, page.locator("[data-submit]"))
    page.wait_for_url("**/kiosk/ticket*")
    assert page.locator(".app-slip__line").count() >= 1
    faults = axe_faults(page, enhanced=True) + ibm_faults(page)
    number = re.search(r"\d+", page.locator(".app-ticket").inner_text())[0]
    press(page, page.locator("[data-finish]"))
    page.wait_for_url(lambda url: "/ticket" not in url)
    assert faults == []
    return number


def sign_out(page):
    press(page, page.locator("form[action='/sign-out'] button"))
    page.wait_for_selector("a[href^='/sign-in']")


def sign_in(page, account):
    page.goto("/sign-in")
    type_into(page, page.locator("input[name=login]"), account[0])
    type_into(page, page.locator("input[type=password]"), account[1])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def verify_and_refer(page, name, employer):
    """Say whose submission it is and refer the person to a position of ``employer``; returns the referral's key."""
    page.goto("/casework/submissions")
    # The oldest stand first, and other tests have handed in as well.
    while page.get_by_role("link", name=name).count() == 0:
        here = page.url
        press(page, page.locator("a[rel=next]"))
        page.wait_for_url(lambda url, here=here: url != here)
    press(page, page.get_by_role("link", name=name))
    page.wait_for_url("**/casework/submissions/*")
    choose(page, page.locator("input[name=person][value=new]"))
    press(page, page.locator("main form button[type=submit]").last)
    page.wait_for_url("**/casework/seekers/*")
    assert page.locator("h1").inner_text() == name
    row = page.locator("li", has=page.locator("form[action*=refer]")).filter(has_text=employer)
    press(page, row.first.locator("form[action*=refer] button"))
    page.wait_for_selector(".govuk-notification-banner")
    return page.locator("main a[href*='/casework/referrals/']").first.get_attribute("href").rsplit("/", 1)[1]


def answer(page, referral):
    """The employer would like to hire; no name is on the page."""
    press(page, page.locator(f"main a[href='/portal/referrals/{referral}']"))
    page.wait_for_url("**/portal/referrals/*")
    press(page, page.locator("form:has(input[value=offered]) button"))
    page.wait_for_selector(".govuk-notification-banner")


def hire(page, name):
    page.goto("/casework/referrals?state=offered")
    press(page, page.locator("main a", has_text=name))
    page.wait_for_url("**/casework/referrals/*")
    press(page, page.locator("main a[href$='/hire']"))
    page.wait_for_url("**/hire")
    choose(page, page.locator("input[name=contract_kind]"))
    type_into(page, page.locator("input[name=wage]"), "3000")
    tab_to(page, page.locator("select[name=employment_form]"))
    page.keyboard.press("ArrowDown")
    press(page, page.locator("main form button[type=submit]").last)
    page.wait_for_url("**/months")


@pytest.mark.parametrize(("lang", "name"), [("zh_Hans_CN", "键盘测试甲"), ("en", "键盘测试乙")])
def test_the_thread_by_keyboard(site, open_page, employer_name, lang, name):
    page = open_page(viewport=KIOSK)
    assert int(register(page, name, lang)) > 0
    page = open_page(lang=lang)
    sign_in(page, site.sign_ins["caseworker"])
    referral = verify_and_refer(page, name, employer_name)
    sign_out(page)
    sign_in(page, site.sign_ins["employer"])
    answer(page, referral)
    assert name not in page.content()
    sign_out(page)
    sign_in(page, site.sign_ins["caseworker"])
    hire(page, name)
    assert name in page.locator("h1").inner_text()
    assert page.locator("main table tbody tr").count() >= 1
