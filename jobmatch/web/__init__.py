"""What the doors share: access, forms, components, headers, language, errors, navigation."""

from flask import Flask

from jobmatch.config import Settings
from jobmatch.web import (
    access,
    errors,
    headers,
    language,
    parameters,
    signed_in,
    templating,
    tracing,
    unreadable,
    uploads,
)

__all__ = ["access", "init_app"]


def init_app(app: Flask, settings: Settings) -> None:
    """Give ``app`` everything that its pages share; the guard comes after the language, so a refusal can be read."""
    tracing.init_app(app)
    uploads.init_app(app)
    templating.init_app(app, headers.static_headers(https=settings.https))
    language.init_app(app, settings.locale)
    unreadable.init_app(app)
    signed_in.init_app(app)
    access.init_app(app)
    parameters.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
