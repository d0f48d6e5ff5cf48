"""Which facts of a match an employer may read. What they may know of the person is in ``people/disclosure.py``."""

from collections.abc import Collection


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
