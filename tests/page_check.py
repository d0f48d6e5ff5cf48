"""Checks every HTML response that any test receives: valid HTML5, one h1, a title that begins with it, unique ids…"""

import re
from collections import Counter
from hashlib import sha256
from itertools import pairwise

import html5lib
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

ERROR_PREFIXES = ("错误：", "Error: ")
PLAIN = r"\w ,.:;/?!%()+@#*~，。、：；？！（）《》“”‘’【】…—–·×"
# What a parser never stumbles over, so that it cannot turn on it: plain text between two tags, and in quotes. A type
# it does look at: a hidden field may stand where no other may.
WORDS = re.compile(rf">\s*(?=[^\s<])[{PLAIN}\n-]+(?=<)")
VALUES = re.compile(rf'(?<!\btype)="(?:[{PLAIN}=_-]|&amp;)+"')
SOUND = set()
"""Digests of the shapes of pages that were parsed without an error."""
ALLOWED_INLINE = "application/ld+json"


def find_page_faults(text, headers):
    """List what is wrong with a page, as sentences; empty when it is as every page must be."""
    tree = html.document_fromstring(text)
    return [
        *_parse_faults(text),
        *_head_faults(tree),
        *_body_faults(tree),
        *_inline_faults(tree),
        *_header_faults(headers),
    ]


def _parse_faults(text):
    """Parse strictly, which takes as long as answering the page does: what only says something else is not parsed."""
    shape = sha256(VALUES.sub('="x"', WORDS.sub(">x", text)).encode(errors="surrogatepass")).digest()
    if shape in SOUND:
        return []
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    if not parser.errors:
        SOUND.add(shape)
    return [f"not html5: {code} at {place}" for place, code, _data in parser.errors]


def _head_faults(tree):
    headings = [" ".join(h1.text_content().split()) for h1 in tree.iter("h1")]
    title = " ".join((tree.findtext(".//title") or "").split())
    for prefix in ERROR_PREFIXES:
        title = title.removeprefix(prefix)
    faults = [] if len(headings) == 1 else [f"{len(headings)} h1: {headings}"]
    if headings and not title.startswith(headings[0]):
        faults.append(f"title '{title}' does not begin with the h1 '{headings[0]}'")
    if tree.get("lang") not in {"zh-CN", "en"}:
        faults.append(f"lang is {tree.get('lang')}")
    return faults


def _body_faults(tree):
    ids = Counter(tree.xpath("//@id[. != '']"))
    faults = [f"id '{name}' {count} times" for name, count in ids.items() if count > 1]
    if tree.xpath("count(//main)") != 1:
        faults.append("not exactly one main")
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for names in tree.xpath(f"//@{attribute}"):
            faults += [f"{attribute} names no id '{name}'" for name in names.split() if name not in ids]
    faults += [f"{form.tag} posts without a csrf token" for form in tree.iter("form") if _posts_bare(form)]
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    faults += [f"heading level jumps from {a} to {b}" for a, b in pairwise(levels) if b > a + 1]
    return faults


def _posts_bare(form):
    return form.get("method", "get").lower() == "post" and not form.xpath(".//input[@name='csrf_token']")


def _inline_faults(tree):
    """Looked for without making an object of every node, of which a page has a thousand."""
    faults = ["inline script" for _ in tree.xpath(f"//script[not(@src) or @src=''][not(@type='{ALLOWED_INLINE}')]")]
    faults += [f"inline style on {node.tag}" for node in tree.xpath("//style | //*[@style]")]
    for node in tree.xpath("//*[@*[starts-with(name(), 'on')]]"):
        faults += [f"handler {name} on {node.tag}" for name in node.keys() if name.startswith("on")]  # noqa: SIM118
    addresses = tree.xpath("//@href | //@action")
    return faults + [f"address '{one}'" for one in addresses if one.startswith("javascript:")]


def _header_faults(headers):
    policy = headers.get("Content-Security-Policy", "")
    faults = [] if policy.startswith("default-src 'none'") else ["no strict content policy"]
    return faults + [f"policy has {word}" for word in ("unsafe-inline", "unsafe-eval", "nonce-") if word in policy]


class CheckedResponse(TestResponse):
    """A response that can be asked for its parts."""

    @property
    def text(self):
        """What it says; of a workbook or a picture whatever reads as text."""
        return self.get_data().decode("utf-8", "replace")

    @property
    def tree(self):
        return html.document_fromstring(self.text)

    @property
    def csrf(self):
        found = self.tree.xpath("//input[@name='csrf_token']/@value")
        return found[0] if found else ""

    @property
    def heading(self):
        return " ".join(self.tree.find(".//h1").text_content().split())


class CheckedClient(FlaskClient):
    """A test client that refuses pages with faults."""

    def __init__(self, app, _response_class, **options):
        super().__init__(app, CheckedResponse, **options)

    def open(self, *args, **options):
        # A request inside the fixture's own app context would share its ``g``: language, who is signed in, the form's
        # token and the database session would leak from one request to the next, as they never do outside tests.
        with self.application.app_context():
            response = super().open(*args, **options)
        if response.mimetype == "text/html" and response.text and response.status_code not in {301, 302, 303, 307, 308}:
            faults = find_page_faults(response.text, response.headers)
            assert not faults, f"{response.request.path}: " + "; ".join(faults)
        return response
