"""One application for all tests of a worker: making one costs more than most tests do, and a server has only one too.

Each test gets it as it was when it was made, bound to the test's own database, keys and law. A test of other settings
gets a new one, and whoever adds an address spoils this one: the next test gets a new one.
"""

import copy
from dataclasses import replace

from jobmatch import config
from jobmatch.app import create_app
from jobmatch.law import installed as law
from jobmatch.storage import setup

PLACES = ("home", "database_url", "key_file", "model_dir", "law_dir")
"""The settings that say where things lie: they differ from test to test."""


class LentApp:
    """Lends an application for the settings of the environment; ``bytecode`` keeps its compiled templates."""

    def __init__(self, bytecode):
        self._app, self._settings, self._kept, self._bytecode = None, None, {}, bytecode

    def lend(self):
        """Return the application, bound to what the environment names."""
        settings = config.load()
        if self._app is None or settings != _moved(self._settings, settings):
            self._make(settings)
        else:
            self._bind(settings)
        return self._app

    def take_back(self):
        """Undo what the test did to the application; give it up where that cannot be undone."""
        if _count_addresses(self._app) != self._addresses:
            self._app = None
            return
        for name in vars(self._app).keys() - self._kept.keys():
            delattr(self._app, name)
        for name, value in self._kept.items():
            setattr(self._app, name, _restored(getattr(self._app, name, None), value))

    def _make(self, settings):
        self._settings, self._app = settings, create_app(settings)
        self._app.jinja_env.bytecode_cache = self._bytecode
        self._kept = {name: _copied(value) for name, value in vars(self._app).items()}
        self._addresses = _count_addresses(self._app)

    def _bind(self, settings):
        self._app.config["JOBMATCH"] = settings
        del self._app.extensions["sqlalchemy"]
        self._app.teardown_appcontext_funcs.clear()
        setup.bind(self._app, settings)
        law.init_app(self._app, settings)


def _moved(settings, other):
    return replace(settings, **{name: getattr(other, name) for name in PLACES})


def _count_addresses(app):
    return sum(1 for _rule in app.url_map.iter_rules())


def _copied(value):
    """Copy dictionaries and lists all the way down; what they hold stays the same thing."""
    if isinstance(value, dict):
        copied = copy.copy(value)
        copied.update({key: _copied(inner) for key, inner in value.items()})
        return copied
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _restored(now, kept):
    """Return ``kept``, in the dictionary that there is now: others know it too."""
    if not isinstance(now, dict) or type(now) is not type(kept):
        return _copied(kept)
    now.clear()
    now.update(_copied(kept))
    return now
