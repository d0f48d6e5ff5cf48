"""What the desk's list of positions is asked for, out of the address: words, how it stands, where."""

from flask_babel import lazy_gettext as _l

from jobmatch.accounts.queries import list_towns
from jobmatch.doors.casework.scope import my_district
from jobmatch.employers.search import Wish
from jobmatch.employers.tables import PositionState
from jobmatch.web.facts import place_name
from jobmatch.web.fields import Choice, SelectField, TextField
from jobmatch.web.filters import SearchFilter
from jobmatch.web.names import name_of


def _towns() -> list[Choice]:
    return [(town.id, place_name(town)) for town in list_towns(my_district())]


def _states() -> list[Choice]:
    return [(state.value, name_of(state)) for state in PositionState]


class PositionFilter(SearchFilter):
    """Which positions to list."""

    q = TextField(_l("工种、单位或地点"))
    state = SelectField(_l("招聘情况"), choices=_states)
    town = SelectField(_l("在哪里"), choices=_towns)

    def wish(self) -> Wish:
        """Return what was asked for, without what is no answer."""
        kept = self.kept()
        return Wish(
            town_id=kept.get("town"),
            state=PositionState(kept["state"]) if "state" in kept else None,
        )
