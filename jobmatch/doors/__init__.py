"""HTTP only: address → form → one act or question → template. No query, no rule; doors never import each other."""

from flask import Flask

from jobmatch.doors import account, admin, api, casework, health, kiosk, portal, public, village, workshop


def init_app(app: Flask) -> None:
    """Hang every door into ``app``."""
    app.register_blueprint(health.blueprint)
    app.register_blueprint(public.blueprint)
    app.register_blueprint(account.blueprint, url_prefix="/account")
    app.register_blueprint(kiosk.blueprint, url_prefix="/kiosk")
    app.register_blueprint(casework.blueprint, url_prefix="/casework")
    app.register_blueprint(admin.blueprint, url_prefix="/admin")
    app.register_blueprint(portal.blueprint, url_prefix="/portal")
    app.register_blueprint(village.blueprint, url_prefix="/village")
    app.register_blueprint(workshop.blueprint, url_prefix="/workshop")
    api.init_app(app)
