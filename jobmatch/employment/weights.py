"""For how many people somebody counts, by certificate and grade.

Source: 残联厅函〔2022〕63号 一(一); 财税〔2015〕72号 art. 7 (military certificates of grades 1 to 8 only).
"""

import enum


class Card(enum.StrEnum):
    """Which certificate somebody is credited by: 残疾人证, or 残疾军人证."""

    DISABILITY = "disability"
    MILITARY = "military"


_SEVERE = {Card.DISABILITY: 2, Card.MILITARY: 3}
_LAST = {Card.DISABILITY: 4, Card.MILITARY: 8}


def weight_of(card: Card, grade: int) -> int:
    """Return how many persons one counts for: 2 for grades 1–2 (military 1–3), 1 for the others, 0 above military 8."""
    if grade <= _SEVERE[card]:
        return 2
    return 1 if grade <= _LAST[card] else 0
