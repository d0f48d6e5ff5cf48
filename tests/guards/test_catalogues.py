"""Both languages are complete: Chinese is the source, English has every message, every sentence has both."""

import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from sqlalchemy import UniqueConstraint

from jobmatch.storage.base import Base
from jobmatch.wording.speaking import all_sentences
from scripts import update_catalogue

ROOT = Path(__file__).resolve().parents[2]

HAN = re.compile(r"[\u3400-\u9fff]")
# Names that are the same in both languages.
SAME = {"English", "中文"}


def test_every_message_has_english():
    found, english = update_catalogue.extract(), update_catalogue.kept()
    assert sorted(message for message in found if not english.get(message)) == []
    assert sorted(set(english) - set(found)) == []


def test_every_message_is_chinese_and_its_translation_is_not():
    for message, english in update_catalogue.kept().items():
        if message in SAME:
            continue
        assert HAN.search(message) or not re.search("[A-Za-z]{3}", message), message
        assert not HAN.search(english), english


def test_translations_keep_their_gaps():
    for message, english in update_catalogue.kept().items():
        assert sorted(re.findall(r"%\((\w+)\)", message)) == sorted(re.findall(r"%\((\w+)\)", english)), message


def gaps(text):
    return sorted({name for _text, name, _kind, _conversion in Formatter().parse(text) if name})


def said_itself(text):
    """The letters of a sentence outside its gaps; one that only joins others has none."""
    return [one for said, *_gap in Formatter().parse(text) for one in said if one.isalpha()]


@pytest.mark.parametrize("key", sorted(all_sentences()))
def test_every_sentence_has_both_languages_with_the_same_gaps(key):
    both = all_sentences()[key]
    assert set(both) == {"zh", "en"}
    assert HAN.search(both["zh"]) or not said_itself(both["zh"])
    assert not HAN.search(both["en"])
    assert gaps(both["zh"]) == gaps(both["en"])


def test_what_the_database_refuses_as_double_has_a_sentence():
    rules = []
    for table in Base.metadata.tables.values():
        rules += [str(c.name) for c in table.constraints if isinstance(c, UniqueConstraint)]
        rules += [str(index.name) for index in table.indexes if index.unique]
    assert sorted(rule for rule in rules if f"rule.{rule}" not in all_sentences()) == []


def test_the_check_sees_a_missing_translation(monkeypatch):
    monkeypatch.setattr(update_catalogue, "kept", dict)
    assert any(not update_catalogue.kept().get(message) for message in update_catalogue.extract())


def test_the_check_command_agrees():
    answer = subprocess.run(
        [sys.executable, "scripts/update_catalogue.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout
