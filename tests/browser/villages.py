"""The invented district's villages at work: a round under way, people reported, so that every page has something."""

from datetime import timedelta

from jobmatch import clock
from jobmatch.accounts.queries import find_district, find_user
from jobmatch.accounts.service import actor_for
from jobmatch.accounts.villages import list_my_villages
from jobmatch.app import create_app
from jobmatch.people.round_queries import find_entry_of, find_open_round
from jobmatch.people.round_tables import EntryState
from jobmatch.people.rounds import NewRound, begin_round, mark
from jobmatch.people.situation_tables import SituationKind
from jobmatch.people.situations import list_notices, report
from jobmatch.people.village_queries import list_villagers
from tests.databases import settings_in

OFFICER, CASEWORKER = "village", "caseworker"


def put_to_work(home):
    """Begin a round in the officer's villages, and let the officer report of the first few people."""
    with create_app(settings_in(home)).app_context():
        officer, caseworker = find_user(OFFICER), find_user(CASEWORKER)
        keys = [one.id for one in list_my_villages(officer)]
        due_on = clock.today() + timedelta(days=30)
        one = begin_round(actor_for(caseworker), officer.district_id, NewRound(clock.today().year, due_on, keys))
        people = list_villagers(officer.district_id, keys, clock.today(), limit=6)
        by = actor_for(officer)
        for person, kind in zip(people, SituationKind, strict=False):
            report(by, person, kind)
        report(by, people[0], SituationKind.WILLING)
        mark(by, find_entry_of(one.id, people[5].id).id, EntryState.ANSWERED)


def keys_of(app):
    """The keys of what was put to work, by the argument that takes them. In an app context."""
    district, officer = find_district(), find_user(OFFICER)
    villages = [one.id for one in list_my_villages(officer)]
    person = list_villagers(district.id, villages, clock.today(), limit=1)[0]
    one = find_open_round(district.id)
    return {
        "village_id": villages[0],
        "person_id": person.id,
        "round_id": one.id,
        "entry_id": find_entry_of(one.id, person.id).id,
        "situation_id": list_notices(district.id, limit=1)[0].id,
    }
