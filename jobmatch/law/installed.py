"""The law of this installation: read when the application starts, so that a bad file stops the start, not a hire."""

from datetime import date

from flask import Flask, current_app

from jobmatch.config import Settings
from jobmatch.law.books import book
from jobmatch.law.values import InForce, LawBook


def init_app(app: Flask, settings: Settings) -> None:
    """Bind the law of the settings' jurisdiction to ``app``. Raises ``LawFileError``."""
    app.extensions["jobmatch_law"] = book(settings.jurisdiction, settings.law_dir)


def installed_law() -> LawBook:
    """Return the law of this installation."""
    law: LawBook = current_app.extensions["jobmatch_law"]
    return law


def law_on(day: date) -> InForce:
    """Return what is in force here on ``day``."""
    return installed_law().at(day)
