"""After the sign-in one goes only to a page of this system, and only to one that one may open (CWE-601)."""

import pytest

from jobmatch.web.local_paths import local_path
from tests.pages.public.test_sign_in import enter

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:/evil.example",
    "https:evil.example",
    "http://localhost@evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "/%0d%0a\r\nLocation: https://evil.example",
    "/x\\y",
    "evil.example",
    "casework/",
    "",
    "?next=//evil.example",
    "//[::1",
    "/" + "a" * 600,
    "/\x7fevil",
]


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_an_address_elsewhere_is_no_local_path(asked):
    assert local_path(asked) is None


@pytest.mark.parametrize("asked", ["/", "/casework/", "/casework/seekers?q=%E9%99%88&page=2", "/jobs?next=//x"])
def test_a_path_of_ours_is_kept(asked):
    assert local_path(asked) == asked


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("asked", ELSEWHERE)
def test_the_sign_in_never_leads_elsewhere(client, world, asked):
    page = client.get("/sign-in", query_string={"next": asked})
    data = {"login": "caseworker", "password": world.sign_ins["caseworker"][1], "csrf_token": page.csrf}
    answer = client.post("/sign-in", query_string={"next": asked}, data=data)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/casework/")


def test_the_sign_in_leads_on_to_the_page_that_was_wanted(client, world):
    sent = client.get("/casework/seekers?q=x")
    answer = enter(client, "caseworker", path=sent.headers["Location"])
    assert answer.headers["Location"] == "/casework/seekers?q=x"


@pytest.mark.parametrize("wanted", ["/portal/", "/no-such-page", "/sign-out"])
def test_a_page_that_is_not_theirs_is_not_where_they_are_sent(client, world, wanted):
    answer = enter(client, "caseworker", path=f"/sign-in?next={wanted}")
    assert answer.headers["Location"] == "/casework/"


def test_the_wanted_page_survives_a_wrong_password(client, world):
    assert enter(client, "caseworker", "wrong", "/sign-in?next=/casework/seekers").status_code == 422
    assert (
        enter(client, "caseworker", path="/sign-in?next=/casework/seekers").headers["Location"] == "/casework/seekers"
    )
