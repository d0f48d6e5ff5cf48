"""The officer's own villages and the people in them, or 404: another village's are not told apart from nothing."""

from flask import abort, g

from jobmatch.accounts.tables import Village
from jobmatch.accounts.villages import list_my_villages
from jobmatch.people.queries import find_survivor
from jobmatch.people.round_queries import find_entry, find_open_round
from jobmatch.people.round_tables import UpdateRoundEntry
from jobmatch.people.tables import Person
from jobmatch.people.village_queries import find_villager
from jobmatch.web.signed_in import get_signed_in_user


def my_district() -> str:
    """Return the key of the signed-in officer's district."""
    return get_signed_in_user().district_id


def my_villages() -> list[Village]:
    """Return the villages of the signed-in officer, the account's own first; asked for once a request."""
    if "my_villages" not in g:
        g.my_villages = list_my_villages(get_signed_in_user())
    found: list[Village] = g.my_villages
    return found


def my_keys() -> list[str]:
    """Return the keys of my villages."""
    return [one.id for one in my_villages()]


def village_or_404(village_id: str) -> Village:
    """Return one of my villages, or answer 404."""
    return next((one for one in my_villages() if one.id == village_id), None) or abort(404)


def person_or_404(person_id: str) -> Person:
    """Return somebody of my villages; who was merged away is whom they were merged into, anybody else 404."""
    found = find_villager(my_district(), my_keys(), person_id)
    if found is None:
        survivor = find_survivor(my_district(), person_id)
        found = find_villager(my_district(), my_keys(), survivor.id) if survivor else None
    return found or abort(404)


def entry_or_404(entry_id: str) -> UpdateRoundEntry:
    """Return somebody of my villages on the list of the round under way, or answer 404."""
    under_way = find_open_round(my_district(), my_keys())
    return (find_entry(under_way.id, my_keys(), entry_id) if under_way else None) or abort(404)
