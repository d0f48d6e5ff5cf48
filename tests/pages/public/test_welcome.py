"""Roles without a door of their own land on a page that says what is open to them now."""

import pytest

from jobmatch.accounts.tables import Role
from tests.pages.asking import links

WITHOUT_A_DOOR = ["fair_staff", "statistician"]


def landing(sign_in, role):
    """Where somebody of that role is led who is signed in."""
    client = sign_in(role)
    return client, client.get("/sign-in").headers["Location"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", list(Role))
def test_everybody_lands_on_a_page_that_opens(sign_in, world, role):
    client, path = landing(sign_in, role.value)
    assert client.get(path).status_code == 200
    assert (path == "/welcome") == (role.value in WITHOUT_A_DOOR)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", WITHOUT_A_DOOR)
def test_the_page_says_what_will_be_here_and_every_link_opens(sign_in, world, role):
    client, path = landing(sign_in, role)
    page = client.get(path)
    assert "以后在这里" in page.text
    hrefs = links(page, "/")
    assert "/admin/parameters" not in hrefs
    assert {"/jobs", "/account/"} <= set(hrefs)
    assert [href for href in hrefs if client.get(href).status_code != 200] == []


def test_who_has_a_door_is_led_there(sign_in, world):
    answer = sign_in("caseworker").get("/welcome")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/casework/")


def test_a_stranger_is_sent_to_the_sign_in(client, world):
    assert client.get("/welcome").headers["Location"].startswith("/sign-in")
