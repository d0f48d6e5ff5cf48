"""How gunicorn serves, wherever it is started: no access log of its own, JSON lines, metrics counted together.

Its access log would write addresses down that people typed; ours (``jobmatch/web/tracing.py``) has none.
"""

import os
import shutil
import tempfile

FOLDER = "PROMETHEUS_MULTIPROC_DIR"

accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "jobmatch.logs.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
    "root": {"level": "INFO", "handlers": []},
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "propagate": False, "qualname": "gunicorn.error"}},
}
_made = []


def on_starting(_server):
    """Make the folder in which the workers count together, before the first of them begins."""
    if not os.environ.get(FOLDER):
        _made.append(tempfile.mkdtemp(prefix="jobmatch-metrics-"))
        os.environ[FOLDER] = _made[0]


def child_exit(_server, worker):
    """Forget what only the living worker could say; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


def on_exit(_server):
    """Take the folder away that was made here."""
    for folder in _made:
        shutil.rmtree(folder, ignore_errors=True)
