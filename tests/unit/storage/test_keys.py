"""Keys are made once, kept to their owner, replaced in one step, and a damaged file is said to be damaged."""

import json
import os
import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pytest

from jobmatch.storage.ciphers import SUITES
from jobmatch.storage.key_file import KeyFile, load_secret, read_keyring
from jobmatch.storage.keys import make_keyring

SECRET = b64encode(b"s" * 32).decode()


@pytest.fixture
def file(tmp_path):
    return KeyFile(tmp_path / "keys.json")


def rotate(file):
    with file.changing() as ring:
        file.set_aside()
        file.put(ring.with_new_sealing_key())


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_keys_are_made_on_first_start_and_read_again(tmp_path):
    path = tmp_path / "deep" / "keys.json"
    first = KeyFile(path).ring()
    assert mode(path) == 0o600
    assert KeyFile(path).ring() == first
    assert len(first.sealing[first.active]) == 32
    index = first.indexing[first.index_active]
    assert index.digest("a", "x") != index.digest("b", "x")
    assert "sealing" not in repr(first) + repr(index)


def test_two_first_starts_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: KeyFile(tmp_path / "keys.json").ring(), range(16)))
    assert all(ring == rings[0] for ring in rings)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        '{"active": "k1", "sealing": {"k1": "AAAA"}, "indexing": "AAAA"}',
        json.dumps({"active": "k2", "sealing": {"k1": SECRET}, "indexing": SECRET}),
        json.dumps({"active": "k1", "sealing": {"k1": SECRET}, "indexing": 7}),
        json.dumps(
            {
                "active": "k1",
                "sealing": {"k1": SECRET},
                "index_active": "i1",
                "indexing": {"i1": {"hash": "MD5", "key": SECRET}},
            }
        ),
    ],
)
def test_a_damaged_key_file_is_named(tmp_path, content):
    (tmp_path / "keys.json").write_text(content)
    with pytest.raises(ValueError, match=r"keys\.json"):
        KeyFile(tmp_path / "keys.json")


def test_the_form_of_before_is_read(tmp_path):
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"active": "k1", "sealing": {"k1": SECRET}, "indexing": SECRET}))
    ring = KeyFile(path).ring()
    assert (ring.active, ring.index_active, ring.indexing["i1"].keyed_hash) == ("k1", "i1", "HS256")


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_an_index_key_keeps_its_hash(suite):
    ring = make_keyring(suite.keyed_hash.name)
    other = next(one for one in SUITES.values() if one is not suite)
    changed = ring.with_new_index_key(other.keyed_hash.name)
    assert changed.indexing["i1"] == ring.indexing["i1"]
    assert (changed.index_active, changed.indexing["i2"].keyed_hash) == ("i2", other.keyed_hash.name)


def test_who_holds_the_file_sees_that_it_was_replaced(file):
    other = KeyFile(file.path)
    rotate(file)
    assert other.ring().active == "k2"
    assert mode(file.path) == 0o600
    assert [mode(copy) for copy in file.copies()] == [0o600]
    assert read_keyring(file.copies()[0]).active == "k1"


def test_eight_changes_at_once_lose_no_key(file):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: rotate(KeyFile(file.path)), range(8)))
    assert file.ring().active == "k9"
    assert len(file.ring().sealing) == 9


def test_a_retired_key_is_in_no_copy_and_its_id_never_comes_again(file):
    rotate(file)
    rotate(file)
    with file.changing() as ring:
        file.put(ring.without("k1").without("k2"))
    assert len(file.forget("k1") + file.forget("k2")) == 2
    assert file.copies() == []
    assert file.ring().with_new_sealing_key().active == "k4"


@pytest.mark.parametrize("active", ["k1", "i1"])
def test_an_active_key_cannot_be_left_out(file, active):
    with pytest.raises(ValueError, match="no active key"):
        file.ring().without(active)


@pytest.mark.parametrize("spoil", [os.unlink, lambda path: path.write_text("{")])
def test_a_file_that_is_lost_while_serving_is_said_and_the_keys_go_on_serving(file, spoil):
    before = file.ring()
    spoil(file.path)
    assert file.ring() == before
    assert "keys.json" in file.fault()


def test_a_failed_replacement_leaves_the_file_and_no_draft(file, monkeypatch):
    before = file.path.read_bytes()

    def full(_handle):
        raise OSError("disk full")

    with pytest.MonkeyPatch.context() as patch, file.changing() as ring:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="disk full"):
            file.put(ring.with_new_sealing_key())
    assert file.path.read_bytes() == before
    assert {path.name for path in file.path.parent.iterdir()} == {"keys.json", ".keys.json.lock"}


def test_the_session_secret_lies_beside_the_keys(tmp_path):
    secret = load_secret(tmp_path / "session-secret")
    assert len(secret) > 40
    assert load_secret(tmp_path / "session-secret") == secret
