"""Input that is meant to break something: statements, templates, endless texts, odd characters, wrong types, methods.

Every text field of every form and every text of the API gets each of them: an answer always comes, never a failure, and
what is kept is text and nothing else (J1, J2, J3, J4, J6, J7, C4, D2, D6).
"""

import logging
import re

import pytest
from sqlalchemy import event

from jobmatch.storage.base import db
from jobmatch.web import access
from tests.crawl import ENDS_THE_SESSION, Session, crawl, own_keys, path_of, routes
from tests.good_forms import good_forms
from tests.lengths import IS_LONG
from tests.pages.api.conftest import as_role  # noqa: F401  # the callers of the API
from tests.pages.asking import look_for

ROLES = {"caseworker": access.DESK, "employer": access.PORTAL, None: access.ANYONE}
STATEMENTS = [
    "' OR '1'='1' --",
    "'; DROP TABLE people; --",
    "1) UNION SELECT citizen_number_sealed FROM people --",
    "%' ESCAPE '!' --",
]
TEMPLATES = ["{{7*7191}}", "{% raw %}", "${7*7191}", "#{7*7191}", "%(name)s %s {0} {name}"]
CODE = [
    "<script>window.__xss=1</script>",
    '"><img src=x onerror=window.__xss=1>',
    "'><svg/onload=window.__xss=1>",
    "</title><script src=//evil.example></script>",
    "javascript:window.__xss=1",
    "</script><!--",
    "&lt;script&gt;&#60;b&#62;",
]
CHARACTERS = [
    "欧阳\u200b示\u200c例",
    "１２３４５６",
    "e\u0301\u0302" * 20,
    "𠮷野𪚥𠔻",
    "买买提·阿卜杜拉·艾合买提江·吐尔逊",
    "\u202e倒着写\u2066",
    "\ud7ff\ue000\uffff",
    "名" * 30,
    "🧑‍🦽" * 10,
    "a\r\nSet-Cookie: x=1",
    "\x1b[31mred\x1b[0m",
]
ENDLESS = [
    "a" * 100_000,
    "名" * 30_000,
    "1," * 50_000,
    " " * 100_000,
    "-" * 100_000,
    "9" * 100_000,
    "(" * 50_000,
    "、" * 30_000,
]
WHOLE = {"position", "answer", "change", "field"}
"""What no person types: where it is none of ours, the form is refused as a whole (400, 404)."""

FREE_WORDS = {"name", "note", "wanted_other", "login"}

CORPUS = [*STATEMENTS, *TEMPLATES, *CODE, *CHARACTERS]
ALLOWED = {200, 302, 303, 403, 404, 409, 413, 422, 429}


def posts_of(app, role):
    for endpoint, method, rule in routes(app):
        if endpoint.startswith("api") or endpoint in ENDS_THE_SESSION:
            continue
        if method == "POST" and access.who_may(endpoint) & ROLES[role]:
            yield endpoint, rule


@pytest.fixture
def statements(app):
    """Every statement that is sent, with its parameters kept apart."""
    sent = []

    def note(_connection, _cursor, statement, *_more):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def hammered(app, session, world, role, texts):
    """Put each text into all fields of each form at once, and into each field of free words by itself.

    In ``make test`` each form takes its turn at a third of the texts, in ``make faults`` all of them. Returns what was
    answered otherwise than it should.
    """
    keys, odd = own_keys(world), []
    forms = good_forms(keys)
    for turn, (endpoint, rule) in enumerate(posts_of(app, role)):
        path, form = path_of(app, rule, keys, "POST"), forms.get(endpoint, {})
        for text in texts if IS_LONG else texts[turn % 3 :: 3]:
            fills = [dict.fromkeys(form.keys() - WHOLE, text)]
            fills += [{name: text} for name in sorted(form.keys() & FREE_WORDS)]
            for fill in fills:
                answer = session.call("POST", path, {**form, **fill})
                if answer.status_code not in ALLOWED:
                    odd.append((endpoint, sorted(fill), text[:30], answer.status_code))
    return odd


# The product as a number of its own: among the digits of a measured time it stands by chance.
COUNTED = re.compile(r"(?<![\d.])50337(?!\d)")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", ROLES)
def test_every_field_of_every_form_takes_everything(app, two_districts, sign_in, statements, role):
    session = Session(sign_in(role) if role else app.test_client())
    assert hammered(app, session, two_districts, role, CORPUS) == []
    assert not [one for one in statements if any(text in one for text in STATEMENTS)]
    pages = [text for *_where, text in crawl(app, session, own_keys(two_districts), skip=ENDS_THE_SESSION)]
    assert not [page for page in pages if COUNTED.search(page) or "evil.example></script>" in page]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", ROLES)
def test_endless_texts_are_refused_by_their_length(app, two_districts, sign_in, role):
    session = Session(sign_in(role) if role else app.test_client())
    assert hammered(app, session, two_districts, role, ENDLESS) == []


SEARCHES = [("caseworker", "/casework/employers", "q"), (None, "/jobs", "q"), (None, "/api/v1/jobs", "q")]


@pytest.mark.parametrize(("role", "path", "name"), SEARCHES)
def test_every_search_takes_everything(app, two_districts, sign_in, client, statements, role, path, name):
    visitor = sign_in(role) if role else client
    for text in [*CORPUS, *ENDLESS]:
        answer = visitor.get(path, query_string={name: text})
        assert answer.status_code in {200, 422}, text[:30]
        assert "50337" not in answer.text
    assert not [one for one in statements if any(text in one for text in STATEMENTS)]


def test_the_search_of_people_takes_everything(two_districts, sign_in, statements):
    client = sign_in("caseworker")
    for text in [*CORPUS, *ENDLESS]:
        if "\0" not in text:
            assert look_for(client, text).status_code in {200, 413}, text[:30]
    assert not [one for one in statements if any(text in one for text in STATEMENTS)]


@pytest.mark.parametrize("page", ["0", "-1", "1e9", "999999", "9" * 100, "１", "٣", "1;DROP", "null", "", "[]"])
def test_every_list_has_a_page_for_every_number(two_districts, sign_in, client, page):
    for visitor, path in ((sign_in("caseworker"), "/casework/seekers"), (client, "/jobs")):
        assert visitor.get(path, query_string={"page": page}).status_code == 200


def test_programs_get_at_most_a_hundred_rows(as_role, client):  # noqa: F811
    desk = as_role("caseworker")
    for limit in ("101", "1000000", "-1", "0", "1e3", "ten"):
        assert desk.get("/seekers", limit=limit).status_code == 422
    assert desk.get("/seekers", offset="100001").status_code == 422


@pytest.mark.parametrize("field", ["name", "text", "phone", "citizen_number", "wanted"])
def test_a_registration_by_program_takes_everything(app, two_districts, as_role, field):  # noqa: F811
    desk, path = as_role("caseworker"), f"/fairs/{two_districts.fair}/registrations"
    for number, text in enumerate([*CORPUS, "名" * 30_000, "9" * 60_000]):
        value = [text] if field == "wanted" else text
        key = f"00000000-0000-4000-8000-{number:012d}"
        answer = desk.post(path, {"name": "李新来", field: value}, {"Idempotency-Key": key})
        assert answer.status_code in {200, 201, 409, 413, 422}, (text[:30], answer.text)


METHODS = ["TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "X"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_address_takes_another_method(app, two_districts, client):
    """Each address is asked with one of them in turn, the first page with all."""
    assert all(rule.methods <= {"GET", "HEAD", "OPTIONS", "POST"} for rule in app.url_map.iter_rules())
    for turn, (_endpoint, known, rule) in enumerate(routes(app)):
        for method in METHODS if rule.rule == "/" else (METHODS[turn % len(METHODS)],):
            answer = client.open(path_of(app, rule, own_keys(two_districts), known), method=method)
            assert answer.status_code == 405, (method, rule.rule)


@pytest.mark.parametrize(
    "path",
    [
        "/console",
        "/?__debugger__=yes&cmd=resource&f=debugger.js",
        "/.git/config",
        "/.env",
        "/static/",
        "/static/../jobmatch/config.py",
        "/static/%2e%2e/pyproject.toml",
        "/static/..%2f..%2fetc/passwd",
        "/static/js/",
        "/instance/keys.json",
        "/admin/console",
        "/server-status",
        "/openapi.json/..",
        "/wsgi.py",
    ],
)
def test_nothing_of_the_machine_is_served(client, world, path):
    answer = client.get(path)
    assert answer.status_code in {200, 404} if path.startswith("/?") else answer.status_code == 404
    for telling in ("Traceback", "secret", "EVALEX", "create_app", "root:", "Index of"):
        assert telling not in answer.text


def test_too_much_of_anything_is_refused_with_a_page(client, world):
    token = client.get("/sign-in").csrf
    many = {f"field{number}": "x" for number in range(2_000)}
    for data in ({"login": "x" * 1_100_000}, {"login": "x" * 300_000}, many):
        answer = client.post("/sign-in", data={**data, "csrf_token": token})
        assert answer.status_code in {413, 422}, answer.status_code
    for data in ({"login": "x" * 1_100_000}, many):
        body = "".join(f'--x\r\nContent-Disposition: form-data; name="{a}"\r\n\r\n{b}\r\n' for a, b in data.items())
        kind = "multipart/form-data; boundary=x"
        multipart = client.post("/sign-in", data=f"{body}--x--\r\n".encode(), content_type=kind)
        assert (multipart.status_code, multipart.heading) == (413, "内容太大")


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "text/xml", "multipart/form-data", "x/y; boundary="]
)
def test_a_body_of_another_kind_is_no_form(client, world, kind):
    answer = client.post("/sign-in", data=b'{"login": {"$ne": null}}\xff', content_type=kind)
    assert answer.status_code == 400


def test_one_event_is_one_line_whatever_is_in_it(app, two_districts, client, caplog):
    caplog.set_level(logging.DEBUG)
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    evil = "x\r\n2026-01-01 root: all is well\x1b[2J\u202e"
    client.get(f"/jobs/{evil}", headers={"User-Agent": evil.replace("\r\n", " ").encode().decode("latin-1")})
    client.get("/api/v1/nowhere", query_string={evil: evil})
    client.post("/sign-in", data={"login": evil, "csrf_token": client.get("/sign-in").csrf, "password": evil})
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("jobmatch")]
    assert not [line for line in ours if re.search(r"[\r\n\x1b\u202e]", line) or "all is well" in line]


def test_a_page_that_trusts_what_was_typed_is_seen(app, two_districts, sign_in, monkeypatch):
    """Planted: the search hands what was typed to the template engine, and to the database as it stands."""
    from flask import render_template_string
    from flask import request as asked

    monkeypatch.setitem(access.ENDPOINTS, "planted", access.ANYONE)
    app.add_url_rule("/planted", "planted", lambda: [render_template_string(asked.args["q"])])
    assert "50337" in app.test_client().get("/planted", query_string={"q": TEMPLATES[0]}).text
