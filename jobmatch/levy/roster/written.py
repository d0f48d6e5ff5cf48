"""How rosters are written: the names of columns and the words in cells that are understood (``written.yaml``)."""

from collections.abc import Mapping
from importlib.resources import files

import yaml

_WRITTEN: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(
    files("jobmatch.levy.roster").joinpath("written.yaml").read_text(encoding="utf-8")
)
ONCE, MONTHLY, CELLS = _WRITTEN["once"], _WRITTEN["monthly"], _WRITTEN["cells"]
