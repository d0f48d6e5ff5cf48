"""Pages that no address leads to: what a form answers with when it is refused, and what is shown once after it.

A client inside the process posts each form of the address map, empty and as ``tests/good_forms.py`` fills it in; what
comes back as a page is laid before the browser as it came. With ``JOBMATCH_A11Y=full`` it is all of them, in both
languages; otherwise a sample of those that have a shape of their own.
"""

import pytest

from jobmatch.web import access
from tests.browser.engines import IS_FULL
from tests.browser.test_pages import checkers_faults, size_faults
from tests.crawl import ENDS_THE_SESSION, Session, own_keys, path_of, routes
from tests.good_forms import good_forms
from tests.world import PASSWORD

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

LANGUAGES = ["zh_Hans_CN", "en"] if IS_FULL else ["zh_Hans_CN"]
SAMPLE = {
    None: {"kiosk.register"},
    "head": {"casework.numbers", "casework.request_recorded"},
    "system_admin": {"admin.add_account", "account.recovery_codes"},
}
"""Pages with a shape of their own: an error in a long form, a number opened, a password shown once."""
EVERY_ROLE = [None, "caseworker", "head", "employer", "system_admin", "security_admin", "auditor", "village_officer"]
MORE_FORMS = {
    "account.begin_app": {"password": PASSWORD},
    "account.recovery_codes": {"password": PASSWORD},
    "admin.add_account": {"name": "新同事", "login": "colleague", "role": "caseworker", "uscc": ""},
    "casework.export": {"reason": "person", "shape": "page"},
}
A_PAGE = {200, 201, 409, 422}


def posted(app, keys, session, role, lang):
    """Every page that the forms of a role are answered with: what it is, its address, the page."""
    forms = {**good_forms(keys), **MORE_FORMS}
    for endpoint, method, rule in sorted(routes(app), key=lambda one: one[0]):
        who = access.who_may(endpoint)
        is_ours = (role in who) if role else bool(who & access.ANYONE)
        if method != "POST" or not is_ours or endpoint.startswith("api") or endpoint in ENDS_THE_SESSION:
            continue
        if not IS_FULL and endpoint not in SAMPLE[role]:
            continue
        path = path_of(app, rule, keys, "POST")
        for kind, form in (("empty", {}), ("filled in", forms.get(endpoint))):
            answer = session.call("POST", f"{path}?lang={lang}", form) if form is not None else None
            if answer is not None and answer.mimetype == "text/html" and answer.status_code in A_PAGE:
                yield (endpoint, kind, answer.status_code), path, answer.text


def lay_before(page, text):
    """Show ``text`` as a page of the server, whose looks and scripts it then has."""
    page.route("**/posted", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page.goto("/posted")
    page.unroute("**/posted")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_forms_are_answered_with_has_no_fault(app, two_districts, sign_in, open_page, lang):
    page, seen, faults = open_page(), set(), {}
    for role in EVERY_ROLE if IS_FULL else SAMPLE:
        session = Session(sign_in(role) if role else app.test_client())
        for what, path, text in posted(app, own_keys(two_districts), session, role, lang):
            if what in seen:
                continue
            seen.add(what)
            lay_before(page, text)
            assert page.locator("html").get_attribute("lang") == ("en" if lang == "en" else "zh-CN"), what
            if found := checkers_faults(page, path) + size_faults(page, path):
                faults[what] = found
    assert faults == {}
    assert {status for _, _, status in seen} >= {200, 201, 422}
    assert IS_FULL or {endpoint for endpoint, _, _ in seen} == set().union(*SAMPLE.values())
