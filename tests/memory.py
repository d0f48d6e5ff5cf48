"""Where the tests keep what does not outlive the run: in memory, where the system lends enough of it.

The product waits for the disk at each act, as it must; on a slow or busy disk that was half of the time of a run.
"""

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM_NEEDED = 4 << 30


def fastest_place():
    """Return a folder in memory, or None: too little room, or a place from which nothing may be started."""
    if not os.access(MEMORY, os.W_OK) or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free > ROOM_NEEDED else None


def keep_folders_there():
    """Let pytest make the folders of the tests there, unless somebody has named another place."""
    if place := fastest_place():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(place))
