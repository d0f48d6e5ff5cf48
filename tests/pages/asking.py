"""What page tests ask and do: a form posted as a browser would, sentences in the summary, queries counted."""

from contextlib import contextmanager

from sqlalchemy import event

from jobmatch.people import service as people
from jobmatch.people.queries import find_person
from jobmatch.people.service import Given
from jobmatch.people.tables import Purpose
from jobmatch.storage.base import db

GIVEN = Given("test-2026-11")


def post(client, path, data=None, *, seen=None):
    """Post ``data`` with the token of the page ``seen`` (default: the home page)."""
    page = client.get(seen or "/")
    return client.post(path, data={**(data or {}), "csrf_token": page.csrf})


def fresh():
    """Forget what this test has read, so that the next question sees what the requests have written.

    A rollback alone is not enough: without a transaction under way it leaves what an act has kept as it was.
    """
    db.session.rollback()
    db.session.expire_all()


def errors(page):
    """The sentences of the error summary."""
    items = page.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")
    return [" ".join(item.text_content().split()) for item in items]


def links(page, start):
    """The addresses on a page that begin with ``start``, in order."""
    return [href for href in page.tree.xpath("//main//a/@href") if href.startswith(start)]


def look_for(client, words):
    """Search at the desk as a browser does; returns the page that the answer leads to."""
    answer = post(client, "/casework/search", {"q": words})
    return client.get(answer.headers["Location"]) if answer.status_code == 303 else answer


def agree(world, purpose=Purpose.RECOMMEND, position_id=None, person_id=None):
    """Let the seeker of the world agree to something; returns the consent."""
    person = find_person(world.district, person_id or world.seeker)
    return people.give_consent(world.actor(), person, purpose, GIVEN, position_id)


@contextmanager
def counted():
    """Count the statements that are sent to the database inside the block."""
    statements = []

    def note(_connection, _cursor, statement, *_more):
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
