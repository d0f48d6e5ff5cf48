"""Builds the rows of an invented district from a seed and a day. No database, no clock, no secrets."""

from datetime import date

from jobmatch.demo.chain import add_chain
from jobmatch.demo.district import add_accounts, add_district
from jobmatch.demo.employers import add_employers, add_positions
from jobmatch.demo.fairs import add_practice_fair
from jobmatch.demo.merges import add_merge
from jobmatch.demo.people import add_people
from jobmatch.demo.world import Rows, World


def build(seed: int, as_of: date) -> Rows:
    """Return the rows of every table by table name; the same ``seed`` and ``as_of`` give the same rows.

    Three things are left to whoever writes them: sealed columns and blind indexes hold or lack their plain text
    (``citizen_number``, ``phone``, ``number``, ``answers``, ``slip``), and accounts have no password.
    """
    world = World(seed, as_of)
    add_district(world)
    add_accounts(world)
    add_employers(world)
    add_positions(world)
    add_people(world)
    add_chain(world)
    add_practice_fair(world)
    add_merge(world)
    return dict(world.rows)
