"""Questions about institutions and the people placed in them. Everything is looked for inside one district."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobmatch.storage.base import db
from jobmatch.workshops.placement_tables import Placement, PlacementState
from jobmatch.workshops.tables import Institution, InstitutionInsurance, Workplace

TAKING = (PlacementState.TRIAL, PlacementState.PLACED, PlacementState.SUSPENDED)
OVER = (PlacementState.LEFT, PlacementState.TRANSFERRED, PlacementState.DROPPED)


@dataclass(frozen=True)
class Occupancy:
    """How full an institution is: places for work that it is licensed for, taken ones, and people who wait."""

    places: int
    taken: int
    waiting: int

    @property
    def free(self) -> int:
        """How many places are free; never below none, for the database holds the line."""
        return self.places - self.taken


def list_institutions(district_id: str) -> list[Institution]:
    """List the institutions of a district, those that give work first, by kind and name."""
    query = select(Institution).where(Institution.district_id == district_id).options(joinedload(Institution.town))
    return list(
        db.session.scalars(query.order_by(Institution.gives_work.desc(), Institution.kind.desc(), Institution.name))
    )


def find_institution(district_id: str, institution_id: str) -> Institution | None:
    """Return the institution of that key in that district, or None."""
    query = select(Institution).where(Institution.district_id == district_id, Institution.id == institution_id)
    return db.session.scalar(query.options(joinedload(Institution.town)))


def occupancies(district_id: str) -> dict[str, Occupancy]:
    """Return how full each institution of a district is, by key; those without anything are left out."""
    places = select(Workplace.institution_id, func.count()).where(Workplace.district_id == district_id)
    licensed = {row[0]: row[1] for row in db.session.execute(places.group_by(Workplace.institution_id))}
    states = select(Placement.institution_id, Placement.state, func.count()).where(
        Placement.district_id == district_id, Placement.state.in_((*TAKING, PlacementState.WAITING))
    )
    counted: dict[str, list[int]] = {}
    for key, state, count in db.session.execute(states.group_by(Placement.institution_id, Placement.state)):
        taken_waiting = counted.setdefault(key, [0, 0])
        taken_waiting[state is PlacementState.WAITING] += count
    return {key: Occupancy(licensed.get(key, 0), *counted.get(key, [0, 0])) for key in licensed.keys() | counted.keys()}


def find_free_place(institution_id: str) -> str | None:
    """Return the key of the free place of lowest number, or None where every place is taken."""
    taken = select(Placement.place_id).where(
        Placement.institution_id == institution_id, Placement.state.in_(TAKING), Placement.place_id.is_not(None)
    )
    free = select(Workplace.id).where(Workplace.institution_id == institution_id, Workplace.id.not_in(taken))
    return db.session.scalar(free.order_by(Workplace.number).limit(1))


def find_placement(district_id: str, placement_id: str) -> Placement | None:
    """Return the placement of that key in that district, with its person and institution, or None."""
    query = select(Placement).where(Placement.district_id == district_id, Placement.id == placement_id)
    return db.session.scalar(query.options(joinedload(Placement.person), joinedload(Placement.institution)))


def list_placements(institution_id: str, *states: PlacementState) -> list[Placement]:
    """List the placements of an institution in some states, with their people: who asked first is first."""
    query = select(Placement).where(Placement.institution_id == institution_id, Placement.state.in_(states))
    query = query.options(joinedload(Placement.person), joinedload(Placement.place))
    return list(db.session.scalars(query.order_by(Placement.asked_on, Placement.changed_at, Placement.id)))


def list_insurances(institution_id: str) -> list[InstitutionInsurance]:
    """List an institution's insurances, the newest first."""
    query = select(InstitutionInsurance).where(InstitutionInsurance.institution_id == institution_id)
    return list(db.session.scalars(query.order_by(InstitutionInsurance.from_on.desc())))


def list_of_person(person_id: str) -> list[Placement]:
    """List every placement of a person, the newest first."""
    query = select(Placement).where(Placement.person_id == person_id).options(joinedload(Placement.institution))
    return list(db.session.scalars(query.order_by(Placement.asked_on.desc(), Placement.id)))


def find_current(person_id: str) -> Placement | None:
    """Return the placement by which a person takes a place now, or None."""
    query = select(Placement).where(Placement.person_id == person_id, Placement.state.in_(TAKING))
    return db.session.scalar(query.options(joinedload(Placement.institution)))
