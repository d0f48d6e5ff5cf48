"""A checked roster on its way from the preview to the confirmation: sealed, in the page itself, kept nowhere.

*Decision* (docs/decisions/0142): nothing is written before somebody confirms, not even a draft: what was read travels
in a hidden field, sealed with the keys of the database for this account, employer and year, for some hours.
"""

import base64
import json
import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from jobmatch import clock
from jobmatch.levy.roster.stated import Stated, as_json, from_json
from jobmatch.levy.roster_filing import Filing, FilingRefusedError
from jobmatch.storage.sealed import Place, SealBrokenError, seal, unseal

LASTS = timedelta(hours=12)


class Carried(NamedTuple):
    """What was read and shown. ``is_everybody``: they are meant to be all, so that who is missing is gone."""

    people: list[Stated]
    seen: str
    is_everybody: bool


def seal_up(user_id: str, whose: Filing, stated: Sequence[Stated], digest: str, *, is_everybody: bool) -> str:
    """Return people and the digest of what was shown of them, as text that only this account can hand back."""
    said = {"at": clock.now().isoformat(), "seen": digest, "is_everybody": is_everybody}
    content = {**said, "people": [as_json(one) for one in stated]}
    packed = base64.b64encode(zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 9)).decode()
    return base64.urlsafe_b64encode(seal(_place(user_id, whose), packed)).decode()


def open_up(user_id: str, whose: Filing, carried: str) -> Carried:
    """Return what was sealed up. Raises ``FilingRefusedError`` for anything else, and for what is too old."""
    try:
        packed = unseal(_place(user_id, whose), base64.urlsafe_b64decode(carried.encode()))
    except (SealBrokenError, ValueError):
        raise FilingRefusedError("filing.expired") from None
    content = json.loads(zlib.decompress(base64.b64decode(packed)))
    if clock.now() - datetime.fromisoformat(content["at"]) > LASTS:
        raise FilingRefusedError("filing.expired")
    return Carried([from_json(one) for one in content["people"]], content["seen"], content.get("is_everybody", False))


def _place(user_id: str, whose: Filing) -> Place:
    return Place("roster", f"{whose.employer_id}.{whose.work_year}", user_id)
