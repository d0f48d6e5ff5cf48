"""What is held about somebody placed in assisted employment, and what an erasure leaves of it."""

from typing import Any

from jobmatch.workshops.placement_tables import EndReason

PLACEMENT_STAYS = (
    "institution_id",
    "state",
    "asked_by",
    "asked_on",
    "trial_from_on",
    "began_on",
    "contract_kind",
    "hours_week",
    "employer_id",
    "suspended_on",
    "ended_on",
    "changed_by",
    "changed_at",
)
"""What says nothing about anybody once the person has no name: a place was taken from a day to a day."""

PLACEMENT_SAYS = (*PLACEMENT_STAYS, "end_reason", "note")

ATTENDANCE = ("on_day", "presence", "minutes", "recorded_by", "recorded_at")
ATTENDANCE_CORRECTION = ("presence_before", "minutes_before", "corrected_by", "corrected_at")


def end_reason_left(placement: Any) -> EndReason | None:
    """What is over ended for a reason (a rule of the table); of health and family it says nothing any more."""
    told: EndReason | None = placement.end_reason
    return EndReason.TAKEN_BACK if told in {EndReason.HEALTH, EndReason.FAMILY} else told
