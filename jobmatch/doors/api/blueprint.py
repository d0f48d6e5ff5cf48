"""The blueprint below ``/api/v1``: who may come in, how long a body may be, how refusals are answered."""

from flask import Response, request
from flask_smorest import Blueprint

from jobmatch.doors.api import problems, tokens
from jobmatch.doors.api.reading import StrictParser
from jobmatch.web.language import page_lang

LONGEST_BODY = 64 * 1024


class ApiBlueprint(Blueprint):  # type: ignore[misc]  # the library carries no types
    """A blueprint that reads strictly."""

    ARGUMENTS_PARSER = StrictParser()


blueprint = ApiBlueprint("api", __name__, url_prefix="/api/v1")


def _limit_body() -> None:
    request.max_content_length = LONGEST_BODY


def _say_the_language(response: Response) -> Response:
    response.headers["Content-Language"] = page_lang()
    response.vary.add("Accept-Language")
    return response


blueprint.before_request(_limit_body)
blueprint.before_request(tokens.guard)
blueprint.after_request(_say_the_language)
problems.register(blueprint)
