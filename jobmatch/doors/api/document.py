"""``/openapi.json``: the OpenAPI 3.1 document of the API, with examples that work as they stand."""

from functools import cached_property
from http import HTTPStatus
from threading import Lock
from typing import Any

from flask import Flask, Response, jsonify
from flask_smorest import Api, Blueprint

from jobmatch import __version__
from jobmatch.doors.api.answered import Problem
from jobmatch.doors.api.examples import PROBLEM
from jobmatch.web.problems import MIMETYPE

_ABOUT = """\
One chain from the fair desk to the month ledger, for programs.

Errors are problem documents (RFC 9457) with a sentence in the language of `Accept-Language` (zh or en).
Money is 元 as decimal text, days are Beijing days, instants are UTC. The examples work as they stand against a
district made by `jobmatch demo load`.
"""
_TAGS = [
    {"name": "jobs", "description": "What everybody may see."},
    {"name": "chain", "description": "From a suggestion to the months of work, for staff."},
    {"name": "fairs", "description": "Job fairs and the registrations of paired devices."},
]
_SCHEMES = {
    "staffToken": "Made by `jobmatch user token LOGIN`; an employer's token answers its own referrals only.",
    "deviceToken": "Made by `jobmatch fair pair FAIR --name NAME`; registers people at that fair, nothing else.",
}

# What the house names by its subject is, in an address, plainly the id of what stands before it.
_PUBLIC_NAMES = {"referral_id": "id", "person_id": "id", "fair_id": "fair"}


class Document(Api):  # type: ignore[misc]  # the library carries no types
    """The document; errors are answered by ``web/errors.py`` like everywhere else, so only described here."""

    ERROR_SCHEMA = Problem

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._undescribed: list[Blueprint] = []
        self._describing = Lock()

    def _register_error_handlers(self) -> None:
        """Leave the error handlers of the application in place."""

    def _register_responses(self) -> None:
        names = {status.name: status.phrase for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST}
        for name, phrase in {**names, "DEFAULT_ERROR": "A problem document"}.items():
            content = {MIMETYPE: {"schema": Problem, "example": PROBLEM}}
            self.spec.components.response(name, {"description": phrase, "content": content}, lazy=True)

    def _register_pagination_header(self) -> None:
        """Leave the library's own paging out: our pages are in the body."""

    def register_blueprint(self, blp: Blueprint, **options: Any) -> None:
        """Hang ``blp`` into the application; it is described when somebody asks, for describing takes half a start."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._undescribed.append(blp)

    def _describe(self) -> None:
        """Describe what was hung in, once, whoever asks meanwhile."""
        with self._describing:
            while self._undescribed:
                blp = self._undescribed[0]
                blp.register_views_in_doc(self, self._app, self.spec, name=blp.name, parameters=None)
                self.spec.tag({"name": blp.name, "description": blp.description})
                del self._undescribed[0]

    @cached_property
    def _written(self) -> dict[str, Any]:
        self._describe()
        document: dict[str, Any] = self.spec.to_dict()
        document["paths"] = {_public(path): item for path, item in document["paths"].items()}
        for item in document["paths"].values():
            for part in item.values():
                for parameter in part if isinstance(part, list) else part.get("parameters", []):
                    _tidy(parameter)
        return document

    def _openapi_json(self) -> Response:
        return jsonify(self._written)


def _public(text: str) -> str:
    for ours, theirs in _PUBLIC_NAMES.items():
        text = text.replace(ours, theirs)
    return text


def _tidy(parameter: dict[str, Any]) -> None:
    """Give a parameter its public name, and move its example out of the schema to where readers look for it."""
    parameter["name"] = _public(parameter["name"])
    schema = parameter.get("schema", {})
    if "example" in schema:
        parameter["example"] = schema.pop("example")


def describe(app: Flask) -> Document:
    """Bind a new document to ``app``."""
    app.config["OPENAPI_URL_PREFIX"] = "/"
    info = {"description": _ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}
    document = Document(
        spec_kwargs={
            "title": "JobMatch 助残就业",
            "version": __version__,
            "openapi_version": "3.1.0",
            "info": info,
            "tags": _TAGS,
        }
    )
    document.init_app(app)
    for name, text in _SCHEMES.items():
        document.spec.components.security_scheme(name, {"type": "http", "scheme": "bearer", "description": text})
    return document
