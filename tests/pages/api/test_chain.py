"""The whole chain through HTTP alone: a suggestion becomes a referral, an answer, a hire and months of work."""

from datetime import timedelta

from jobmatch import clock


def test_the_chain_from_suggestion_to_months(desk, world):
    shown = desk.get("/suggestions", seeker=world.seeker).json["suggestions"]
    position = shown[0]["position"]

    made = desk.post("/referrals", {"seeker": world.seeker, "position": position})
    assert made.status_code == 201
    assert made.json["state"] == "sent"
    referral = made.json["id"]
    assert made.headers["Location"] == f"/api/v1/referrals/{referral}"

    answered = desk.post(f"/referrals/{referral}/answer", {"answer": "interview"})
    assert (answered.status_code, answered.json) == (200, {"id": referral, "state": "interview"})

    started = clock.today().replace(day=1) - timedelta(days=40)
    hired = desk.post("/hires", {"referral": referral, "started_on": started.isoformat(), "wage": 2600})
    assert hired.status_code == 201
    wanted = clock.months_between(clock.month_of(started), clock.month_of(clock.today()))
    assert [one["month"] for one in hired.json["months"]] == wanted

    months = desk.get(f"/people/{hired.json['person']}/months").json
    assert months["total"] == len(wanted)
    assert [one["month"] for one in months["items"]] == wanted
    assert {one["spell"] for one in months["items"]} == {hired.json["id"]}
    assert desk.get(f"/referrals/{referral}").json["state"] == "hired"


def test_the_steps_say_who_decided_what(desk, world, refer):
    referral = refer()
    desk.post(f"/referrals/{referral}/answer", {"answer": "declined", "reason": "skills", "note": "还差一点"})
    found = desk.get(f"/referrals/{referral}").json
    assert [(step["from_state"], step["to_state"]) for step in found["steps"]] == [(None, "sent"), ("sent", "declined")]
    assert found["steps"][1]["reason"] == "skills"
    assert {step["decided_by"] for step in found["steps"]} == {world.users["caseworker"]}
