"""Which figures of the scorecard belong to which process of the federation, in the order of its report."""

from collections.abc import Mapping, Sequence

PROCESSES: Mapping[str, Sequence[str]] = {
    "quota": ("quota_employers", "quota_persons", "quota_new"),
    "assisted": ("assisted_placed", "assisted_new"),
    "subsidies": ("institutions_subsidised", "subsidy_paid", "homes_insured"),
    "ecommerce": ("ecommerce_attended", "ecommerce_partners", "ecommerce_shops"),
    "job_service": ("demand_registered", "employed", "special_support"),
    "register": ("holders_new", "holders"),
}
"""The keys of each process (S1 to S4, S6, S7 of the half-year report)."""
