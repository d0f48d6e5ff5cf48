"""The worker: does the jobs that acts asked for, by name; a failed job is tried again later, never dropped."""

import argparse
import signal
import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy.exc import OperationalError

from jobmatch import clock, logs
from jobmatch.accounts.pruning import prune
from jobmatch.app import create_app
from jobmatch.data_care import retention
from jobmatch.data_care.scrubbing import scrub
from jobmatch.employers.silence import look_at_silent_positions
from jobmatch.employment.service import accrue
from jobmatch.people.importing import service as imports
from jobmatch.people.importing.plan import Plan
from jobmatch.people.renewals import book_renewals
from jobmatch.storage import anchors, audit_check
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.busy import BusyError
from jobmatch.storage.jobs import Job, ask_for, list_due

log = logs.get("jobmatch.worker")

LONGEST_WAIT = timedelta(hours=1)


def accrue_months() -> None:
    """Enter the months that have begun, and ask for the same shortly after the next Beijing midnight."""
    accrue()
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(0, 5), tzinfo=clock.BEIJING)
    ask_for("accrue_months", tomorrow)


def prune_sign_ins() -> None:
    """Forget what signing in left behind, and ask for the same tomorrow."""
    prune()
    ask_for("prune_sign_ins", clock.now() + timedelta(days=1))


def keep_check(checked: audit_check.Checked) -> None:
    """Keep that the audit chain was checked, and ask for the same tomorrow, when the night is quiet."""
    audit_check.record_check(MACHINE, checked)
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(3, 0), tzinfo=clock.BEIJING)
    ask_for(audit_check.JOB, tomorrow)


def run_retention() -> None:
    """Do the retention run, and ask for the next one in the small hours of tomorrow."""
    retention.run()
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(2, 30), tzinfo=clock.BEIJING)
    ask_for("retention", tomorrow)


def keep_register_preview(plan: Plan | None, import_id: str) -> None:
    """Keep what an import of the register would change, for somebody to look at."""
    imports.keep_preview(plan)


def write_register_import(prepared: imports.Prepared | None, import_id: str) -> None:
    """Write an import of the register that somebody has confirmed."""
    imports.write_confirmed(prepared)


def run_renewals() -> None:
    """Book the renewals of certificates that end soon, and ask for the same in the next night."""
    book_renewals()
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(1, 0), tzinfo=clock.BEIJING)
    ask_for("renewals", tomorrow)


def run_silence() -> None:
    """Tell of silent positions, close those told of long enough, and ask for the same in the next night."""
    look_at_silent_positions()
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(1, 30), tzinfo=clock.BEIJING)
    ask_for("silent_positions", tomorrow)


ACTS: dict[str, Callable[..., None]] = {
    "accrue_months": accrue_months,
    "prune_sign_ins": prune_sign_ins,
    audit_check.JOB: keep_check,
    "retention": run_retention,
    "renewals": run_renewals,
    "silent_positions": run_silence,
    imports.PREVIEW_JOB: keep_register_preview,
    imports.CONFIRM_JOB: write_register_import,
}
ROUTINE = ("accrue_months", "prune_sign_ins", audit_check.JOB, "retention", "renewals", "silent_positions")
READINGS: dict[str, Callable[..., object]] = {
    audit_check.JOB: audit_check.read_chain,
    imports.PREVIEW_JOB: imports.preview_of,
    imports.CONFIRM_JOB: imports.prepare,
}
"""What a job has to read for long before its act begins, so that nobody waits for the lock; the act is handed it."""


def run_due() -> int:
    """Do every job whose time has come; returns how many were tried."""
    due = list_due()
    for job in due:
        _do(job)
    return len(due)


def _do(job: Job) -> None:
    name, job_id, arguments = job.name, job.id, job.arguments
    try:
        found = [READINGS[name](**arguments)] if name in READINGS else []
        with act(by=MACHINE, action=f"job.done.{name}", about=job) as this:
            # Another worker may have taken the same list: the first to hold the row does it.
            held = db.session.get(Job, job_id, with_for_update=True, populate_existing=True)
            if held is None or held.done_at is not None:
                this.cancel()
                return
            held.done_at = clock.now()
            db.session.flush()
            ACTS[name](*found, **held.arguments)
        log.info("job done", job=name, job_id=job_id)
    except Exception as error:  # noqa: BLE001  # whatever failed, the job waits and the worker goes on
        # The kind of failure only: a message may hold what somebody typed.
        log.error("job failed", job=name, job_id=job_id, failure=logs.place_of(error))
        with act(by=MACHINE, action=f"job.failed.{name}", about=job):
            job.attempts += 1
            job.last_error = type(error).__name__
            job.due_at = clock.now() + min(timedelta(seconds=30 * 2 ** min(job.attempts, 12)), LONGEST_WAIT)


def scrub_if_asked() -> None:
    """Get what was erased out of the files; where somebody else holds them just now, the next round tries again."""
    try:
        scrub()
    except (BusyError, OperationalError) as error:
        log.warning("what was erased is still in the files: %s", type(error).__name__)


def ask_for_routine() -> None:
    """Ask for the work that recurs, where nobody has yet."""
    with act(by=MACHINE, action="jobs.asked_for"):
        for name in ROUTINE:
            ask_for(name, clock.now())


def tell_anchor(told_on: date | None) -> date:
    """Write the end of the audit chain into the log once a Beijing day, for ``db check --anchor``; returns the day."""
    today = clock.today()
    if today != told_on:
        anchor = anchors.take(db.session())
        # The line's own instant is a little later than the anchor's.
        log.info("audit anchor", seq=anchor.seq, hash=anchor.hash)
    return today


def main() -> None:
    """Work until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="do what is due, then stop")
    parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS")
    options = parser.parse_args()
    logs.to_stderr()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with create_app().app_context():
        ask_for_routine()
        told_on = None
        while not stop.is_set():
            told_on = tell_anchor(told_on)
            run_due()
            scrub_if_asked()
            db.session.remove()
            if options.once or stop.wait(options.every):
                break


if __name__ == "__main__":
    main()
