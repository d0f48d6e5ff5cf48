"""Refuses a request with a character that no text column keeps, before anything reads it. JSON has its own guard."""

from itertools import chain

from flask import Flask, abort, request

NUL = "\0"


def refuse_nul() -> None:
    """Answer 400 where a value in the address or the form holds a NUL: no keyboard makes one, none is kept as text."""
    given = chain.from_iterable(chain(request.args.listvalues(), request.form.listvalues()))
    if any(NUL in value for value in given):
        abort(400)


def init_app(app: Flask) -> None:
    """Ask before every request."""
    app.before_request(refuse_nul)
