"""Decision objects of matching: what was decided, why, what would change it. Keys and values; ``wording`` says them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from jobmatch.wording import sentence

Value = str | int | float | date | tuple[str, ...] | tuple[int | None, int | None]
"""What a sentence may speak of."""

Who = Literal["employer", "seeker", "federation"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the key of a sentence and the values in it."""

    reason: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def sentence(self, locale: str) -> str:
        """Say the reason in the language of ``locale``."""
        return sentence(self.reason, self.values, locale)


@dataclass(frozen=True, slots=True)
class Way(Reason):
    """What would open an excluded match, and who can do it; ``opens`` is the reason that would fall."""

    who: Who = "employer"
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Missing(Reason):
    """A fact that is not known, who can tell it, and how the order would ``move`` if they did (empty: not judged)."""

    who: Who = "seeker"
    moves: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Part(Reason):
    """One addend of a score: ``value`` on the scale of the feature's table, ``points`` read from that table."""

    feature: str = ""
    value: float = 0.0
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why a pair is not suggested: every reason, and the ways out, the easiest first."""

    because: tuple[Reason, ...]
    opened_by: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Excluded(Exclusion):
    """An exclusion together with the one whom it concerns: a position's id, or a seeker's in the other direction."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggested position (or seeker). ``math.fsum`` of the parts' points is exactly the score."""

    id: str
    score: float
    parts: tuple[Part, ...]
    cautions: tuple[Reason, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """An answer: suggestions best first, exclusions by id. ``about`` says what the ids are.

    ``fitting`` counts all that may be suggested, shown or not, where the answer counts them.
    """

    about: Literal["position", "seeker"]
    suggestions: tuple[Suggestion, ...]
    excluded: tuple[Excluded, ...]
    fitting: int | None = None
