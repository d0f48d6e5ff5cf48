"""Towns and villages by the names that an export gives them, with or without 镇, 街道, 村."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from jobmatch.accounts.tables import Town, Village
from jobmatch.people.importing.rules.comparing import Place
from jobmatch.people.importing.rules.findings import Finding, Level
from jobmatch.people.importing.rules.rows import Stated
from jobmatch.people.importing.rules.words import folded
from jobmatch.storage.base import db

_TOWN_ENDS = ("街道办事处", "街道", "镇", "乡")
_VILLAGE_ENDS = ("村民委员会", "居民委员会", "村委会", "居委会", "社区", "村")


@dataclass
class Places:
    """The district's places by plain name; names that two places share lead nowhere."""

    towns: dict[str, str | None] = field(default_factory=dict)
    villages: dict[tuple[str, str], str | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def find(self, stated: Stated) -> tuple[Place, list[Finding]]:
        """Return where the row says somebody lives; a name that is not known here is a finding, not a new place."""
        if not stated.town:
            return Place(None, None), []
        town = self.towns.get(_plain(stated.town, _TOWN_ENDS))
        if town is None:
            return Place(None, None), [Finding(stated.row, -1, Level.WARNING, "import.town_unknown")]
        if not stated.village:
            return Place(town, None), []
        village = self.villages.get((town, _plain(stated.village, _VILLAGE_ENDS)))
        found = [] if village else [Finding(stated.row, -1, Level.WARNING, "import.village_unknown")]
        return Place(town, village), found

    def shown(self, town_id: str | None, village_id: str | None) -> str:
        """Return the names of a place, for people to read."""
        return "".join(self.names.get(key or "", "") for key in (town_id, village_id))


def read_places(district_id: str) -> Places:
    """Read the towns and villages of a district."""
    found = Places()
    for town in db.session.scalars(select(Town).where(Town.district_id == district_id)):
        found.names[town.id] = town.name
        _enter(found.towns, _plain(town.name, _TOWN_ENDS), town.id)
    for village in db.session.scalars(select(Village).where(Village.district_id == district_id)):
        found.names[village.id] = village.name
        _enter(found.villages, (village.town_id, _plain(village.name, _VILLAGE_ENDS)), village.id)
    return found


def _enter(into: dict[Any, str | None], name: Any, key: str) -> None:
    into[name] = None if name in into else key


def _plain(name: str, ends: tuple[str, ...]) -> str:
    plain = folded(name)
    end = next((end for end in ends if plain.endswith(end) and len(plain) > len(end)), "")
    return plain.removesuffix(end)
