"""Envelopes: what a device without a network seals to this service, and cannot open again itself.

The public key is derived from a sealing key of the key file, so it has that key's id, comes back with its backup and
changes when it changes: what was sealed to an older key opens as long as the ring has that key (decision 0152).
ECDH on P-256 with a key of the device's own for each envelope, HKDF-SHA-256, AES-256-GCM (NIST SP 800-56A, SP 800-38D).
"""

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from jobmatch.storage.sealed import keyring

_CURVE = ec.SECP256R1()
# The order of the curve's group (NIST SP 800-186, 3.2.1.3).
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_OWN_INFO = b"jobmatch envelope key p-256"
_MESSAGE_INFO = b"jobmatch-envelope-1"
_MESSAGE_KEY_BYTES, _SCALAR_BYTES = 32, 48


class EnvelopeBrokenError(Exception):
    """An envelope does not open: another key, another place, or changed on the way. Says nothing of what is in it."""


class PublicKey(NamedTuple):
    """The key that devices seal to: its id and its point, uncompressed, as Base64."""

    id: str
    public: str


@dataclass(frozen=True, repr=False)
class Envelope:
    """What a device sealed: to which key, its own passing public key, nonce and text, each as Base64."""

    key: str
    ephemeral: str
    nonce: str
    text: str


def public_key() -> PublicKey:
    """Return the key to seal to now."""
    ring = keyring()
    own = _private(ring.sealing[ring.active]).public_key()
    point = own.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return PublicKey(ring.active, b64encode(point).decode())


def bound_to(*parts: str) -> bytes:
    """Return the associated data of an envelope: it opens for the fair and the key that it was made for only."""
    return "\x1f".join(parts).encode()


def open_envelope(envelope: Envelope, bound: bytes) -> bytes:
    """Return what is in an envelope. Raises ``EnvelopeBrokenError``."""
    secret = keyring().sealing.get(envelope.key)
    if secret is None:
        raise EnvelopeBrokenError("sealed to a key that is not here")
    try:
        ephemeral, nonce, text = (
            b64decode(part, validate=True) for part in (envelope.ephemeral, envelope.nonce, envelope.text)
        )
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, ephemeral)
        shared = _private(secret).exchange(ec.ECDH(), theirs)
        return AESGCM(_derived(shared, ephemeral, _MESSAGE_INFO, _MESSAGE_KEY_BYTES)).decrypt(nonce, text, bound)
    except (ValueError, binascii.Error, InvalidTag) as error:
        raise EnvelopeBrokenError("it does not open") from error


def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    """Derive the private key that belongs to a sealing key; 48 bytes leave no bias (FIPS 186-5, A.2.1)."""
    wide = int.from_bytes(_derived(secret, None, _OWN_INFO, _SCALAR_BYTES), "big")
    return ec.derive_private_key(wide % (_ORDER - 1) + 1, _CURVE)


def _derived(secret: bytes, salt: bytes | None, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
