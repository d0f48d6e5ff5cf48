"""The employers' what-if on paper: one sheet of A4, even with a row for each month of the year."""

import re

import pytest

MARGIN = dict.fromkeys(("top", "bottom", "left", "right"), "10mm")
TWELVE_ROWS = """
const [rows] = [...document.querySelectorAll('.app-sheet table')].at(-1).tBodies
while (rows.rows.length < 12) rows.append(rows.rows[0].cloneNode(true))
"""


@pytest.mark.parametrize("lang", ["zh_Hans_CN", "en"])
def test_the_answer_prints_on_one_sheet(site, open_page, lang):
    page = open_page(role="employer", lang=lang)
    page.goto("/portal/levy")
    page.locator("[name=employer_type]").select_option("enterprise")
    for name, typed in (("headcount", "236"), ("payroll", "20060000"), ("social_avg", "95000"), ("severe_count", "1")):
        page.locator(f"[name={name}]").fill(typed)
    page.locator("[name=severe_from]").select_option(index=1)
    page.locator("form[action^='/portal/levy'] button").click()
    page.locator(".app-sheet").wait_for()
    page.evaluate(TWELVE_ROWS)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", margin=MARGIN))) == 1
