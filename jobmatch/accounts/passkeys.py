"""Passkeys (WebAuthn) as the second factor: ask a browser to make one or to sign with one, and check what it answers.

A challenge is kept on the server, for one account and purpose, and is used up by the first answer, right or wrong.
The person must be verified by the device (PIN, finger, face); the site must be exactly ours.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)
from sqlalchemy import and_, delete, literal, or_, update

from jobmatch import clock
from jobmatch.accounts import queries, rules
from jobmatch.accounts.second_factor import FactorRefusedError, codes_if_none
from jobmatch.accounts.sessions import actor_for, begin_anew
from jobmatch.accounts.tables import Passkey, PasskeyChallenge, RecoveryCode, User
from jobmatch.storage.act import act
from jobmatch.storage.base import db

REGISTER, SIGN_IN = "register", "sign_in"
MOST = 10
VERIFIED = UserVerificationRequirement.REQUIRED

Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Site:
    """Where the browser is: the host name that passkeys are bound to, and the exact origin."""

    host: str
    origin: str


def ask_to_register(user: User, site: Site) -> dict[str, Any]:
    """Return what the browser needs to make a passkey for ``user``. Raises ``FactorRefusedError``."""
    known = queries.list_passkeys(user.id)
    if len(known) >= MOST:
        raise FactorRefusedError("passkey.too_many", most=MOST)
    entity = PublicKeyCredentialUserEntity(id=user.id.encode(), name=user.login, display_name=user.name)
    credentials = [AttestedCredentialData(one.credential) for one in known]
    options, state = _server(site).register_begin(entity, credentials, user_verification=VERIFIED)
    _keep_challenge(user, REGISTER, state["challenge"])
    return dict(options)


def register(user: User, site: Site, name: str, answer: Answer, token: str) -> tuple[str, list[str]]:
    """Keep the passkey that the browser made; returns the token of a new session and the recovery codes, shown once.

    Every session of the account ends, this one (``token``) too. Raises ``FactorRefusedError``.
    """
    state = _use_challenge(user, REGISTER, answer)
    try:
        data = _server(site).register_complete(state, answer)
        credential = data.credential_data
        if credential is None:
            raise ValueError("no credential")
    except Exception as error:  # whatever a made-up answer breaks, it is refused
        raise FactorRefusedError("passkey.not_accepted") from error
    with act(by=actor_for(user), action="user.passkey_added", about=user) as this:
        passkey = Passkey(
            user_id=user.id,
            name=name,
            credential_hash=_hash(credential.credential_id),
            credential=bytes(credential),
            sign_count=data.counter,
            created_at=clock.now(),
        )
        db.session.add(passkey)
        this.note(passkey=passkey.id)
        return begin_anew(user, token), codes_if_none(user)


def ask_to_sign(user: User, site: Site) -> dict[str, Any]:
    """Return what the browser needs to sign with a passkey of ``user``. Raises ``FactorRefusedError``."""
    credentials = [AttestedCredentialData(one.credential) for one in queries.list_passkeys(user.id)]
    if not credentials:
        raise FactorRefusedError("passkey.none")
    options, state = _server(site).authenticate_begin(credentials, user_verification=VERIFIED)
    _keep_challenge(user, SIGN_IN, state["challenge"])
    return dict(options)


def find_signed(user: User, site: Site, answer: Answer) -> tuple[str, int] | None:
    """Return key and count of the passkey that signed, or None when the answer is not to be believed."""
    try:
        state = _use_challenge(user, SIGN_IN, answer)
        known = {one.credential_hash: one for one in queries.list_passkeys(user.id)}
        credentials = [AttestedCredentialData(one.credential) for one in known.values()]
        signed = _server(site).authenticate_complete(state, credentials, answer)
        count = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except Exception:  # noqa: BLE001  # whatever a made-up answer breaks, it is refused
        return None
    return known[_hash(signed.credential_id)].id, count


def use(passkey_id: str, count: int) -> bool:
    """Note inside the act under way that a passkey was used; False when its count went back: it may be a copy.

    A device that does not count says 0 every time (WebAuthn level 2, 7.2 step 21).
    """
    counts_on = or_(Passkey.sign_count < count, and_(Passkey.sign_count == 0, literal(count) == 0))
    used = update(Passkey).where(Passkey.id == passkey_id, counts_on)
    values = used.values(sign_count=count, last_used_at=clock.now()).returning(Passkey.id)
    return db.session.execute(values).first() is not None


def remove(user: User, passkey_id: str, is_needed: bool) -> bool:
    """Take a passkey away; with the last factor its recovery codes go too. False when there is no such passkey.

    Raises ``FactorRefusedError`` where a factor ``is_needed`` and there would be none.
    """
    with act(by=actor_for(user), action="user.passkey_removed", about=user) as this:
        there = queries.list_passkeys(user.id)
        if passkey_id not in {one.id for one in there}:
            this.cancel()
            return False
        is_last = len(there) == 1 and not queries.has_app(user.id)
        if is_last and is_needed:
            raise FactorRefusedError("second_factor.one_is_needed")
        db.session.execute(delete(Passkey).where(Passkey.id == passkey_id))
        if is_last:
            db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
        this.note(passkey=passkey_id)
    return True


def _server(site: Site) -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(id=site.host, name="助残就业 JobMatch")
    return Fido2Server(entity, verify_origin=lambda origin: bool(origin == site.origin))


def _hash(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()


def _keep_challenge(user: User, purpose: str, challenge: str) -> None:
    with act(by=actor_for(user), action="user.passkey_asked", about=user):
        asked = PasskeyChallenge(user_id=user.id, purpose=purpose, challenge=challenge, created_at=clock.now())
        db.session.add(asked)


def _use_challenge(user: User, purpose: str, answer: Answer) -> dict[str, Any]:
    """Use up the challenge that ``answer`` names, whatever comes of it. Raises ``FactorRefusedError``."""
    try:
        said = json.loads(websafe_decode(answer["response"]["clientDataJSON"]))
        challenge = websafe_encode(websafe_decode(said["challenge"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FactorRefusedError("passkey.not_accepted") from error
    with act(by=actor_for(user), action="user.passkey_answered", about=user) as this:
        waiting = update(PasskeyChallenge).where(
            PasskeyChallenge.user_id == user.id,
            PasskeyChallenge.purpose == purpose,
            PasskeyChallenge.challenge == challenge,
            PasskeyChallenge.used_at.is_(None),
            PasskeyChallenge.created_at > clock.now() - rules.CHALLENGE_LASTS,
        )
        used = waiting.values(used_at=clock.now()).returning(PasskeyChallenge.id)
        if db.session.execute(used).first() is None:
            this.cancel()
            raise FactorRefusedError("passkey.too_late")
    return {"challenge": challenge, "user_verification": VERIFIED}
