"""The ready-made components of govuk-frontend, as one global `govuk('button', text=…)` for our templates.

Their macros lean on missing values being empty, our templates must not: they are rendered in an environment of
their own, and an undefined value of ours still fails before it gets there. No page and no sentence lives here.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader, Undefined
from markupsafe import Markup

_GOVUK = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def govuk(name: str, /, **params: Any) -> Markup:
    """Draw the component `name` ("date-input"); keys in snake_case become camelCase, except below `attributes`."""
    drawn = str(_macro(name)(_in_their_words(params)))
    return Markup(drawn.strip())  # noqa: S704 - escaped by its own environment


@cache
def _macro(name: str) -> Callable[[Mapping[str, Any]], Markup]:
    module = _GOVUK.get_template(f"govuk_frontend_jinja/components/{name}/macro.html").module
    macro: Callable[[Mapping[str, Any]], Markup] = getattr(module, "govuk" + _camel("_" + name.replace("-", "_")))
    return macro


def _in_their_words(value: Any) -> Any:
    """Nested params with camelCase keys and every lazy sentence said in the language of this request."""
    if isinstance(value, Undefined):
        str(value)  # a strict undefined names itself here instead of vanishing in the lenient environment
    if isinstance(value, Mapping):
        return {_camel(key): val if key == "attributes" else _in_their_words(val) for key, val in value.items()}
    if isinstance(value, (list, tuple)):
        return [_in_their_words(item) for item in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return str(value)


def _camel(key: str) -> str:
    first, *rest = key.split("_")
    return first + "".join(word.capitalize() for word in rest)
