"""``demo load``: a sound database in a few seconds, once, with sign-ins for their owner's eyes only."""

import json
import stat
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from jobmatch.accounts import sessions, signing_in
from jobmatch.accounts.queries import find_district
from jobmatch.accounts.rules import ADMINS
from jobmatch.accounts.signing_in import Caller
from jobmatch.accounts.tables import Role
from jobmatch.cli import main
from jobmatch.demo import load as load_module
from jobmatch.demo.build import build_in_parts
from jobmatch.demo.examples import EXAMPLE_SEEKER, EXAMPLE_SUBMISSION
from jobmatch.demo.load import OtherDistrictError, load
from jobmatch.demo.scale import SAMPLE, SCORECARD_FROM, SCORECARD_TO
from jobmatch.fairs.queries import find_ticket, list_fairs
from jobmatch.fairs.service import slip_of
from jobmatch.people.holders import list_holders, list_new_holders
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.queries import find_by_number, find_person
from jobmatch.seekers.queries import find_submission, list_unseen
from jobmatch.seekers.service import answers_of
from jobmatch.seekers.tables import Seeker
from jobmatch.storage import care
from jobmatch.storage.base import db
from tests.databases import DISTRICT
from tests.second_factor import code_now

AS_OF = DISTRICT[1]


@pytest.fixture
def command(home):
    """Run ``jobmatch demo load …`` against a database of the test's own."""
    return lambda *arguments: CliRunner().invoke(main, ["demo", "load", "--scale", "sample", *arguments])


def test_what_is_written_is_sound_and_opens_again(invented_district):
    assert care.find_faults() == []
    person = find_person(find_district().id, EXAMPLE_SEEKER)
    number = CitizenNumber.parse(person.citizen_number, today=AS_OF)
    assert find_by_number(person.district_id, number) is person
    assert CertificateNumber(person.certificates[0].number).citizen_number == number
    assert person.phone.startswith("142")


def test_a_larger_register_is_written_part_by_part_and_counts_as_one(app):
    loaded = load(3, AS_OF, replace(SAMPLE, parts=3))
    assert care.find_faults() == []
    assert len(list_holders(loaded.district_id, SCORECARD_TO)) == 3 * SAMPLE.holders
    assert len(list_new_holders(loaded.district_id, SCORECARD_FROM, SCORECARD_TO)) == 3 * SAMPLE.holders_new


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_database_that_ends_idle_transactions_waits_while_rows_are_made(app, monkeypatch):
    def making(*asked):
        assert db.session.scalar(text("SHOW idle_in_transaction_session_timeout")) == "0"
        yield from build_in_parts(*asked)

    monkeypatch.setattr(load_module, "build_in_parts", making)
    assert load(3, AS_OF, SAMPLE).is_new


def test_no_number_lies_open_in_the_database(invented_district, database):
    db.session.rollback()
    stored = b"".join(file.read_bytes() for file in database.files())
    person = find_person(find_district().id, EXAMPLE_SEEKER)
    assert person.name.encode() in stored
    assert person.citizen_number.encode() not in stored
    assert b"330299199005" not in stored
    assert person.phone.encode() not in stored


def test_the_submissions_open_and_have_a_slip(invented_district):
    district = find_district().id
    assert len(list_unseen(district)) == 9
    answers = answers_of(find_submission(district, EXAMPLE_SUBMISSION))
    assert answers.identity.birth_on == date(1996, 4, 18)
    slip = slip_of(find_ticket(EXAMPLE_SUBMISSION))
    assert len(slip) == 5
    assert slip[0]["reasons"]["zh_Hans_CN"]
    assert slip[0]["reasons"]["en"]


def test_the_practice_fair_is_first_and_never_ends(invented_district):
    fair = list_fairs(find_district().id, on=date(2099, 1, 1))[0]
    assert (fair.is_practice, fair.ends_on, len(fair.booths)) == (True, None, 30)


def test_the_same_district_is_loaded_once(invented_district):
    first, again = invented_district, load(*DISTRICT)
    assert (first.is_new, again.is_new) == (True, False)
    assert (again.counts, again.sign_ins) == (first.counts, ())
    assert len(db.session.scalars(select(Seeker.id)).all()) == 300


@pytest.mark.parametrize(("seed", "as_of"), [(4, AS_OF), (3, date(2026, 11, 24))])
def test_another_district_is_refused_and_changes_nothing(invented_district, seed, as_of):
    with pytest.raises(OtherDistrictError):
        load(seed, as_of, SAMPLE)
    assert care.find_faults() == []
    assert len(db.session.scalars(select(Seeker.id)).all()) == 300


def test_one_can_sign_in_as_each_desk(invented_district):
    sign_ins = invented_district.sign_ins
    assert {one.role for one in sign_ins} == {role.value for role in Role}
    for one in sign_ins:
        entry, here = signing_in.sign_in(one.login, one.password, Caller("127.0.0.1")), Caller("127.0.0.1")
        assert entry.is_half == (one.role in ADMINS) == bool(one.totp_secret)
        code = code_now(secret=one.totp_secret) if entry.is_half else None
        token = signing_in.give_code(entry.token, code, here) if entry.is_half else entry.token
        assert sessions.find_signed_in(token).user.name == one.name


def test_the_command_prints_counts_and_keeps_sign_ins_private(command, home):
    result = command("--seed", "3", "--as-of", "2026-11-23", "--json")
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert (said["counts"]["seekers"], said["is_new"], said["as_of"]) == (300, True, "2026-11-23")
    file = home / "instance" / "demo-sign-ins.json"
    assert said["sign_ins_file"] == str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    passwords = [one["password"] for one in json.loads(file.read_text())]
    assert len(set(passwords)) == len(Role)
    assert not any(password in result.output for password in passwords)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--scale", "country"], "'country' is not one of"),
        (["--scale", "village"], "'village' is not one of"),
        (["--seed", "-1"], "-1 is not in the range"),
        (["--as-of", "yesterday"], "does not match the format"),
        (["--as-of", "2018-06-29"], "between 2018-06-30 (the end of the reported half year) and 2100"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(command, arguments, sentence):
    result = command(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_second_other_district_is_refused_by_the_command(command, home):
    assert command("--seed", "3").exit_code == 0
    kept = (home / "instance" / "demo-sign-ins.json").read_text()
    assert command("--seed", "3").exit_code == 0
    result = command("--seed", "4")
    assert result.exit_code == 2
    assert "holds another district already" in result.stderr
    assert (home / "instance" / "demo-sign-ins.json").read_text() == kept
