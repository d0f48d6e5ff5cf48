"""Envelopes open for the service alone, for their own place alone, and after keys have changed."""

from base64 import b64decode, b64encode
from dataclasses import replace

import pytest

from jobmatch.storage import envelopes
from jobmatch.storage.ciphers import HmacSha256
from jobmatch.storage.envelopes import Envelope, EnvelopeBrokenError, bound_to, open_envelope, public_key
from jobmatch.storage.keys import make_keyring
from tests.envelopes import seal

BOUND = bound_to("fair", "key")


@pytest.fixture
def ring(monkeypatch):
    """The keys at hand, as a list that a test changes: the last one counts."""
    rings = [make_keyring(HmacSha256.name)]
    monkeypatch.setattr(envelopes, "keyring", lambda: rings[-1])
    return rings


def test_what_was_sealed_opens(ring):
    assert open_envelope(seal(public_key(), "陈示例".encode(), BOUND), BOUND).decode() == "陈示例"


def test_the_public_key_is_the_same_each_time_and_another_for_another_sealing_key(ring):
    first = public_key()
    assert public_key() == first
    ring.append(ring[-1].with_new_sealing_key())
    assert public_key().id != first.id
    assert public_key().public != first.public


def test_it_opens_after_the_key_has_changed_but_not_after_it_was_given_up(ring):
    sealed = seal(public_key(), b"waited long", BOUND)
    ring.append(ring[-1].with_new_sealing_key())
    assert open_envelope(sealed, BOUND) == b"waited long"
    ring.append(ring[-1].without(sealed.key))
    with pytest.raises(EnvelopeBrokenError):
        open_envelope(sealed, BOUND)


def test_it_opens_for_its_own_fair_and_key_only(ring):
    sealed = seal(public_key(), b"x", BOUND)
    for other in (bound_to("fair", "other"), bound_to("other", "key"), bound_to("fairkey"), b""):
        with pytest.raises(EnvelopeBrokenError):
            open_envelope(sealed, other)


@pytest.mark.parametrize("part", ["ephemeral", "nonce", "text"])
@pytest.mark.parametrize("damage", ["", "AAAA", "no base 64!", "one bit"])
def test_what_was_damaged_does_not_open(ring, part, damage):
    sealed = seal(public_key(), b"x", BOUND)
    if damage == "one bit":
        content = bytearray(b64decode(getattr(sealed, part)))
        content[-1] ^= 1
        damage = b64encode(content).decode()
    with pytest.raises(EnvelopeBrokenError):
        open_envelope(replace(sealed, **{part: damage}), BOUND)


def test_an_envelope_shows_nothing_of_itself():
    assert "secret" not in repr(Envelope("k1", "a", "b", "secret"))
