"""Refuses a form or an address with a NUL before anything reads it; what programs send is read by their own door."""

from itertools import chain

from flask import Flask, abort, request

from jobmatch.web.language import is_for_a_program

NUL = "\0"


def refuse_nul() -> None:
    """Answer 400 where a value in the address or the form holds a NUL: no keyboard makes one, none is kept as text."""
    if is_for_a_program():
        return
    given = chain.from_iterable(chain(request.args.listvalues(), request.form.listvalues()))
    if any(NUL in value for value in given):
        abort(400)


def init_app(app: Flask) -> None:
    """Ask before every request."""
    app.before_request(refuse_nul)
