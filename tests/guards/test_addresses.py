"""Addresses hold random keys and nothing else (I8): no number that counts, no name, no word that somebody typed."""

import uuid

import pytest
from sqlalchemy import select
from werkzeug.routing import UUIDConverter

from jobmatch.storage.base import Base, db
from jobmatch.web import access

# What stands in an address without being a key, and why it may.
OTHER_PARTS = {
    "static": "files",
    "public.verify": "the code of a letter, from 128 random bits",
    "admin.parameter": "the name of a legal value",
    "portal.draft_part": "a section of the form",
    "admin.score_feature": "the name of a fact",
    "casework.scorecard_rows": "the key of an indicator",
    "casework.scorecard_comparison": "the key of an indicator",
    "casework.scorecard_file": "the form of a file",
    "casework.publication_rows": "the key of an indicator",
    "casework.publication_file": "the form of a file",
}


def other_parts(app):
    """The arguments of addresses that are no random key."""
    return {
        (rule.endpoint, name)
        for rule in app.url_map.iter_rules()
        for name, converter in rule._converters.items()
        if not isinstance(converter, UUIDConverter) and rule.endpoint not in OTHER_PARTS
    }


def test_only_keys_stand_in_addresses(app):
    assert other_parts(app) == set()


def test_a_number_in_an_address_is_seen(app, monkeypatch):
    monkeypatch.setitem(access.ENDPOINTS, "planted", access.ANYONE)
    app.add_url_rule("/planted/<int:number>", "planted", str)
    assert other_parts(app) == {("planted", "number")}


def test_keys_are_random(two_districts):
    for table in Base.metadata.sorted_tables:
        if "id" in table.columns and table.name != "audit_heads":
            for key in db.session.scalars(select(table.c.id)):
                assert uuid.UUID(key).version == 4, table.name


@pytest.mark.parametrize(
    "path", ["/casework/seekers/1", "/jobs/2", "/kiosk/fairs/0", "/portal/referrals/-1", "/jobs/'"]
)
def test_what_is_no_key_is_no_address(sign_in, path):
    assert sign_in("caseworker").get(path).status_code in {403, 404}
