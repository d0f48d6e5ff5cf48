"""The employers' what-if by keyboard alone, and on paper: one sheet of A4, even with a row for each month."""

import re

import pytest

from tests.browser.keyboard import pick, press, type_into

MARGIN = dict.fromkeys(("top", "bottom", "left", "right"), "10mm")
TWELVE_ROWS = """
const [rows] = [...document.querySelectorAll('.app-sheet table')].at(-1).tBodies
while (rows.rows.length < 12) rows.append(rows.rows[0].cloneNode(true))
"""


@pytest.mark.parametrize("lang", ["zh_Hans_CN", "en"])
def test_the_answer_prints_on_one_sheet(site, open_page, lang):
    page = open_page(role="employer", lang=lang)
    page.goto("/portal/levy")
    pick(page, page.locator("[name=employer_type]"), "enterprise")
    for name, typed in (("headcount", "236"), ("payroll", "20060000"), ("social_avg", "95000"), ("severe_count", "1")):
        type_into(page, page.locator(f"[name={name}]"), typed)
    months = page.locator("[name=severe_from]")
    pick(page, months, months.locator("option").nth(1).get_attribute("value"))
    press(page, page.locator("form[action^='/portal/levy'] button"))
    page.locator(".app-sheet").wait_for()
    page.evaluate(TWELVE_ROWS)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", margin=MARGIN))) == 1
