"""Whatever is held about a person is emptied by an erasure, or said to be anonymous; a new column fails here."""

from jobmatch.data_care import forgetting
from jobmatch.data_care.holdings import HELD


def test_every_column_is_emptied_or_said_to_stay():
    assert forgetting.list_unsaid() == []
    assert sorted(set(forgetting.FORGOTTEN) - set(HELD)) == []


def test_a_new_column_and_a_new_table_are_seen():
    planted = {"people": (*HELD["people"].columns, "height"), "planted": ("who",)}
    assert forgetting.list_unsaid(planted) == ["people.height", "planted.who"]
