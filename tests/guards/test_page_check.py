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
    "handler": ("<p>文字</p>", '<p onclick="x()">文字</p>'),
    "label for nothing": ("<p>文字</p>", '<label for="nowhere">名</label>'),
    "post without token": ("<p>文字</p>", '<form method="post" action="/x"></form>'),
    "skipped level": ("<p>文字</p>", "<h3>小标题</h3>"),
    "no main": ("<main", "<div"),
}


def test_a_good_page_has_no_faults():
    assert find_page_faults(GOOD, HEADERS) == []
    assert find_page_faults(GOOD.replace("<title>", "<title>错误：", 1), HEADERS) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_seen(name):
    old, new = PLANTED[name]
    assert find_page_faults(GOOD.replace(old, new, 1), HEADERS)


@pytest.mark.parametrize(
    "policy", ["", "default-src 'none'; script-src 'unsafe-inline'", "default-src 'none' 'nonce-x'"]
)
def test_a_weak_policy_is_seen(policy):
    assert find_page_faults(GOOD, {"Content-Security-Policy": policy})
