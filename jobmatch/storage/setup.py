"""Binds the database, the keys and the migrations to an application."""

from flask import Flask
from sqlalchemy import make_url

from jobmatch.config import Settings, project_root
from jobmatch.extensions import migrate
from jobmatch.storage.base import db
from jobmatch.storage.ciphers import SUITES
from jobmatch.storage.engine import options_for, prepare
from jobmatch.storage.key_file import KeyFile, load_secret
from jobmatch.storage.schema import load_tables


def bind(app: Flask, settings: Settings) -> None:
    """Bind storage to ``app``: keys first, so that no row is ever read without them."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        settings.home.joinpath(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    load_tables()
    app.extensions["jobmatch_keys"] = KeyFile(settings.key_file, SUITES[settings.cipher].keyed_hash.name)
    app.config["SECRET_KEY"] = load_secret(settings.session_secret_file)
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options_for(url)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(project_root() / "migrations"), render_as_batch=True)
    with app.app_context():
        prepare(db.engine)


def release() -> None:
    """Close the application's connections, when a command is done with them."""
    db.session.remove()
    db.engine.dispose()
