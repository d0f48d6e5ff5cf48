"""``/api/v1`` and its OpenAPI document."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Hang the API into ``app``."""
