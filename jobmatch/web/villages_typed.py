"""Villages as people type them into one line: names or codes, separated by commas of any kind."""

import re

from flask_babel import gettext as _

from jobmatch.accounts.tables import Village
from jobmatch.accounts.villages import VillageTypedError, get_village_typed
from jobmatch.web.validators import ValidationError

_SEPARATORS = re.compile("[、，,;；]")
_SHOWN = 40


def read_villages(district_id: str, typed: str | None) -> list[Village]:
    """Return the villages that are named, each once, in their order. Raises ``ValidationError``."""
    found = [_village(district_id, name) for name in _SEPARATORS.split(typed or "") if name.strip()]
    return list({village.id: village for village in found}.values())


def _village(district_id: str, name: str) -> Village:
    try:
        return get_village_typed(district_id, name)
    except VillageTypedError as error:
        if not error.found:
            shown = name.strip()[:_SHOWN]
            raise ValidationError(_("没有登记过“%(name)s”这个村（社区），请核对后再填", name=shown)) from error
        names = "、".join(one.town.name + one.name for one in error.found)
        raise ValidationError(_("有几个村同名，请连乡镇一起写：%(names)s", names=names)) from error
