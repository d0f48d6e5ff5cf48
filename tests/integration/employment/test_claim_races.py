"""Two employers claim the same person-month at the same instant: one has it, the other a contest, never two credits.

``make faults`` plays it a thousand times on each database (``JOBMATCH_CLAIM_ROUNDS``), ``make test`` fifty times.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from jobmatch.clock import months_between
from jobmatch.employment.claim_tables import ClaimState, MonthClaim, MonthContest
from jobmatch.storage import care
from jobmatch.storage.base import db
from tests.integration.employment.working import add_worker, claim

ROUNDS = int(os.environ.get("JOBMATCH_CLAIM_ROUNDS", "50"))
MONTHS = months_between("2018-01", "2026-08")


def test_no_month_is_credited_twice_however_close_the_claims(app, world):
    people = [add_worker(world) for _ in range(1 + ROUNDS // len(MONTHS))]
    rounds = [(person, month) for person in people for month in MONTHS][:ROUNDS]
    barrier = Barrier(2)

    def claim_all(employer):
        with app.app_context():
            for person, month in rounds:
                barrier.wait(60)
                claim(world, employer, person, month)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(claim_all, employer) for employer in (world.employer, world.other_employer)]:
            done.result()
    db.session.rollback()
    states = dict(db.session.execute(select(MonthClaim.state, func.count()).group_by(MonthClaim.state)).all())
    assert states == {ClaimState.ACCEPTED: ROUNDS, ClaimState.CONTESTED: ROUNDS}
    assert db.session.scalar(select(func.count()).select_from(MonthContest)) == ROUNDS
    assert care.find_faults() == []
