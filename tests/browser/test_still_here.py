"""Before an idle session ends the page asks; whoever types is there."""

import re


def count_asked(page):
    asked = []
    page.on("request", lambda request: asked.append(request) if "/account/still-here" in request.url else None)
    return asked


def test_it_asks_in_time_and_one_answer_is_enough(open_page):
    page = open_page(role="caseworker", lang="en")
    asked = count_asked(page)
    page.clock.install()
    page.goto("/casework/seekers")
    dialog = page.locator("dialog[data-still-here]")
    page.clock.run_for(12 * 60_000)
    assert not dialog.is_visible()
    page.clock.run_for(70_000)
    assert dialog.is_visible()
    with page.expect_response(re.compile("still-here")) as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 204
    assert not dialog.is_visible()
    page.clock.run_for(12 * 60_000)
    assert not dialog.is_visible()
    assert len(asked) == 1


def test_who_types_is_there(open_page):
    page = open_page(role="caseworker")
    page.clock.install()
    page.goto("/casework/seekers")
    page.clock.run_for(5 * 60_000)
    with page.expect_response(re.compile("still-here")):
        page.locator("input[name=q]").press("x")
    page.clock.run_for(12 * 60_000)
    assert not page.locator("dialog[data-still-here]").is_visible()


def test_afterwards_it_says_so_and_does_not_ask_the_server(open_page):
    page = open_page(role="caseworker")
    asked = count_asked(page)
    page.clock.install()
    page.goto("/casework/seekers")
    page.clock.run_for(16 * 60_000)
    assert page.locator("dialog [data-after]").is_visible()
    assert asked == []
