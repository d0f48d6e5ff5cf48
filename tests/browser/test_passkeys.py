"""Passkeys with Chromium's own virtual authenticator, and the app's code by keyboard, on localhost."""

import re

import pyotp
import pytest

from tests.browser.engines import axe_faults, ibm_faults


def add_authenticator(page, is_verified=True):
    """A device in the browser that makes and keeps passkeys; ``is_verified`` False = nobody enters its PIN."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": is_verified,
        "automaticPresenceSimulation": True,
    }
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, made["authenticatorId"]


@pytest.fixture
def local_page(site, open_page):
    """A page under the name that passkeys may be bound to; the server is the same."""
    page = open_page(base_url=site.url.replace("127.0.0.1", "localhost"))
    page.watch.url = site.url.replace("127.0.0.1", "localhost")
    return page


def sign_in(page, site, role):
    login, password = site.sign_ins[role]
    page.goto("/sign-in?lang=en")
    page.fill("#login", login)
    page.fill("#password", password)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda url: not url.partition("?")[0].endswith("/sign-in"))


def register(page, site, role, name):
    page.goto("/account/passkeys")
    page.fill("#name", name)
    page.fill("#password", site.sign_ins[role][1])
    page.get_by_role("button", name="Register this device or key").click()


def sign_out(page):
    page.locator("form[action='/sign-out'] button").click()
    page.wait_for_url(lambda url: "/account" not in url)


def test_a_passkey_is_registered_used_and_removed(site, local_page):
    page = local_page
    devtools, key = add_authenticator(page)
    sign_in(page, site, "reviewer")
    register(page, site, "reviewer", "Office computer")
    page.wait_for_selector(".app-codes")
    assert page.locator(".app-codes li").count() == 10
    assert axe_faults(page, True) + ibm_faults(page) == []
    sign_out(page)
    sign_in(page, site, "reviewer")
    assert "/sign-in/code" in page.url
    assert axe_faults(page, True) + ibm_faults(page) == []
    page.get_by_role("button", name="Confirm with a passkey").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    (credential,) = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert credential["signCount"] >= 2
    page.goto("/account/passkeys")
    assert "Office computer" in page.locator("main").inner_text()
    page.get_by_role("button", name=re.compile("Remove")).click()
    page.wait_for_selector(".govuk-notification-banner")
    assert "Office computer" not in page.locator("main .app-card").first.inner_text()


def test_without_the_persons_pin_nothing_is_registered(site, local_page):
    page = local_page
    add_authenticator(page, is_verified=False)
    sign_in(page, site, "statistician")
    register(page, site, "statistician", "x")
    page.locator("[data-passkey-said]:not(:empty)").wait_for()
    page.goto("/account/passkeys")
    assert "No passkey yet" in page.locator("main").inner_text()


def test_a_copied_passkey_is_noticed(site, local_page):
    """A copy does not know how often the other one has signed: its count goes back."""
    page = local_page
    page.watch.expected = ("422",)
    devtools, key = add_authenticator(page)
    sign_in(page, site, "workshop_supervisor")
    register(page, site, "workshop_supervisor", "copied")
    page.wait_for_selector(".app-codes")
    (credential,) = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    for works in (True, False):
        sign_out(page)
        sign_in(page, site, "workshop_supervisor")
        page.get_by_role("button", name="Confirm with a passkey").click()
        page.wait_for_selector("form[action='/sign-out']" if works else ".govuk-error-summary")
        devtools.send("WebAuthn.clearCredentials", {"authenticatorId": key})
        devtools.send("WebAuthn.addCredential", {"authenticatorId": key, "credential": credential})
        page.goto("/account/")
    assert "/sign-in" in page.url


def test_a_number_for_an_address_says_that_it_cannot_be(site, open_page):
    page = open_page(role="caseworker", lang="en")
    page.goto("/account/passkeys")
    assert "bound to the site" in page.locator("main").inner_text()
    assert page.locator("form[data-passkey]").count() == 0


def test_an_app_is_set_up_and_used_by_keyboard(site, open_page):
    page = open_page()
    sign_in(page, site, "fair_staff")
    page.goto("/account/second-factor")
    page.locator("#password").press_sequentially(site.sign_ins["fair_staff"][1])
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/app")
    assert page.evaluate("document.querySelector('.app-qr').naturalWidth") > 0
    assert axe_faults(page, True) + ibm_faults(page) == []
    (secret,) = re.findall(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.locator("main").inner_text())
    page.locator("#code").press_sequentially(pyotp.TOTP(secret.replace(" ", "")).now())
    page.keyboard.press("Enter")
    page.wait_for_selector(".app-codes")
    assert page.locator("[data-print]").is_visible()
    paper = page.locator(".app-codes li").first.inner_text()
    sign_out(page)
    sign_in(page, site, "fair_staff")
    page.locator("#code").press_sequentially(paper)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
