"""Villages: how one is found by what somebody types, and which ones an officer's account looks after."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.accounts.tables import OfficerVillage, Town, User, Village
from jobmatch.storage.base import db


class VillageTypedError(LookupError):
    """No village is meant by what was typed, or more than one: ``found`` lists those."""

    def __init__(self, typed: str, found: Sequence[Village]) -> None:
        super().__init__(typed)
        self.typed, self.found = typed, list(found)


def list_villages(district_id: str) -> list[Village]:
    """List the villages of a district, town by town."""
    query = select(Village).join(Town).where(Village.district_id == district_id).options(joinedload(Village.town))
    return list(db.session.scalars(query.order_by(Town.name, Village.name, Village.id)))


def find_village(district_id: str, village_id: str) -> Village | None:
    """Return the village of that key in that district, or None."""
    query = select(Village).where(Village.district_id == district_id, Village.id == village_id)
    return db.session.scalar(query.options(joinedload(Village.town)))


def get_village_typed(district_id: str, typed: str) -> Village:
    """Return the village whose key, code or name was typed; a name may have its town's in front of it.

    Raises ``VillageTypedError`` where there is none, and where a name is that of several: nobody guesses which.
    """
    wanted = "".join(typed.split())
    query = select(Village).join(Town).where(Village.district_id == district_id).options(joinedload(Village.town))
    query = query.where(
        or_(
            Village.id == wanted,
            Village.code == wanted,
            Village.name == wanted,
            func.lower(Village.name_en) == typed.strip().lower(),
            Town.name + Village.name == wanted,
        )
    )
    found = list(db.session.scalars(query.order_by(Town.name, Village.name, Village.id)))
    if len(found) != 1:
        raise VillageTypedError(typed, found)
    return found[0]


def list_my_villages(user: User) -> list[Village]:
    """List the villages that an officer looks after: the scope's own, the further ones; all where there is no scope."""
    if user.scope_id is None:
        return list_villages(user.district_id)
    mine = {user.scope_id, *further_villages(user.id)}
    query = select(Village).join(Town).where(Village.district_id == user.district_id, Village.id.in_(mine))
    query = query.options(joinedload(Village.town)).order_by(Village.id != user.scope_id, Town.name, Village.name)
    return list(db.session.scalars(query.order_by(Village.id)))


def further_villages(user_id: str) -> list[str]:
    """List the keys of the villages that an account looks after besides its scope."""
    query = select(OfficerVillage.village_id).where(OfficerVillage.user_id == user_id)
    return list(db.session.scalars(query.order_by(OfficerVillage.village_id)))


def set_further_villages(user: User, village_ids: Iterable[str]) -> None:
    """Let an account look after these villages besides its scope, and no others. Inside an act."""
    wanted = set(village_ids) - {user.scope_id}
    held = select(OfficerVillage).where(OfficerVillage.user_id == user.id)
    for row in db.session.scalars(held.order_by(OfficerVillage.id)).all():
        if row.village_id in wanted:
            wanted.discard(row.village_id)
        else:
            db.session.delete(row)
    db.session.flush()
    for village_id in sorted(wanted):
        db.session.add(OfficerVillage(district_id=user.district_id, user_id=user.id, village_id=village_id))
