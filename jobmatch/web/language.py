"""In which language a page speaks: ``?lang=`` once, then the session cookie, else the installation's own."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from flask import Flask, current_app, has_request_context, request, session
from flask_babel import get_locale

from jobmatch.extensions import babel

LANGUAGES = {"zh_Hans_CN": ("zh-CN", "中文"), "en": ("en", "English")}


class LanguageLink(NamedTuple):
    """A link to the same page in another language. ``lang`` is the HTML language code."""

    label: str
    href: str
    lang: str
    current: bool


def init_app(app: Flask, default: str) -> None:
    """Bind Flask-Babel to ``app``; ``default`` is the installation's language."""
    app.config["BABEL_DEFAULT_LOCALE"] = default
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Shanghai"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "wording/translations"
    babel.init_app(app, locale_selector=choose)
    app.before_request(_remember)


def choose() -> str:
    """Return the locale of this request."""
    default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
    if not has_request_context():
        return default
    if is_for_a_program():
        return _accepted(default)
    asked = request.args.get("lang") or session.get("lang")
    return str(asked) if asked in LANGUAGES else default


def is_for_a_program() -> bool:
    """Tell whether a program asked: it names its language in ``Accept-Language``, never by address or cookie."""
    return request.path.startswith("/api/") or request.path in {"/api", "/openapi.json"}


def _accepted(default: str) -> str:
    codes = {locale.partition("_")[0]: locale for locale in sorted(LANGUAGES, key=lambda code: code != default)}
    return codes.get(request.accept_languages.best_match(codes) or "", default)


def _remember() -> None:
    asked = None if is_for_a_program() else request.args.get("lang")
    if asked in LANGUAGES and session.get("lang") != asked:
        session["lang"] = asked


def locale_code() -> str:
    """Return ``zh_Hans_CN`` or ``en``: the key of sentences and vocabulary."""
    return "en" if str(get_locale() or "zh").startswith("en") else "zh_Hans_CN"


def page_lang() -> str:
    """Return the HTML language code of the page."""
    return LANGUAGES[locale_code()][0]


def language_links() -> list[LanguageLink]:
    """List the languages with links to this page in each; a page shown after a POST links to where it is read."""
    here = locale_code()
    links = []
    for code, (lang, label) in LANGUAGES.items():
        kept = {**request.args.to_dict(flat=True), "lang": code}
        links.append(LanguageLink(label, f"{page_address()}?{urlencode(kept)}", lang, code == here))
    return links


def page_address() -> str:
    """Return this page's path, or, where that path only takes a POST, the page above it on which the form stood."""
    adapter, path = current_app.url_map.bind(""), request.path
    while request.method == "POST" and path.count("/") > 1 and not adapter.test(path, method="GET"):
        path = path.rpartition("/")[0]
    return quote(path)
