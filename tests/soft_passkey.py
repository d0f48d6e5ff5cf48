"""A passkey in software: makes and signs what a browser would send, right or wrong as the test wants it."""

import hashlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftPasskey:
    """One key pair for one site; ``count`` goes up with each signature."""

    def __init__(self, host="localhost", origin="http://localhost"):
        self.host, self.origin, self.count = host, origin, 0
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential = AttestedCredentialData.create(
            b"\0" * 16, b"soft" * 8, ES256.from_cryptography_key(self.key.public_key())
        )

    def create(self, options, *, origin=None, flags=PRESENT | VERIFIED | ATTESTED):
        """Answer a request to make a passkey."""
        client = self._client("webauthn.create", options, origin)
        data = AuthenticatorData.create(self._host_hash(), flags, self.count, self.credential)
        attestation = AttestationObject.create("none", data, {})
        return self._answer(client, attestationObject=websafe_encode(attestation))

    def get(self, options, *, origin=None, flags=PRESENT | VERIFIED, key=None):
        """Answer a request to sign."""
        self.count += 1
        client = self._client("webauthn.get", options, origin)
        data = AuthenticatorData.create(self._host_hash(), flags, self.count)
        signature = (key or self.key).sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(client, authenticatorData=websafe_encode(data), signature=websafe_encode(signature))

    def _client(self, kind, options, origin):
        challenge = websafe_decode(options["publicKey"]["challenge"])
        return CollectedClientData.create(type=kind, challenge=challenge, origin=origin or self.origin)

    def _host_hash(self):
        return hashlib.sha256(self.host.encode()).digest()

    def _answer(self, client, **response):
        key = websafe_encode(self.credential.credential_id)
        said = {"clientDataJSON": websafe_encode(client), **response}
        return {"id": key, "rawId": key, "type": "public-key", "response": said}
