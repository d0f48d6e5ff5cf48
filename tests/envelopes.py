"""Seals as a device does (``static/js/kiosk/offline/seal.js``), for tests that have no browser."""

import secrets
from base64 import b64decode, b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from jobmatch.storage.envelopes import Envelope


def seal(key, content, bound):
    """Return ``content`` sealed to a public key (with ``id`` and ``public``)."""
    own = ec.generate_private_key(ec.SECP256R1())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b64decode(key.public))
    ephemeral = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    derived = HKDF(SHA256(), 32, ephemeral, b"jobmatch-envelope-1").derive(own.exchange(ec.ECDH(), theirs))
    nonce = secrets.token_bytes(12)
    parts = (ephemeral, nonce, AESGCM(derived).encrypt(nonce, content, bound))
    return Envelope(key.id, *(b64encode(part).decode() for part in parts))
