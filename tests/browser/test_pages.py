"""Every page, in both languages: two accessibility checkers without a fault, no sideways scroll, targets big enough.

The checkers take most of the time: in ``make test`` they look at a page in one language, at its neighbour in the other;
in ``make a11y`` at every page in both. Everything else is looked at in both languages always.
"""

import pytest

from tests.browser.engines import IS_FULL, axe_faults, ibm_faults, sideways_scroll, small_targets
from tests.browser.sitemap import list_pages

ROLES = [
    None,
    "caseworker",
    "employer",
    "system_admin",
    "security_admin",
    "auditor",
    "head",
    "reviewer",
    "village_officer",
    "workshop_supervisor",
    "statistician",
]
LANGUAGES = ["zh_Hans_CN", "en"]
NARROWEST = 320
MODES = {
    "laptop": {},
    "forced colours": {"forced_colors": "active"},
    "dark preference": {"color_scheme": "dark"},
    "still": {"reduced_motion": "reduce"},
}
if not IS_FULL:
    MODES = {"laptop": {}}


def has_its_turn(number, lang):
    """Tell whether the checkers look at the page of that number in that language."""
    return IS_FULL or LANGUAGES[number % len(LANGUAGES)] == lang


# IBM's checker takes questions behind a closed fold for questions without words: they are checked as one meets them.
UNFOLD = "for (const fold of document.querySelectorAll('details:has(fieldset)')) fold.open = true"


def checkers_faults(page, path):
    page.evaluate(UNFOLD)
    return axe_faults(page, enhanced=not path.startswith(("/casework", "/portal", "/admin"))) + ibm_faults(page)


def size_faults(page, path):
    least = 60 if path.startswith("/kiosk") else 24 if path.startswith(("/casework", "/admin")) else 44
    faults = [f"small: {one}" for one in small_targets(page, least)]
    width = page.viewport_size["width"]
    for narrow in (360, NARROWEST):
        page.set_viewport_size({"width": narrow, "height": 640})
        if (wide := sideways_scroll(page)) > 0:
            faults.append(f"{wide} px wider than {narrow}")
    page.set_viewport_size({"width": width, "height": 900})
    return faults


def test_no_page_is_left_out(site):
    assert set(list_pages(site.home)) <= set(ROLES)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_pages_have_no_fault(site, open_page, role, lang, mode):
    page = open_page(role=role, lang=lang, **MODES[mode])
    page.watch.expected = ("404", "403")
    faults = {}
    for number, path in enumerate(list_pages(site.home)[role]):
        # The kiosk forgets the language with the person, so each address says it again.
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        assert page.locator("html").get_attribute("lang") == ("en" if lang == "en" else "zh-CN"), path
        found = checkers_faults(page, path) if has_its_turn(number, lang) else []
        if found := found + size_faults(page, path):
            faults[path] = found
    assert faults == {}


REFUSED = [
    (None, "/sign-in"),
    (None, "register"),
    ("caseworker", "submission"),
    ("caseworker", "hire"),
    ("employer", "answer"),
    ("system_admin", "/admin/accounts/new"),
    ("security_admin", "role"),
]


@pytest.mark.parametrize(
    ("role", "path", "lang"),
    [(*form, lang) for number, form in enumerate(REFUSED) for lang in LANGUAGES if has_its_turn(number, lang)],
)
def test_a_refused_form_has_no_fault(site, open_page, role, path, lang):
    from tests.browser.sitemap import KEYS, OTHERS

    path = {
        "register": f"/kiosk/fairs/{KEYS['fair_id']}/register",
        "submission": f"/casework/submissions/{KEYS['submission_id']}",
        "hire": f"/casework/referrals/{OTHERS['casework.hire']['referral_id']}/hire",
        "answer": f"/portal/referrals/{KEYS['referral_id']}",
        "role": f"/admin/accounts/{KEYS['user_id']}/role",
    }.get(path, path)
    page = open_page(role=role, lang=lang, java_script_enabled=True)
    page.watch.expected = ("422",)
    page.goto(path)
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('main form[method=post]'))")
    page.locator(".govuk-error-summary").wait_for()
    assert page.title().startswith(("错误：", "Error: "))
    assert page.evaluate("document.activeElement.closest('.govuk-error-summary') !== null")
    assert checkers_faults(page, path) + size_faults(page, path) == []
    page.locator(".govuk-error-summary a").first.click()
    assert page.evaluate("document.activeElement.matches('input, select, textarea')")
