"""Keeping what somebody looks for while they look."""

from datetime import timedelta

from sqlalchemy import delete, select

from jobmatch import clock
from jobmatch.finding.tables import Search
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db

KEPT = timedelta(hours=12)
"""As long as a session lasts at most."""


def look_for(by: Actor, words: str) -> Search:
    """Keep the words of a search, and forget this account's older ones. That somebody searched stays in the trail."""
    with act(by=by, action="search.made") as this:
        old = Search.at < clock.now() - KEPT
        db.session.execute(delete(Search).where(Search.user_id == by.human_id, old))
        row = Search(user_id=by.human_id, at=clock.now())
        row.words = words
        db.session.add(row)
        this.about(row)
    return row


def find_search(user_id: str, search_id: str) -> Search | None:
    """Return what an account looked for, or None: somebody else's, or too long ago."""
    query = select(Search).where(Search.id == search_id, Search.user_id == user_id, Search.at >= clock.now() - KEPT)
    return db.session.scalar(query)
