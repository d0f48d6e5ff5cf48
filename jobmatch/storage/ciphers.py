"""The ciphers and keyed hashes that seal fields and index them; each has the name that stands in what it made.

*Decision:* one 32-byte secret a key, whichever cipher uses it. AES-256 takes it as it is; SM4 wants 16 bytes and gets
them from it by HKDF-SM3 (RFC 5869), so that no two ciphers ever share a key and one key file serves either setting.
(GB/T 32907-2016 SM4, GB/T 32905-2016 SM3, NIST SP 800-38D GCM.) A library is no certified product: choosing SM4 does
not by itself pass an assessment of commercial cryptography (密评, GB/T 39786-2021).
"""

import hashlib
import hmac
from functools import lru_cache
from typing import NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


class FieldCipher(Protocol):
    """Authenticated encryption: ``bound`` is not hidden, but what was sealed with it opens with nothing else."""

    name: str

    def encrypt(self, secret: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """Return the cipher text with its tag."""

    def decrypt(self, secret: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        """Return the plain text. Raises ``InvalidTag``."""


class KeyedHash(Protocol):
    """A hash that nobody can compute who does not hold the key."""

    name: str

    def digest(self, key: bytes, message: bytes) -> bytes:
        """Return 32 bytes."""


class Aes256Gcm:
    """AES-256-GCM."""

    name = "A256GCM"

    def encrypt(self, secret: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """Return the cipher text with its tag."""
        return AESGCM(secret).encrypt(nonce, plain, bound)

    def decrypt(self, secret: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        """Return the plain text. Raises ``InvalidTag``."""
        return AESGCM(secret).decrypt(nonce, sealed, bound)


class Sm4Gcm:
    """SM4-GCM, its 16-byte key derived from the secret."""

    name = "SM4GCM"

    def encrypt(self, secret: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """Return the cipher text with its tag."""
        encryptor = Cipher(_sm4(secret), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound)
        return encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def decrypt(self, secret: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        """Return the plain text. Raises ``InvalidTag``."""
        if len(sealed) < TAG_BYTES:
            raise InvalidTag
        decryptor = Cipher(_sm4(secret), modes.GCM(nonce, sealed[-TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(bound)
        return decryptor.update(sealed[:-TAG_BYTES]) + decryptor.finalize()


@lru_cache(maxsize=32)
def _sm4(secret: bytes) -> algorithms.SM4:
    return algorithms.SM4(HKDF(hashes.SM3(), 16, salt=None, info=b"jobmatch field SM4GCM").derive(secret))


class HmacSha256:
    """HMAC with SHA-256."""

    name = "HS256"

    def digest(self, key: bytes, message: bytes) -> bytes:
        """Return 32 bytes."""
        return hmac.digest(key, message, hashlib.sha256)


class HmacSm3:
    """HMAC with SM3."""

    name = "HSM3"

    def digest(self, key: bytes, message: bytes) -> bytes:
        """Return 32 bytes."""
        mac = HMAC(key, hashes.SM3())
        mac.update(message)
        return mac.finalize()


class Suite(NamedTuple):
    """What a setting stands for: the cipher of new values, and the keyed hash of new index keys."""

    cipher: FieldCipher
    keyed_hash: KeyedHash


SUITES = {"aes256gcm": Suite(Aes256Gcm(), HmacSha256()), "sm4gcm": Suite(Sm4Gcm(), HmacSm3())}
CIPHERS: dict[str, FieldCipher] = {suite.cipher.name: suite.cipher for suite in SUITES.values()}
KEYED_HASHES: dict[str, KeyedHash] = {suite.keyed_hash.name: suite.keyed_hash for suite in SUITES.values()}
