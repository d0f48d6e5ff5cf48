"""``create_app``: the table of contents of the house."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from jobmatch import config, doors, web
from jobmatch.config import Settings, project_root
from jobmatch.law import installed as law
from jobmatch.storage import setup


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for ``settings`` (default: the environment's)."""
    settings = settings or config.load()
    root = project_root()
    templates, static = root / "templates", root / "static"
    app = Flask("jobmatch", root_path=str(config.HERE), template_folder=templates, static_folder=static)
    _configure(app, settings)
    setup.bind(app, settings)
    law.init_app(app, settings)
    web.init_app(app, settings)
    _trust_proxies(app, settings.trusted_proxies)
    doors.init_app(app)
    web.access.refuse_unguarded(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        JOBMATCH=settings,
        MAX_CONTENT_LENGTH=1024 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        MAX_FORM_PARTS=500,
        SESSION_COOKIE_NAME="__Host-jobmatch" if settings.https else "jobmatch",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it, the interface does not


def _trust_proxies(app: Flask, count: int) -> None:
    """Believe what that many proxies say of where a request came from; without any, what it says itself counts not."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=1)  # type: ignore[method-assign]
