"""An anchor kept elsewhere names the older database that was put back, and the chain that was written anew."""

import json

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import select, text

from jobmatch import worker
from jobmatch.cli import main
from jobmatch.storage import anchors, append_only, audit, backup, care
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.engine import writing


@pytest.fixture
def run(home):
    def run(*words):
        db.session.remove()
        return CliRunner().invoke(main, [*map(str, words), "--json"])

    return run


@pytest.fixture
def kept(run, tmp_path, world):
    """An anchor, kept beside the database only for this test."""
    step("before")
    file = tmp_path / "anchor.json"
    file.write_text(run("audit", "anchor").stdout)
    return file


def step(name):
    with act(by=MACHINE, action=name):
        pass


def faults(answer):
    return json.loads(answer.stdout)["faults"]


def test_a_chain_that_has_grown_matches(kept, run):
    anchor = json.loads(kept.read_text())
    assert set(anchor) == {"seq", "hash", "at"}
    step("after")
    answer = run("db", "check", "--anchor", kept)
    assert (answer.exit_code, faults(answer)) == (0, [])


def test_an_older_database_put_back_is_named(run, world, tmp_path):
    backup.back_up(tmp_path / "older.sqlite3")
    step("what somebody wants undone")
    file = tmp_path / "anchor.json"
    file.write_text(run("audit", "anchor").stdout)
    db.session.remove()
    backup.restore(tmp_path / "older.sqlite3")
    assert care.find_faults() == []
    answer = run("db", "check", "--anchor", file)
    assert (answer.exit_code, len(faults(answer))) == (1, 1)
    assert "an older database was put back" in faults(answer)[0]


def rewrite(seq):
    """Change an entry and write the whole chain after it anew, as somebody who owns the database and the code can."""
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        append_only.release(connection)
    with act(by=MACHINE, action="cover"):
        previous = audit.GENESIS
        for entry in db.session.scalars(select(audit.AuditEntry).order_by(audit.AuditEntry.seq)):
            entry.action = "nothing" if entry.seq == seq else entry.action
            entry.previous_hash = previous
            entry.hash = previous = audit.digest(entry, entry.seq, entry.id, previous)
        db.session.get(audit.AuditHead, audit.HEAD).hash = previous
    with writing(), db.engine.begin() as connection:
        append_only.protect(connection)


def test_a_chain_written_anew_is_sound_by_itself_and_named_by_the_anchor(kept, run):
    rewrite(1)
    assert care.find_faults() == []
    answer = run("db", "check", "--anchor", kept)
    assert (answer.exit_code, len(faults(answer))) == (1, 1)
    assert "was written anew" in faults(answer)[0]


def test_anchors_are_read_from_the_log_of_the_worker(kept, run, caplog):
    caplog.set_level("INFO", "jobmatch.worker")
    with time_machine.travel("2026-11-26T02:00:00Z", tick=False):
        day = worker.tell_anchor(None)
        assert worker.tell_anchor(day) == day
    with time_machine.travel("2026-11-26T17:00:00Z", tick=False):
        worker.tell_anchor(day)
    told = [record.msg for record in caplog.records if record.name == "jobmatch.worker"]
    assert [line["event"] for line in told] == ["audit anchor"] * 2
    other = json.dumps({"event": "request", "status": 200})
    kept.write_text("\n".join([other, *(json.dumps(line) for line in told), ""]))
    assert len(anchors.read(kept)) == 2
    assert run("db", "check", "--anchor", kept).exit_code == 0
    rewrite(1)
    assert len(faults(run("db", "check", "--anchor", kept))) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "holds no anchor"),
        ("[]", "holds no anchor"),
        ('{"event": "request"}\n{"event": "request"}', "holds no anchor"),
        ("hello", "Line 1 is no JSON"),
        ('{"seq": 1}', "needs seq, hash and at"),
        ('{"seq": "1", "hash": "x", "at": "2026-11-25T00:00:00+00:00"}', "seq is a whole number"),
        ('{"seq": 1, "hash": "x", "at": "yesterday"}', "needs seq, hash and at"),
        ("7", "needs seq, hash and at"),
        ('{"seq": 0, "hash": "x", "at": "2026-11-25T00:00:00+00:00"}\nx', "Line 2 is no JSON"),
    ],
)
def test_a_file_without_anchors_is_a_sentence(run, world, tmp_path, content, sentence):
    file = tmp_path / "anchor"
    file.write_text(content)
    answer = run("db", "check", "--anchor", file)
    assert (answer.exit_code, sentence in answer.stderr) == (2, True), answer.output


def test_a_file_that_is_not_there_is_a_sentence(run, world):
    assert run("db", "check", "--anchor", "/nowhere").exit_code == 2


def test_an_empty_chain_has_an_anchor_too(app, run, tmp_path):
    file = tmp_path / "anchor"
    file.write_text(run("audit", "anchor").stdout)
    assert json.loads(file.read_text())["seq"] == 0
    assert run("db", "check", "--anchor", file).exit_code == 0
    assert db.session.scalar(text("SELECT count(*) FROM audit_entries")) == 0
