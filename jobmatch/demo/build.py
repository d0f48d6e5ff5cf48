"""Builds the rows of an invented district from a seed and a day. No database, no clock, no secrets."""

from collections.abc import Iterator
from datetime import date

from jobmatch.demo.chain import add_chain
from jobmatch.demo.claims import add_claims
from jobmatch.demo.declarations import add_declarations
from jobmatch.demo.district import add_accounts, add_district
from jobmatch.demo.doubles import add_doubles
from jobmatch.demo.drafts import add_drafts
from jobmatch.demo.employers import add_employers, add_positions
from jobmatch.demo.fairs import add_practice_fair
from jobmatch.demo.job_service import add_job_service
from jobmatch.demo.merges import add_merge
from jobmatch.demo.people import add_people
from jobmatch.demo.placed import add_placements
from jobmatch.demo.quota_history import add_quota_history
from jobmatch.demo.register import Taken, add_register, further_parts
from jobmatch.demo.rolls import add_rolls
from jobmatch.demo.rounds import add_rounds
from jobmatch.demo.scale import DISTRICT, Scale
from jobmatch.demo.standing_beside import add_standing_beside
from jobmatch.demo.subsidies import add_subsidies
from jobmatch.demo.taken_in import add_taken_in
from jobmatch.demo.todo import add_tasks
from jobmatch.demo.tuned import add_tuned_table
from jobmatch.demo.villages import add_villages
from jobmatch.demo.workshops import add_institutions
from jobmatch.demo.world import Rows, World


def build(seed: int, as_of: date, scale: Scale = DISTRICT) -> Rows:
    """Return the rows of every table by table name; the same ``seed``, ``as_of`` and ``scale`` give the same rows.

    Three things are left to whoever writes them: sealed columns and blind indexes hold or lack their plain text
    (``citizen_number``, ``phone``, ``address``, ``number``, ``answers``, ``slip``), and accounts have no password.
    """
    return next(build_in_parts(seed, as_of, scale))


def build_in_parts(seed: int, as_of: date, scale: Scale = DISTRICT) -> Iterator[Rows]:
    """Go through the rows of ``build``, then through those of each further part of a register, made when asked for."""
    world, taken = World(seed, as_of, scale), Taken()
    add_district(world)
    add_accounts(world)
    add_villages(world)
    add_employers(world)
    add_positions(world)
    add_drafts(world)
    add_people(world)
    add_chain(world)
    add_practice_fair(world)
    add_merge(world)
    add_register(world, taken)
    add_standing_beside(world)
    add_tasks(world)
    add_tuned_table(world)
    add_doubles(world)
    add_taken_in(world)
    add_rounds(world)
    add_claims(world)
    add_job_service(world)
    add_institutions(world)
    add_placements(world)
    add_rolls(world)
    add_subsidies(world)
    add_quota_history(world)
    add_declarations(world)
    yield dict(world.rows)
    # What the parts need of the first one is in ``taken``: its rows are not kept until the last is made.
    world.rows.clear()
    yield from further_parts(world, taken)
