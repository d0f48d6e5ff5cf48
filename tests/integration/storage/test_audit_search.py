"""The auditor's search finds what a plain reading of the whole trail finds, and never sorts the trail for a page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from benchmarks.audit_search import BEGUN, DISTRICT, chain, fill, searches
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.audit_search import Sought, list_entries
from jobmatch.storage.base import db
from tests.pages.asking import counted

COUNT, LIMIT = 400, 30
ENTRIES = chain(COUNT)
# Of somebody who did such an act: which words the chain draws follows from all acts there are.
SOMEBODY = next(one.user_id for one in ENTRIES if one.user_id and one.action.startswith("submission."))
MORE = {
    "an_act_among_others": Sought(action="submission.", user_id=SOMEBODY),
    "acts_of_days": Sought(action="person.", since=BEGUN + timedelta(minutes=90), until=BEGUN + timedelta(minutes=200)),
    "acts_that_nobody_did": Sought(action="nothing."),
    "since": Sought(since=BEGUN + timedelta(minutes=COUNT - 5)),
    "until": Sought(until=BEGUN + timedelta(minutes=5)),
}


@pytest.fixture
def trail(app):
    # One act waited for the end of the chain: it stands later than one of a later instant.
    late = replace(ENTRIES[100], at=ENTRIES[98].at - timedelta(seconds=1))
    elsewhere = [replace(ENTRIES[0], district_id="elsewhere"), replace(ENTRIES[0], district_id=None)]
    fill([*ENTRIES[:100], late, *ENTRIES[101:], *elsewhere])


def fits(entry, sought):
    wanted = sought.action
    return (
        entry.district_id in {DISTRICT, None}
        and (sought.since is None or entry.at >= sought.since)
        and (sought.until is None or entry.at < sought.until)
        and (entry.action.startswith(wanted) if wanted.endswith(".") else not wanted or entry.action == wanted)
        and (not sought.user_id or entry.user_id == sought.user_id)
        and (not sought.subject_id or entry.subject_id == sought.subject_id)
        and (sought.before is None or entry.seq < sought.before)
    )


def test_what_is_found_is_what_is_there(trail):
    everything = list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())))
    late_day = Sought(since=ENTRIES[98].at - timedelta(seconds=1), until=ENTRIES[98].at)
    for name, sought in {**searches(ENTRIES), **MORE, "the_late_one": late_day}.items():
        there = [entry.seq for entry in everything if fits(entry, sought)][:LIMIT]
        assert [entry.seq for entry in list_entries(DISTRICT, sought, LIMIT)] == there, name
        assert there or name in {"account_and_act", "a_day_without_entries", "acts_that_nobody_did", "nobody"}, name


def plan_of(sought):
    """What SQLite does for a search, step by step."""
    with counted() as statements:
        list_entries(DISTRICT, sought, LIMIT)
    values = [None] * statements[-1].count("?")
    steps = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statements[-1]}", tuple(values))
    return [step[3] for step in steps]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_page_sorts_or_reads_the_trail_as_it_lies(trail):
    """As it did while there was an index by district, which SQLite preferred to the order of the chain."""
    for name, sought in searches(ENTRIES).items():
        if not sought.action.endswith("."):
            assert [step for step in plan_of(sought) if "TEMP B-TREE" in step or step == "SCAN audit_entries"] == [], (
                name
            )
