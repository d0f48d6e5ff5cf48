"""Where PostgreSQL cannot start it is said loudly, and with ``CI=true`` it is a failure: never silence."""

from types import SimpleNamespace

import pytest

from tests import postgres


@pytest.fixture
def cannot_start(monkeypatch):
    def fail():
        raise OSError("no such machine")

    monkeypatch.setattr(postgres, "start", fail)


def test_it_is_skipped_with_its_reason(cannot_start, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no such machine"):
        postgres.start_or_skip()


def test_it_is_a_failure_where_everything_must_run(cannot_start, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="PostgreSQL cannot start here"):
        postgres.start_or_skip()


class Reporter:
    """Takes down what would be printed."""

    def __init__(self, *skipped):
        self.stats, self.said = {"skipped": [SimpleNamespace(longrepr=("file", 1, reason)) for reason in skipped]}, []

    def section(self, title, **_):
        self.said.append(title)

    def line(self, text, **_):
        self.said.append(text)


def test_the_summary_says_how_many_ran_on_sqlite_only():
    reporter = Reporter("Skipped: PostgreSQL cannot start here (OSError: x)", "Skipped: no Chromium here")
    postgres.say_what_was_skipped(reporter)
    assert reporter.said[0] == "PostgreSQL did NOT run"
    assert reporter.said[1].startswith("1 tests ran on SQLite only.")


def test_the_summary_is_silent_where_it_ran():
    reporter = Reporter("Skipped: no Chromium here")
    postgres.say_what_was_skipped(reporter)
    assert reporter.said == []
