"""Settings from the environment; what makes no sense is named."""

from pathlib import Path

import pytest

from jobmatch import config


def test_relative_paths_are_resolved_against_the_home():
    settings = config.load({"JOBMATCH_HOME": "/srv/jobmatch"})
    assert settings.database_url == "sqlite:////srv/jobmatch/instance/jobmatch.sqlite3"
    assert settings.key_file == Path("/srv/jobmatch/instance/keys.json")
    assert settings.session_secret_file == Path("/srv/jobmatch/instance/session-secret")


def test_absolute_and_other_databases_are_left_alone():
    for url in ("sqlite:////data/a.sqlite3", "sqlite:///:memory:", "postgresql://localhost/jobmatch"):
        assert config.load({"JOBMATCH_HOME": "/srv", "JOBMATCH_DATABASE_URL": url}).database_url == url


def test_the_other_name_of_postgresql_is_understood():
    assert config.resolve_database_url("postgres://u@h/d", Path("/srv")) == "postgresql://u@h/d"


@pytest.mark.parametrize(
    "wrong",
    [
        {"JOBMATCH_LOCALE": "fr"},
        {"JOBMATCH_HTTPS": "yes"},
        {"JOBMATCH_CIPHER": "rot13"},
        {"JOBMATCH_KIOSK_IDLE_SECONDS": "5"},
        {"JOBMATCH_TICKET_SECONDS": "soon"},
        {"JOBMATCH_LIMIT_DEVICE": "0"},
        {"JOBMATCH_LIMIT_SECONDS": "-1"},
        {"JOBMATCH_JURISDICTION": "../.."},
        {"JOBMATCH_JURISDICTION": "3302131"},
    ],
)
def test_a_senseless_setting_is_named(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        config.load(wrong)


def test_every_setting_is_in_the_example_file():
    source = Path(config.__file__).read_text()
    example = (Path(config.__file__).parents[1] / ".env.example").read_text()
    import re

    names = set(re.findall(r'"(JOBMATCH_[A-Z_]+)"', source))
    assert {name for name in names if name not in example} == set()
