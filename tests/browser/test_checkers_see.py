"""The checkers themselves are shown to see a fault each: a check that never fails is not a check."""

import pytest

from tests.browser import engines
from tests.browser.engines import axe_faults, ibm_faults, sideways_scroll, small_targets

GOOD = (
    '<!DOCTYPE html><html lang="zh-CN"><head><title>好页面</title><meta name="viewport" content="width=device-width">'
    "</head><body><main><h1>好页面</h1>{}</main></body></html>"
)
FOR_AXE = {
    "image without text": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">',
    "field without label": '<input type="text">',
    "faint text": '<p style="color:#aaa;background:#fff">看不清的字</p>',
    "small targets": 2 * '<button style="width:10px;height:10px;padding:0">a</button>',
}
FOR_IBM = {
    "image without text": FOR_AXE["image without text"],
    "field without label": FOR_AXE["field without label"],
    "clickable div": '<div onclick="x()" style="cursor:pointer">点我</div>',
}


@pytest.fixture
def blank(open_page, monkeypatch):
    # Without a stylesheet axe cannot tell whether one would lock the orientation.
    monkeypatch.setitem(engines.REVIEWED, "css-orientation-lock", "pages without a stylesheet")
    return open_page()


def test_a_good_page_passes(blank):
    blank.set_content(GOOD.format("<p>文字</p>"))
    assert axe_faults(blank, enhanced=True) == []
    assert ibm_faults(blank) == []
    assert sideways_scroll(blank) == 0


@pytest.mark.parametrize("name", FOR_AXE)
def test_axe_sees(blank, name):
    blank.set_content(GOOD.format(FOR_AXE[name]))
    assert axe_faults(blank)


@pytest.mark.parametrize("name", FOR_IBM)
def test_ibm_sees(blank, name):
    blank.set_content(GOOD.format(FOR_IBM[name]))
    assert ibm_faults(blank)


def test_faint_text_is_seen_at_seven_to_one(blank):
    blank.set_content(GOOD.format('<p style="color:#767676;background:#fff">勉强的字</p>'))
    assert axe_faults(blank) == []
    assert axe_faults(blank, enhanced=True)


def test_sideways_scroll_and_small_targets_are_seen(blank):
    blank.set_content(
        GOOD.format('<div style="width:3000px">宽</div><button style="width:30px;height:30px">钮</button>')
    )
    assert sideways_scroll(blank) > 0
    assert small_targets(blank, 44)
    assert small_targets(blank, 24) == []


def test_a_request_to_elsewhere_is_noticed(blank):
    blank.set_content(GOOD.format('<img alt="" src="http://127.0.0.2:9/far.png">'))
    blank.wait_for_timeout(100)
    assert any("elsewhere" in fault for fault in blank.watch.faults)
    blank.watch.faults.clear()


def test_inline_code_does_not_run_and_is_noticed(blank):
    blank.goto("/")
    blank.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.bad = 1'}))"
    )
    assert any("Content Security Policy" in fault for fault in blank.watch.faults)
    assert blank.evaluate("window.bad") is None
    blank.watch.faults.clear()
