"""What somebody still has to do for the invented holders: renewals, as the nightly run books them, and more."""

from datetime import UTC, date, datetime, time, timedelta

from jobmatch.clock import BEIJING
from jobmatch.demo.district import user_key
from jobmatch.demo.standing_beside import list_holders_now
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.people.certificate_rules import WATCHED_DAYS, CertificateFacts, judge, needs_renewal
from jobmatch.people.companion_tables import TaskKind
from jobmatch.people.found_at_work import Found
from jobmatch.referrals.follow_up_rules import list_due

_OVER_MOST_DAYS = 400
"""Of cards that ended longer ago nobody was reminded: the night that follows the loading books some more of them."""
_BY_HAND = (
    (TaskKind.RING, 2, "问问现在想不想找工作"),
    (TaskKind.RING, -1, "上次没有打通，换个时间再打"),
    (TaskKind.VISIT, 9, "和村里一起上门看看"),
    (TaskKind.VISIT, 16, None),
    (TaskKind.PAPERS, 5, "缺监护关系证明"),
    (TaskKind.PAPERS, 12, "缺近期照片"),
    (TaskKind.OTHER, 20, "约好来听招聘会的介绍"),
)


def add_tasks(world: World) -> None:
    """Book renewals at 90, 60 and 30 days and of late, some ticked off in between, and tasks that somebody made."""
    ends: dict[str, date] = {}
    for card in world.rows["certificates"]:
        ends[card["person_id"]] = max(card["valid_until"], ends.get(card["person_id"], card["valid_until"]))
    last = {row["person_id"]: row["kind"].value for row in world.rows["certificate_events"]}
    holders = list_holders_now(world)
    for person in holders:
        facts = CertificateFacts(person["source"], person["home_code"], ends[person["id"]], last[person["id"]])
        if needs_renewal(facts, world.as_of, None) and (world.as_of - ends[person["id"]]).days <= _OVER_MOST_DAYS:
            _book(world, person, facts)
    chance = world.chance("tasks by hand")
    for person, (kind, days, note) in zip(chance.sample(holders, len(_BY_HAND)), _BY_HAND, strict=True):
        made = {"made_by": user_key(world, "caseworker"), "made_at": office_hour(world.day(-3), chance)}
        _add(world, person, kind, world.day(days), {**made, "assigned_to": user_key(world, "caseworker"), "note": note})
    _book_follow_ups(world)


def _book_follow_ups(world: World) -> None:
    """Let whoever was hired through a referral have been asked on every day so far, and be asked on the next."""
    caseworker = user_key(world, "caseworker")
    at_work = {row["person_id"]: row for row in world.rows["spells"] if row["referral_id"] and row["ended_on"] is None}
    for person_id, spell in at_work.items():
        chance, made_at = world.chance("follow-ups", spell["id"]), spell["recorded_at"]
        for due_on in list_due(spell["started_on"]):
            of = {"made_by": caseworker, "made_at": made_at, "assigned_to": caseworker}
            if due_on >= world.as_of:
                _add(world, {"id": person_id}, TaskKind.FOLLOW_UP, due_on, of)
                break
            made_at = office_hour(due_on, chance)
            found = {"found": Found.STILL, "done_by": caseworker, "done_at": made_at}
            _add(world, {"id": person_id}, TaskKind.FOLLOW_UP, due_on, {**of, **found})


def _book(world: World, person: Row, facts: CertificateFacts) -> None:
    """The night on which the card came within the days that are watched; one in nine was ticked off once before."""
    chance, until = world.chance("renewal", person["id"]), facts.valid_until
    assert until is not None, "a holder has a certificate"
    within = judge(facts, world.as_of).within
    begun_on = until - timedelta(days=-1 if within is None else within)
    if within is not None and within < WATCHED_DAYS[0] and chance.random() < 0.11:
        earlier = until - timedelta(days=WATCHED_DAYS[0])
        at = office_hour(min(earlier + timedelta(days=4), begun_on - timedelta(days=1)), chance)
        done = {"done_by": user_key(world, "caseworker"), "done_at": at, "note": None}
        _add(world, person, TaskKind.RENEW_CERTIFICATE, until, {"made_at": _night(earlier), **done})
    _add(world, person, TaskKind.RENEW_CERTIFICATE, until, {"made_at": _night(begun_on)})


def _night(day: date) -> datetime:
    return datetime.combine(day, time(3), BEIJING).astimezone(UTC)


def _add(world: World, person: Row, kind: TaskKind, due_on: date, more: Row) -> None:
    world.add(
        "tasks",
        {
            "id": world.key("task", person["id"], kind.value, more["made_at"]),
            "district_id": world.district_id,
            "person_id": person["id"],
            "kind": kind,
            "due_on": due_on,
            "assigned_to": None,
            "made_by": None,
            "done_by": None,
            "done_at": None,
            "note": None,
            "found": None,
            **more,
        },
    )
