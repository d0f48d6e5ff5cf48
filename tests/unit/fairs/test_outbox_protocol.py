"""What a kiosk makes of an answer, and when it tries again: nothing but its own key and number counts as taken."""

from tests.node import run_script

PROTOCOL = "kiosk/offline/protocol.js"
RECORD = {"key": "k", "number": 7}
TICKET = {"id": "k", "ticket": {"number": 7}}


def problem(status):
    return {"status": status, "title": "不行", "detail": "为什么"}


def states(answers):
    code = "return given.answers.map((one) => all.verdict(given.record, one).state)"
    return run_script(PROTOCOL, code, {"record": RECORD, "answers": answers})


def test_only_the_same_key_with_the_same_number_is_taken():
    taken = [{"status": status, "body": TICKET} for status in (200, 201)]
    portal = [
        {"status": 200, "body": None},
        {"status": 200, "body": {}},
        {"status": 200, "body": {**TICKET, "id": "x"}},
    ]
    other = [{"status": 200, "body": {"id": "k", "ticket": {"number": 8}}}]
    redirect = [{"status": 0, "body": None}, {"status": 204, "body": None}, {"status": 302, "body": TICKET}]
    expected = ["taken"] * 2 + ["waiting"] * 3 + ["refused"] + ["waiting"] * 3
    assert states([*taken, *portal, *other, *redirect]) == expected


def test_what_may_pass_waits_and_what_never_will_is_for_staff():
    passing = [{"status": status, "body": problem(status)} for status in (401, 403, 404, 408, 429, 500, 502, 503)]
    final = [{"status": status, "body": problem(status)} for status in (400, 409, 413, 415, 422)]
    proxys = [{"status": 400, "body": None}, {"status": 413, "body": {"error": "too large"}}]
    assert states(passing) == ["waiting"] * 8
    assert states(final) == ["refused"] * 5
    assert states(proxys) == ["waiting"] * 2, "a proxy's own refusal says nothing of the record"


def test_pauses_double_to_a_minute_and_wait_as_long_as_they_are_asked_to():
    code = "return given.map(([tries, after, chance]) => all.pause(tries, after, chance))"
    asked = [(1, None, 1), (1, None, 0), (2, None, 1), (7, None, 1), (1000, None, 1), (1, "90", 0), (3, "soon", 1)]
    assert run_script(PROTOCOL, code, asked) == [1000, 500, 2000, 60000, 60000, 90000, 4000]


def test_what_was_taken_is_kept_for_three_days():
    code = "return given.map(([state, hours]) => all.mayGo({ state, takenByServerAt: 0 }, hours * 3600e3))"
    asked = [("taken", 71), ("taken", 73), ("waiting", 9999), ("refused", 9999)]
    assert run_script(PROTOCOL, code, asked) == [False, True, False, False]


def test_numbers_are_counted_over_all_blocks():
    blocks = [{"first": 1, "last": 100, "next": 101}, {"first": 301, "last": 400, "next": 303}]
    code = "return [all.toldNumbers(given), all.numbersLeft(given), all.toldNumbers([]), all.numbersLeft([])]"
    assert run_script(PROTOCOL, code, blocks) == [{"first": 1, "last": 302}, 98, None, 0]


def test_a_disk_that_is_full_hides_no_answer():
    code = """
    const full = () => Promise.reject(new Error("full"))
    const answer = { status: 201, headers: { get: () => null }, text: async () => JSON.stringify(given.answer) }
    const outbox = new all.Outbox({ change: full, write: full }, { token: "t" }, { fetch: async () => answer })
    return (await outbox.send(given.record)).state
    """
    assert run_script("kiosk/offline/outbox.js", code, {"record": RECORD, "answer": TICKET}) == "taken"


def test_suggestions_that_cannot_be_made_keep_nobody_from_the_number():
    code = "return all.linesFor(given.state, given.answer, given)"
    broken = {"answers": {"consents": ["recommend"]}, "offers": {"table": {}}, "texts": {"locale": "en", "reasons": {}}}
    lines = [{"booth": 1, "reasons": {"en": ["Near."]}}]
    given = [("waiting", {}), *(("taken", {"body": {"suggestions": said}}) for said in ([{"booth": 1}], lines))]
    shown = [run_script("kiosk/offline/handing_in.js", code, {"state": s, "answer": a, **broken}) for s, a in given]
    assert shown == [[], [], [{"booth": 1, "reasons": ["Near."]}]]


def test_a_window_of_an_earlier_pairing_keeps_nothing_and_changes_nothing():
    code = """
    const changed = []
    const store = {
      read: async (name) => (name === "pairing" ? { token: "new" } : null),
      write: async (name) => changed.push(name),
      keep: async () => changed.push("outbox")
    }
    const answer = { status: 200, headers: { get: () => null }, text: async () => JSON.stringify(given) }
    const pairing = { token: "old", fair: given.fair, key: given.key }
    const outbox = new all.Outbox(store, pairing, { fetch: async () => answer })
    await outbox.compare()
    const said = await outbox.keep("k", {}, "en").catch((error) => error.constructor.name)
    return [said, changed]
    """
    point = "BGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfU="
    told = {"fair": {"id": "f"}, "key": {"id": "k1", "public": point}, "missing": [], "now": "2026-11-29T00:00:00Z"}
    assert run_script("kiosk/offline/outbox.js", code, told) == ["UnpairedError", []]
