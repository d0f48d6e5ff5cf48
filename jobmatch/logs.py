"""What the program says of itself: one event = one line of JSON on standard error, without anything personal.

Events of ours have a fixed name and facts that are ids, counts, endpoint names and kinds of failures. Of a library's
message only the fixed beginning is kept: behind it may stand what somebody typed. Everything that is not plain ASCII
is escaped, so that no line break, control or direction character forges or hides a line (ASVS 16.4.1).
"""

import logging
import sys
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.stdlib import BoundLogger
from structlog.typing import EventDict, WrappedLogger

_WHERE_VALUES_BEGIN = (":", "'", '"', "=", "%", "{", "\n")
_HANDLER = "jobmatch.json"


class _StandardError(logging.StreamHandler[TextIO]):
    """Writes to what is standard error now: whoever runs a command inside another program may have put it elsewhere."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]  # the library sets it once, at the start
        return sys.stderr


def get(name: str) -> BoundLogger:
    """Return the logger of a module."""
    log: BoundLogger = structlog.stdlib.get_logger(name)
    return log


def to_stderr(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Let everything from ``level`` upwards be written to standard error; a second call changes the level only."""
    root = logging.getLogger()
    root.setLevel(level)
    for handler in [one for one in root.handlers if one.name == _HANDLER]:
        root.removeHandler(handler)
    handler = logging.StreamHandler(stream) if stream else _StandardError()
    handler.name = _HANDLER
    handler.setFormatter(formatter())
    root.addHandler(handler)


def formatter() -> logging.Formatter:
    """Return what turns a record into its line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars, _only_the_beginning, *_SHARED],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _only_the_kind_of_failure,
            structlog.processors.JSONRenderer(ensure_ascii=True, default=_kind_of),
        ],
        # What a record was given to be formatted with must not come in by another way.
        keep_exc_info=False,
        keep_stack_info=False,
        use_get_message=False,
    )


def _only_the_beginning(_log: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep of a library's message what stands before the first value."""
    text = str(event["event"])
    ends = [at for sign in _WHERE_VALUES_BEGIN if (at := text.find(sign)) >= 0]
    event["event"] = text[: min(ends, default=len(text))].strip()[:120]
    record: logging.LogRecord | None = event.get("_record")
    if record is not None and record.exc_info:
        event["failure"] = place_of(record.exc_info[1])
    return event


def _only_the_kind_of_failure(_log: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception's message may hold what somebody typed."""
    for name in ("exc_info", "stack_info", "positional_args"):
        event.pop(name, None)
    return event


def _kind_of(value: object) -> str:
    return type(value).__name__


def place_of(error: BaseException | None) -> str:
    """Return the kind of a failure and the line it came from, never its message."""
    if error is None:
        return "unknown"
    trace: TracebackType | None = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {place}"


_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
]

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        *_SHARED,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
