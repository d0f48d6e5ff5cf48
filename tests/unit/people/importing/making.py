"""Rows of an export for tests, and somebody whom the register knows."""

from datetime import date

from stdnum.iso7064 import mod_11_2

from jobmatch.people.importing.rules.columns import Said
from jobmatch.people.importing.rules.comparing import Known, Match, Place
from jobmatch.people.importing.rules.rows import read_row
from jobmatch.people.importing.rules.standing import Standing
from jobmatch.people.importing.rules.versions import Held

TODAY = date(2026, 11, 28)
CITIZEN = "11010519491231002X"  # the standard's own example (GB 11643-1999)
CERTIFICATE = f"{CITIZEN}43"
NOWHERE = Place(None, None)
COLUMNS = {said: place for place, said in enumerate(Said)}
GOOD = {
    Said.NAME: "张三",
    Said.CERTIFICATE: CERTIFICATE,
    Said.VALID_FROM: "2020-01-05",
    Said.VALID_UNTIL: "2030-01-05",
}


def row(marks=None, number=2, **cells):
    """Read a good row with some cells changed; returns what it says and its findings."""
    texts = {**GOOD, **{Said(name): text for name, text in cells.items()}}
    marked = {COLUMNS[said]: mark for said, mark in (marks or {}).items()}
    return read_row(number, lambda place: texts.get(list(Said)[place], ""), marked, COLUMNS, TODAY)


def said(**cells):
    stated, findings = row(**cells)
    assert stated is not None, findings
    return stated


def codes(findings):
    return [(one.level.value, one.code.removeprefix("import."), one.column) for one in findings]


def citizen_number(serial, born=date(1980, 5, 6)):
    payload = f"330224{born:%Y%m%d}{serial:03d}"
    return payload + mod_11_2.calc_check_digit(payload)


def known(**changes):
    """Somebody who holds the certificate of the good row."""
    held = Held("card", 4, 3, date(2020, 1, 5), date(2030, 1, 5))
    standing = Standing(came=date(2010, 3, 1), last_day=date(2020, 1, 5))
    facts = {"name": "张三", "in_register": True, "has_number": True, "has_other_home": False}
    places = {"town_id": None, "village_id": None, "phone": None, "address": None}
    return Known(**{"person_id": "p", "version": 1, "held": held, "standing": standing, **facts, **places, **changes})


def same(one=None, **changes):
    return Match(**{"by_citizen": one or known(), "by_certificate": (), "is_same_number": True, **changes})
