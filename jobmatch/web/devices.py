"""What a browser says of itself, in two coarse words: enough to know one's own devices by, not to trace anyone."""

from flask import Request, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

LONGEST = 500

# The first one that is found counts: many browsers also name those that they want to be taken for.
_BROWSERS = {
    "micromessenger": "wechat",
    "edg": "edge",
    "firefox": "firefox",
    "chrome": "chrome",
    "safari": "safari",
}
_SYSTEMS = {
    "android": "android",
    "iphone": "ios",
    "ipad": "ios",
    "windows": "windows",
    "mac os": "macos",
    "linux": "linux",
}
_NAMES = {
    "wechat": _l("微信"),
    "edge": _l("Edge 浏览器"),
    "firefox": _l("Firefox 浏览器"),
    "chrome": _l("Chrome 类浏览器"),
    "safari": _l("Safari 浏览器"),
    "android": _l("安卓手机或平板"),
    "ios": _l("苹果手机或平板"),
    "windows": _l("Windows 电脑"),
    "macos": _l("苹果电脑"),
    "linux": _l("Linux 类电脑"),
}


def device_of(asked_by: Request = request) -> str:
    """Return browser and system of the request as ``browser.system``; what is not known is left empty."""
    said = asked_by.headers.get("User-Agent", "")[:LONGEST].lower()
    found = [next((code for mark, code in marks.items() if mark in said), "") for marks in (_BROWSERS, _SYSTEMS)]
    return ".".join(found)


def device_name(device: str) -> str:
    """Say ``browser.system`` in words."""
    names = [str(_NAMES[code]) for code in device.split(".") if code in _NAMES]
    if len(names) == 2:
        return _("%(system)s上的 %(browser)s", browser=names[0], system=names[1])
    return names[0] if names else _("看不出是什么设备")
