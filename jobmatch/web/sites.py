"""Where the browser believes it is: what a passkey is bound to."""

from urllib.parse import urlsplit

from flask import request

from jobmatch.accounts.passkeys import Site
from jobmatch.accounts.rules import can_have_passkeys


def this_site() -> Site:
    """Return the host name and the origin of this request; which hosts are answered at all is a setting."""
    return Site(urlsplit(request.host_url).hostname or "", request.host_url.rstrip("/"))


def passkeys_work_here() -> bool:
    """Tell whether a browser allows passkeys at this address."""
    return can_have_passkeys(request.scheme, this_site().host)
