"""Passwords and tokens: argon2id (OWASP's second profile: 19 MiB, two passes), one-time passwords, token digests."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Checked when there is no such account, so that a refusal takes the same time either way.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))
# Without letters and digits that look alike on paper.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_password(password: str) -> str:
    """Return the argon2id hash of ``password``."""
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Tell whether ``password`` belongs to ``password_hash``; None takes the same time and is never right."""
    try:
        return _HASHER.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (InvalidHashError, VerificationError):
        return False


def one_time_password() -> str:
    """Return a random password (about 79 bits) that can be read out and typed: four groups of four."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))


def new_token() -> str:
    """Return a random token of 256 bits."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """Return the SHA-256 (hex) under which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
