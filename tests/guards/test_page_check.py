"""The check that every page goes through is itself shown to see each fault."""

import pytest

from tests.page_check import find_page_faults

HEADERS = {"Content-Security-Policy": "default-src 'none'"}
GOOD = (
    '<!DOCTYPE html><html lang="zh-CN"><head><title>标题 - 助残就业</title></head>'
    '<body><main id="main"><h1>标题</h1><p>文字</p></main></body></html>'
)
PLANTED = {
    "two headings": ("<p>文字</p>", "<h1>标题</h1>"),
    "no heading": ("<h1>标题</h1>", ""),
    "title differs": ("<title>标题", "<title>别的"),
    "no language": (' lang="zh-CN"', ""),
    "twice the same id": ("<p>文字</p>", '<p id="main">文字</p>'),
    "not html5": ("<p>文字</p>", "<p><div>文字</p></span>"),
    "inline script": ("<p>文字</p>", "<script>1</script>"),
    "inline style": ("<p>文字</p>", '<p style="color:red">文字</p>'),
    "style element": ("<p>文字</p>", "<style>p {}</style>"),
    "address that runs": ("<p>文字</p>", '<a href="javascript:x()">文字</a>'),
    "handler": ("<p>文字</p>", '<p onclick="x()">文字</p>'),
    "label for nothing": ("<p>文字</p>", '<label for="nowhere">名</label>'),
    "post without token": ("<p>文字</p>", '<form method="post" action="/x"></form>'),
    "skipped level": ("<p>文字</p>", "<h3>小标题</h3>"),
    "no main": ("<main", "<div"),
}
BROKEN = [
    "<p>文字</b></p>",
    "<p>文&字</p>",
    "<p>文&copy字</p>",
    "<p>文\x01字</p>",
    "<table><p>文字</p></table>",
    "<ul><li>文字</ul></p>",
    "<!-- 文--字 --!>",
    '<a href=文"字>文字</a>',
    '<a href="x"class="y">文字</a>',
    '<a id="x" id="y">文字</a>',
    '<table><input type="text" name="x"></table>',
    "<p>文字<",
]


def test_a_good_page_has_no_faults():
    assert find_page_faults(GOOD, HEADERS) == []
    assert find_page_faults(GOOD.replace("<title>", "<title>错误：", 1), HEADERS) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_seen(name):
    old, new = PLANTED[name]
    assert find_page_faults(GOOD.replace(old, new, 1), HEADERS)


@pytest.mark.parametrize("broken", BROKEN)
def test_what_breaks_html_is_seen_beside_the_same_page_without(broken):
    """Pages that say other words are taken for parsed: none that breaks may look like one that did not."""
    for words in ("文字", "别的 2026-11-28", "a.b@c"):
        assert find_page_faults(GOOD.replace("文字", words), HEADERS) == []
    assert any("not html5" in fault for fault in find_page_faults(GOOD.replace("<p>文字</p>", broken), HEADERS))


@pytest.mark.parametrize(
    "policy", ["", "default-src 'none'; script-src 'unsafe-inline'", "default-src 'none' 'nonce-x'"]
)
def test_a_weak_policy_is_seen(policy):
    assert find_page_faults(GOOD, {"Content-Security-Policy": policy})
