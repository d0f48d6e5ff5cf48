"""What can no longer be read is named: a row of the chain that is garbage, and fields whose keys were lost."""

import pytest

from jobmatch.app import create_app
from jobmatch.storage import care
from jobmatch.storage.base import db
from tests.databases import settings_in
from tests.integration.storage.test_audit import bend, chain

__all__ = ["chain"]
GARBAGE = ["details = '{x'", "details = x'ff'", "at = 'garbage'", "action = CAST(x'64ff6d' AS TEXT)", "hash = x'ffff'"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("garbage", GARBAGE)
def test_a_row_of_the_chain_that_cannot_be_read_is_named(chain, garbage):
    """PostgreSQL keeps no garbage in a typed column."""
    bend(f"UPDATE audit_entries SET {garbage} WHERE seq = 3")
    assert any("entry 3" in fault for fault in care.find_faults())


def test_lost_keys_are_noticed_before_anything_is_written(home, app, world):
    assert care.list_unready() == []
    app.config["JOBMATCH"].key_file.unlink()
    other = create_app(settings_in(home, JOBMATCH_DATABASE_URL=app.config["JOBMATCH"].database_url))
    with other.app_context():
        assert care.list_unready() == ["keys"]
        faults = care.find_faults()
        db.engine.dispose()
    assert faults
    assert all("does not open" in fault for fault in faults)
