"""The surcharge for late payment (滞纳金): five per thousand a day, never more than what was due.

Sources: 残疾人就业条例 art. 27 (5‰); 浙江省残疾人保障条例 art. 36 and 行政强制法 art. 45 (at most the principal).
A page that says five per ten thousand is wrong. It runs only after the finance department has set a deadline that was
missed, and is then counted from the day of default: whether that happened is the caller's to know.
"""

from jobmatch.law.values import LegalValue
from jobmatch.levy.rules.parameters import ratio_of
from jobmatch.levy.rules.rounding import half_up
from jobmatch.levy.rules.trace import Figures, Step


def late_fee(principal_fen: int, days: int, daily: LegalValue) -> Step:
    """Return the surcharge in 分 on ``principal_fen`` after ``days`` days of default, with its reason.

    Raises ``ValueError`` for a negative amount or number of days.
    """
    if principal_fen < 0 or days < 0:
        raise ValueError("Neither the principal nor the days of default can be negative.")
    counted = half_up(principal_fen * ratio_of(daily) * days, 0)
    fee = min(principal_fen, int(counted))
    reason = "late_fee_at_most_the_principal" if counted > principal_fen else "late_fee"
    figures: Figures = {"principal_fen": principal_fen, "days": days, "daily": ratio_of(daily) * 1000}
    return Step(reason, fee, figures, (daily,), rounding="0")
