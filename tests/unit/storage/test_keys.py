"""Keys are made once, kept to their owner, and a damaged file is said to be damaged."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from jobmatch.storage.keys import load_keyring, load_secret


def test_keys_are_made_on_first_start_and_read_again(tmp_path):
    path = tmp_path / "deep" / "keys.json"
    first = load_keyring(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_keyring(path) == first
    assert len(first.sealing[first.active]) == 32
    assert first.index_key("a") != first.index_key("b")
    assert "sealing" not in repr(first)


def test_two_first_starts_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: load_keyring(tmp_path / "keys.json"), range(16)))
    assert all(ring == rings[0] for ring in rings)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"active": "k1", "sealing": {"k1": "AAAA"}, "indexing": "AAAA"}'])
def test_a_damaged_key_file_is_named(tmp_path, content):
    (tmp_path / "keys.json").write_text(content)
    with pytest.raises(ValueError, match=r"keys\.json"):
        load_keyring(tmp_path / "keys.json")


def test_the_session_secret_lies_beside_the_keys(tmp_path):
    secret = load_secret(tmp_path / "session-secret")
    assert len(secret) > 40
    assert load_secret(tmp_path / "session-secret") == secret
