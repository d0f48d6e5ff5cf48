"""What an employer may know of somebody who was referred to them. Plain values in, a decision out.

Never, at any step: numbers, phone, kind and grade, what somebody cannot do. Those are no part of this decision,
because nothing turns on them.
"""

from collections.abc import Collection
from typing import NamedTuple

from jobmatch.referrals.rules import HIRED, OPEN


class Disclosure(NamedTuple):
    """Whether an employer may read the name, and the needs that the person ticked for employers to see."""

    name: bool
    needs: bool


def disclosure(state: str, *, may_recommend: bool, may_name: bool) -> Disclosure:
    """Decide what the employer of a referral in ``state`` may read.

    Before the person's consent for this position only a pseudonym (PIPL art. 23, 29); with a consent withdrawn, or the
    referral over, at once nothing any more (art. 15). Who was hired works there under their own name.
    """
    if state == HIRED:
        return Disclosure(name=True, needs=True)
    if state not in OPEN or not may_recommend:
        return Disclosure(name=False, needs=False)
    return Disclosure(name=may_name, needs=True)


def matched_facts(reasons: Collection[str]) -> tuple[str, ...]:
    """Return, of the reasons of a match, those that tell an employer about the job and nothing about a function.

    *Decision:* what somebody wants, has done and holds, and whether the way and the hours suit them. Never the
    demands, needs or refusals: where such a reason is missing, its absence would speak. Never the wage asked.
    """
    return tuple(fact for fact, keys in _MATCHED.items() if not keys.isdisjoint(reasons))


_MATCHED = {
    "fits_the_wish": frozenset({"wish_same_occupation", "wish_near_occupation", "wish_text"}),
    "has_done_it": frozenset({"past_work"}),
    "holds_the_licence": frozenset({"licences_held"}),
    "is_near_enough": frozenset({"distance_within_limit", "works_from_home"}),
    "suits_the_hours": frozenset({"hours_same"}),
}
