"""Whose token came with the request, and whether that account may do what it asks. A cookie is never looked at."""

from dataclasses import dataclass

from flask import abort, g, request

from jobmatch.accounts.queries import find_token_owner
from jobmatch.accounts.sessions import actor_for
from jobmatch.accounts.tables import Role
from jobmatch.fairs.queries import find_paired
from jobmatch.people.disclosure import Viewer, viewer_of
from jobmatch.storage.act import Actor
from jobmatch.web.access import DEVICE, TOKEN, Who, who_may
from jobmatch.web.problems import problem, sentences
from jobmatch.web.tracing import note_account


@dataclass(frozen=True)
class Bearer:
    """Who asks: somebody at the desk, an employer's account, or a device paired with one fair; and what they see."""

    actor: Actor
    district_id: str
    viewer: Viewer = Viewer.KIOSK
    employer_id: str | None = None
    fair_id: str | None = None
    device_id: str | None = None


def guard() -> None:
    """Refuse the request unless its token may do it. Runs before every request below ``/api/v1``."""
    who = who_may(request.endpoint or "") or frozenset()
    if not who & TOKEN:
        return
    token = _token()
    found = (_device(token) if who & DEVICE else None) or _person(token, who)
    if found is None:
        _ask_for_a_token(error="invalid_token")
    g.bearer = found


def bearer() -> Bearer:
    """Return who asks. Raises ``AttributeError`` at an address that asks for no token."""
    found: Bearer = g.bearer
    return found


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not token.strip():
        _ask_for_a_token()
    return token.strip()


def _person(token: str, who: Who) -> Bearer | None:
    user = find_token_owner(token)
    if user is None:
        return None
    if user.role not in who:
        abort(403)
    note_account(user.id, user.role.value)
    employer_id = user.scope_id if user.role is Role.EMPLOYER else None
    viewer = viewer_of(user.role, by_program=True)
    return Bearer(actor_for(user), user.district_id, viewer, employer_id=employer_id)


def _device(token: str) -> Bearer | None:
    device = find_paired(token)
    if device is None:
        return None
    note_account(None, "device")
    actor = Actor("device", district_id=device.district_id)
    return Bearer(actor, device.district_id, fair_id=device.fair_id, device_id=device.id)


def _ask_for_a_token(error: str | None = None) -> None:
    challenge = 'Bearer realm="JobMatch"' + (f', error="{error}"' if error else "")
    abort(problem(401, *sentences(401), headers={"WWW-Authenticate": challenge}))
