"""Problem documents (RFC 9457): what a program reads when something cannot be done. Pages have their own errors."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import NamedTuple

from flask import Response, jsonify
from flask_babel import gettext as _

from jobmatch.web.language import page_lang

MIMETYPE = "application/problem+json"


class FieldFault(NamedTuple):
    """What is wrong with one field; ``field`` is a dotted path such as ``wanted.2``."""

    field: str
    sentence: str


def problem(
    status: int,
    title: str,
    detail: str,
    faults: Sequence[FieldFault] = (),
    headers: Mapping[str, str] | None = None,
    number: str | None = None,
) -> Response:
    """Return a problem document; ``faults`` become its ``errors``, the request's ``number`` its ``instance``."""
    document: dict[str, object] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if number:
        document["instance"] = f"urn:uuid:{number}"
    if faults:
        document["errors"] = [fault._asdict() for fault in faults]
    response = jsonify(document)
    response.status_code = status
    response.mimetype = MIMETYPE
    response.headers["Content-Language"] = page_lang()
    response.vary.add("Accept-Language")
    response.headers.update(headers or {})
    return response


def sentences(status: int) -> tuple[str, str]:
    """Return the title and the detail for ``status`` in the language of the request."""
    known = {
        HTTPStatus.BAD_REQUEST: (_("请求有误"), _("请求的格式不对。请对照接口说明检查后再发送。")),
        HTTPStatus.UNAUTHORIZED: (_("需要令牌"), _("请在 Authorization 请求头里带上有效的令牌：Bearer 加令牌。")),
        HTTPStatus.FORBIDDEN: (_("没有权限"), _("这个令牌所属的账号不能做这项操作。请换用有权限的账号。")),
        HTTPStatus.NOT_FOUND: (_("找不到"), _("这个地址或编号不存在，或者不在您的管辖范围内。请核对后再试。")),
        HTTPStatus.METHOD_NOT_ALLOWED: (_("方法不对"), _("这个地址不支持这种请求方法。可用的方法见 Allow 响应头。")),
        HTTPStatus.CONFLICT: (_("与已有内容冲突"), _("在您提交之前，内容已有变化。请重新读取，核对后再提交。")),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (_("内容太大"), _("请求的内容太大。请减少内容后再发送。")),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: (_("内容类型不对"), _("请用 JSON 发送，Content-Type 写 application/json。")),
        HTTPStatus.UNPROCESSABLE_ENTITY: (_("有字段填得不对"), _("请按 errors 里的说明改正字段后再发送。")),
        HTTPStatus.SERVICE_UNAVAILABLE: (
            _("系统正忙"),
            _("现在办不了，什么都没有保存。请按 Retry-After 等一会儿，再发送同一请求。"),
        ),
        HTTPStatus.TOO_MANY_REQUESTS: (_("请稍等一会儿"), _("请求次数太多。请过几分钟再试。")),
    }
    otherwise = (_("暂时办不了"), _("系统出了问题，这次请求没有完成。请稍后再试。"))
    return next((said for known_status, said in known.items() if known_status == status), otherwise)
