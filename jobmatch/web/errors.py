"""What a visitor reads when something cannot be done: a clear sentence and a way on, on a page or as RFC 9457 JSON."""

from http import HTTPStatus

from flask import Flask, Response, current_app, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, ProgrammingError
from werkzeug.exceptions import HTTPException, SecurityError

from jobmatch import logs
from jobmatch.documents.pdf import UndrawnCharacterError
from jobmatch.matching.base import TableError
from jobmatch.storage.busy import BusyError
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web import problems
from jobmatch.web.language import is_for_a_program, locale_code
from jobmatch.web.misses import record_miss
from jobmatch.web.tracing import request_number
from jobmatch.wording import UnknownSentenceError, sentence

log = logs.get(__name__)


def init_app(app: Flask) -> None:
    """Answer every failure of ``app`` with a page (or a problem document below ``/api/``)."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(BrokenRuleError, _broken_rule)
    app.register_error_handler(BusyError, _unable)
    app.register_error_handler(OperationalError, _unable)
    app.register_error_handler(ProgrammingError, _unable)
    app.register_error_handler(TableError, _without_a_score)
    app.register_error_handler(UndrawnCharacterError, _undrawn)
    app.register_error_handler(Exception, _failed)


def answer(status: int, title: str, text: str, headers: list[tuple[str, str]] | None = None) -> Response:
    """Return the error as a page, or as a problem document where a program asked."""
    number = request_number() if status >= HTTPStatus.INTERNAL_SERVER_ERROR else None
    if is_for_a_program():
        response = problems.problem(status, title, text, number=number)
    else:
        body = render_template("errors/error.html", heading=title, text=text, status=status, number=number)
        response = Response(body, status=status, mimetype="text/html")
    for name, value in headers or []:
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def _sentences(status: int) -> tuple[str, str]:
    if is_for_a_program():
        return problems.sentences(status)
    known = {
        400: (_("请求有误"), _("这次提交的内容不完整或格式不对。请返回上一页，检查后再提交一次。")),
        401: (_("需要登录"), _("请先登录，再打开这个页面。")),
        403: (_("您不能打开这个页面"), _("您的账号没有这个页面的权限。如果工作需要，请联系本单位的管理员。")),
        404: (_("找不到这个页面"), _("网址可能输错了，或者内容已经撤下。请从首页重新开始。")),
        405: (_("不能这样打开"), _("请从页面上的按钮或链接进入，不要直接改网址。")),
        409: (_("内容已有变化"), _("在您提交之前，有人改过同一份内容。请重新打开，核对后再提交。")),
        413: (_("内容太大"), _("提交的内容太大了。请减少内容后再试。")),
        503: (_("系统正忙"), _("现在办不了，您的内容还没有提交。请等几秒钟，再提交一次；还是不行，请找工作人员。")),
        429: (_("请稍等一会儿"), _("尝试次数太多。请过几分钟再试，或请工作人员帮忙。")),
    }
    return known.get(status, (_("暂时办不了"), _("系统出了问题，您的内容没有提交成功。请稍后再试，或请工作人员帮忙。")))


def _refused(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if error.response is not None or status < 400:
        return current_app.make_response(error.get_response())
    if status == HTTPStatus.NOT_FOUND:
        record_miss()
    return answer(status, *_sentences(status), headers=list(error.get_headers(request.environ)))


def _unknown_host(_error: SecurityError) -> Response:
    """Say so in plain text: under a name that is not ours no page can link to anything."""
    said = _("请用残联公布的网址打开。")
    if is_for_a_program():
        return problems.problem(400, problems.sentences(400)[0], said)
    return Response(f"{said}\n", status=400, mimetype="text/plain")


def _stale_form(_error: CSRFError) -> Response:
    return answer(400, _("页面已过期"), _("为了安全，这个页面需要重新打开。请返回上一页，刷新后再提交。"))


def _broken_rule(error: BrokenRuleError) -> Response:
    log.info("rule refused", rule=error.rule, endpoint=request.endpoint)
    title, text = _sentences(409)
    try:
        text = sentence(f"rule.{error.rule}", {}, locale_code())
    except UnknownSentenceError:
        log.error("no sentence for the rule", rule=error.rule)
    return answer(409, title, text)


def _unable(error: Exception) -> Response:
    """Say that the database cannot serve just now: locked, full, stopped, or not made yet."""
    log.error("database cannot serve", failure=type(error).__name__, endpoint=request.endpoint)
    return answer(503, *_sentences(503), headers=[("Retry-After", "5")])


def _without_a_score(error: TableError) -> Response:
    """Say that the table of points cannot be read; it holds nobody's data, so the log says what is wrong with it."""
    log.error("no base score", failure=str(error), endpoint=request.endpoint)
    text = _("推荐用的评分表缺失或损坏，现在无法排序。别的功能照常可用；请让管理员检查评分表。")
    return answer(503, _("暂时不能推荐"), text)


def _undrawn(error: UndrawnCharacterError) -> Response:
    """Name the character that no font has: a box in its place would be somebody's name gone."""
    log.error("no font for a character", code=error.values["code"], endpoint=request.endpoint)
    return answer(HTTPStatus.UNPROCESSABLE_ENTITY, _("文件没有做出来"), error.sentence(locale_code()))


def _failed(error: Exception) -> Response:
    # The message may hold what somebody typed: only the kind of failure and its place are logged.
    log.error("request failed", failure=logs.place_of(error), endpoint=request.endpoint)
    return answer(500, *_sentences(500))
