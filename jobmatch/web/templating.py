"""What every template can call, and how strict templates are: an undefined name is an error, never a blank."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from flask_babel import format_date, format_decimal
from flask_babel import gettext as _
from jinja2 import StrictUndefined
from werkzeug.routing import UUIDConverter
from whitenoise import WhiteNoise

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.extensions import csrf
from jobmatch.web import components, facts, language, navigation
from jobmatch.wording import sentence, vocabulary


class IdConverter(UUIDConverter):
    """``<id:…>`` in an address: a UUID, handed on as the text that the database keeps."""

    def to_python(self, value: str) -> str:  # type: ignore[override]  # our keys are text
        return str(super().to_python(value))

    def to_url(self, value: str) -> str:  # type: ignore[override]
        return str(value)


def init_app(app: Flask, static_headers: Mapping[str, str]) -> None:
    """Make templates strict, give them the shared functions and filters, and serve the static files."""
    app.url_map.converters["id"] = IdConverter
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        page_lang=language.page_lang,
        language_links=language.language_links,
        nav_items=navigation.nav_items,
        signed_in_name=navigation.signed_in_name,
        signed_in_idle_seconds=navigation.signed_in_idle_seconds,
        invented_banner=invented_banner,
        word=word,
        say=say,
    )
    app.jinja_env.filters.update(yuan=yuan, day=day, moment=moment, joined=facts.joined)
    components.register(app)
    csrf.init_app(app)
    _serve_static(app, static_headers)


def _serve_static(app: Flask, headers_of_all: Mapping[str, str]) -> None:
    folder = Path(str(app.static_folder))

    def add_headers(headers: Headers, _path: str, _url: str) -> None:
        for name, value in headers_of_all.items():
            headers[name] = value

    options = {"max_age": 86400, "allow_all_origins": False, "add_headers_function": add_headers}
    static = WhiteNoise(app.wsgi_app, root=str(folder), prefix="static/", **options)
    app.wsgi_app = static  # type: ignore[method-assign]  # the way that Flask documents for middleware

    @app.url_defaults
    def add_fingerprint(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static" and "filename" in values:
            values["v"] = _fingerprint(folder / str(values["filename"]))


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.is_file() else "missing"


def invented_banner() -> bool:
    """Tell whether the district of this installation is an invented one."""
    district = find_district()
    return district is not None and district.is_invented


def word(code: str) -> str:
    """Return the name of a function, accommodation or refusal in the page's language."""
    return vocabulary.label(code, language.locale_code())


def say(key: str, **values: object) -> str:
    """Return the sentence for a reason key in the page's language."""
    return sentence(key, values, language.locale_code())


def yuan(fen: int | None) -> str:
    """Show 分 as 元, without decimals where there are none."""
    if fen is None:
        return _("未写明")
    whole, rest = divmod(fen, 100)
    shown = format_decimal(whole) if not rest else f"{format_decimal(whole)}.{rest:02d}"
    return _("%(amount)s 元", amount=shown)


def day(value: date | None) -> str:
    """Show a day: 2026年11月23日 / Nov 23, 2026."""
    return format_date(value, "long" if language.locale_code() != "en" else "medium") if value else _("未写明")


def moment(value: datetime) -> str:
    """Show an instant in Beijing time: 2026年11月23日 14:05."""
    local = value.astimezone(clock.BEIJING)
    return f"{day(local.date())} {local:%H:%M}"
