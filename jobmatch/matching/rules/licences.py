"""When two names mean the same licence."""

import unicodedata
from collections.abc import Iterable


def plain_licences(names: Iterable[str]) -> dict[str, str]:
    """Map each licence's plain spelling (half width, no spaces, no case) to the name as written."""
    return {"".join(unicodedata.normalize("NFKC", name).casefold().split()): name for name in names}
