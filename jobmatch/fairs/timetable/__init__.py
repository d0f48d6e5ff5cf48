"""The timetable of a fair: who talks at which booth and when, so that nobody walks in vain and no booth is flooded."""

from jobmatch.fairs.timetable.facts import Hall, Talk, Timetable, TimetableError, Visitor, Wish
from jobmatch.fairs.timetable.planning import plan

__all__ = ["Hall", "Talk", "Timetable", "TimetableError", "Visitor", "Wish", "plan"]
