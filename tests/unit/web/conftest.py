"""A bare app for the look alone: our templates, no database, no door."""

import pytest
from flask import Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from lxml import html

from jobmatch.config import project_root
from jobmatch.web import components


@pytest.fixture
def look():
    app = Flask("look", template_folder=str(project_root() / "templates"), static_folder=str(project_root() / "static"))
    app.config.update(SECRET_KEY="look", WTF_CSRF_CHECK_DEFAULT=False, BABEL_DEFAULT_LOCALE="zh_Hans_CN")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        page_lang=lambda: "zh-CN",
        nav_items=list,
        signed_in_name=lambda: None,
        language_links=list,
        invented_banner=lambda: True,
    )
    Babel(app)
    CSRFProtect(app)
    components.register(app)
    return app


@pytest.fixture
def draw(look):
    """Render a template's source as one tree."""

    def drawn(source, **context):
        with look.test_request_context():
            return html.fromstring(f"<div>{look.jinja_env.from_string(source).render(**context)}</div>")

    return drawn


@pytest.fixture
def posted(look):
    """Build a form from what a browser would post; without CSRF, which is not what these tests are about."""

    def build(form_class, **data):
        with look.test_request_context(method="POST", data=data):
            form = form_class(meta={"csrf": False})
            form.validate()
            return form

    return build
