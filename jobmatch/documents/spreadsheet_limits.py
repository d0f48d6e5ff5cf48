"""What a spreadsheet may be at most, and how a file is refused. Read by the limited child too: nothing heavy here.

Sources: OWASP ASVS 5.0, 5.2.1 to 5.2.3 (size, type, uncompressed size of an upload).
"""

from typing import Any

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 2_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 2_000
"""Of one cell."""
MOST_WRITTEN = 64 * 1024 * 1024
"""Bytes that the child may answer with."""
CPU_SECONDS = 8
MEMORY_BYTES = 1_200 * 1024 * 1024
"""Address space: a full sheet of 50 MB of XML takes about 400 MB of it, a bomb all there is."""
WALL_SECONDS = 10


class Refused(Exception):  # noqa: N818  # it travels as data from the child; the error that people see is its parent's
    """A file is not read, and why: a sentence's key and its values."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key, self.values = key, values
