"""What may be published as it is, and what has changed since: plain values in, a decision out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

LEAST_SHOWN = 5
"""Figures from 1 to 4 may lead to somebody: the usual threshold of official statistics."""


@dataclass(frozen=True)
class Changes:
    """What a figure counts now and did not when it was published, and the other way round; keys, in order."""

    appeared: Sequence[str]
    vanished: Sequence[str]

    @property
    def balance(self) -> int:
        """Return by how many rows the figure has grown (less than 0: shrunk)."""
        return len(self.appeared) - len(self.vanished)

    @property
    def is_any(self) -> bool:
        """Tell whether anything changed: as many may have come as gone."""
        return bool(self.appeared or self.vanished)


def needs_reason(value: int | Decimal) -> bool:
    """Tell whether a figure is so small that it is published only for a reason. Nothing (0) leads to nobody."""
    return 0 < value < LEAST_SHOWN


def compare_rows(published: Sequence[str], counted: Sequence[str]) -> Changes:
    """Return what came and what went between the rows that were published and those counted now."""
    before, now = set(published), set(counted)
    return Changes(
        appeared=[key for key in counted if key not in before], vanished=[key for key in published if key not in now]
    )


def seal_of(values: Mapping[str, int | Decimal]) -> str:
    """Return a digest of figures: who signs names what they saw, and signs nothing that changed meanwhile."""
    told = ";".join(f"{key}={value}" for key, value in sorted(values.items()))
    return hashlib.sha256(told.encode()).hexdigest()
