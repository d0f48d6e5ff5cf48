"""Institutions at the desk: which there are and how full, and one of them with its people and its waiting list."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.scope import institution_or_404, my_district
from jobmatch.doors.casework.workshops.shown import (
    NOTHING,
    institution_facts,
    institution_row,
    placement_row,
    waiting_rows,
)
from jobmatch.workshops.placement_tables import PlacementState
from jobmatch.workshops.queries import TAKING, list_institutions, list_insurances, list_placements, occupancies


@blueprint.get("/institutions")
def institutions() -> ResponseReturnValue:
    """Every institution of the district, with its places, free ones and people who wait."""
    district_id = my_district()
    full = occupancies(district_id)
    listed = list_institutions(district_id)
    return render_template(
        "casework/workshops/institutions.html",
        rows=[institution_row(one, full.get(one.id, NOTHING)) for one in listed],
        places=sum(one.places for one in full.values()),
        taken=sum(one.taken for one in full.values()),
        waiting=sum(one.waiting for one in full.values()),
        beds=sum(one.beds for one in listed),
    )


@blueprint.get("/institutions/<id:institution_id>")
def institution(institution_id: str) -> ResponseReturnValue:
    """One institution: what it is, who waits and why in that order, who is on trial, placed or away."""
    found = institution_or_404(institution_id)
    full = occupancies(found.district_id).get(found.id, NOTHING)
    waiting = list_placements(found.id, PlacementState.WAITING)
    return render_template(
        "casework/workshops/institution.html",
        institution=found,
        facts=institution_facts(found),
        full=full,
        waiting=waiting_rows(waiting, full.free),
        placed=[placement_row(one) for one in list_placements(found.id, *TAKING)],
        insurances=list_insurances(found.id),
    )
