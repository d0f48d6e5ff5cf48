"""The first page of an officer's day: my villages, what is to be done, whom I have registered."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.doors.village import blueprint
from jobmatch.doors.village.scope import my_district, my_keys, my_villages
from jobmatch.people.round_queries import count_entries, find_open_round
from jobmatch.people.village_queries import count_by_village
from jobmatch.seekers.queries import count_taken_in
from jobmatch.web.signed_in import get_signed_in_user


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Greet an officer: whom to ask, whom to look for, whom to register."""
    district_id, keys = my_district(), my_keys()
    counts = count_by_village(district_id, keys, clock.today())
    under_way = find_open_round(district_id, keys)
    left = count_entries(under_way.id, keys, is_open=True) if under_way else 0
    done = count_entries(under_way.id, keys, is_open=False) if under_way else 0
    return render_template(
        "village/home.html",
        villages=[(one, counts.get(one.id, 0)) for one in my_villages()],
        people=sum(counts.values()),
        round=under_way if left + done else None,
        left=left,
        done=done,
        taken_in=count_taken_in(district_id, get_signed_in_user().id),
        today=clock.today(),
    )
