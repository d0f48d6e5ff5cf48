"""Which text people agree to, whichever entrance asks them: a consent names its text by this version."""

CONSENT_VERSION = "2026-11"
"""Names the text of ``templates/kiosk/consent.html``; a changed text gets a new name, for a consent names its text."""
