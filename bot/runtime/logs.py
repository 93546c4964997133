"""What processes log: for people as Rasa formats it, or a line of JSON a record; never what anyone wrote.

Rasa, its SDK and SQLAlchemy put people's words and senders into errors, which Python logs with the error's text. Every
record therefore passes through `_record`, which is Python's own place for that (logging.setLogRecordFactory).
Two functions of Rasa's set up logging as they like, whatever was set up before: `take_over` puts others in their place.
"""

import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import datetime, timezone
from types import ModuleType, TracebackType
from typing import Any

import structlog

from bot.errors import RolewiseError
from bot.runtime import tracing

logger = logging.getLogger(__name__)

# SQLAlchemy's errors end with the statement and what was to be written.
_STATEMENT = re.compile(r"\s*\[SQL: .*", re.DOTALL)
# Sanic and the SDK name the address of a request that fails.
_ADDRESS = re.compile(r"(?<=<Request: )[^>]*|(?<=handling uri: ).*")
# The system's own words, which say why a disk or a database fails.
_OF_THE_SYSTEM = {"sqlite3.OperationalError", "psycopg2.OperationalError"}
_plain_record = logging.getLogRecordFactory()


def _record(*args: Any, **named: Any) -> logging.LogRecord:
    """A record with the id of its request, that says of an error where and of what type, not with which words."""
    record = _plain_record(*args, **named)
    record.request_id = tracing.current()
    if record.exc_info and record.exc_info[1]:
        record.exc_text = told(record.exc_info[1])
    if not record.name.startswith("bot."):
        record.msg, record.args = _without_words(record), None
    return record


def told(error: BaseException) -> str:
    """Where an error was raised and its type, with those that it came of; what it says may be somebody's words."""
    came_of = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{told(came_of)}\n\n" if came_of else ""
    places = "".join(traceback.format_tb(error.__traceback__))
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    why = _why(error, name)
    return f"{before}{places}{name}{': ' if why else ''}{why}"


def _why(error: BaseException, name: str) -> str:
    """What an error says where those are our own words or the system's, which quote nobody."""
    if isinstance(error, OSError):
        return error.strerror or ""
    return str(error) if isinstance(error, RolewiseError) or name in _OF_THE_SYSTEM else ""


def _without_words(record: logging.LogRecord) -> str:
    """What a library says, without what it quotes of an error or a conversation."""
    try:
        said = record.getMessage()
        quoted = [str(record.exc_info[1])] if record.exc_info and record.exc_info[1] else []
    except Exception:
        # Whatever is wrong with what a library says, logging it never fails.
        return "A record that cannot be read."
    if record.name == "asyncio":
        # The lines after the first show the task with its error.
        said = said.partition("\n")[0]
    if message := tracing.answering.get():
        quoted.append(f"'{message.sender}'")
    for words in filter(None, quoted):
        said = said.replace(words, "...")
    return _ADDRESS.sub("...", _STATEMENT.sub("", said))


class JsonLines(logging.Formatter):
    """A record as one line: time, level, logger, event and request_id, and `error` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            "request_id": getattr(record, "request_id", ""),
        }
        if record.exc_text:
            line["error"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


def install(log_format: str) -> None:
    """From now on, this process logs as described above; to be called before libraries are loaded that log.

    log_format: "text" or "json".
    """
    logging.setLogRecordFactory(_record)
    if log_format == "json":
        _log_json()
        sys.excepthook = _log_last_error


def take_over(log_format: str, colours: ModuleType, events: ModuleType | None = None) -> None:
    """Keeps Rasa from setting up logging in its own way afterwards.

    colours: the module of Rasa or of its SDK that has `configure_colored_logging`; events: that of Rasa which has
    `configure_structlog`.
    """
    if log_format == "json":
        _replace(colours, "configure_colored_logging", _log_json)
    if events:
        _replace(events, "configure_structlog", _log_events)


def _replace(library: ModuleType, name: str, by: Any) -> None:
    if not callable(getattr(library, name, None)):
        logger.warning("%s sets up logging in another way: its lines may have another form.", library.__name__)
        return
    setattr(library, name, by)


class _LibraryLogger(logging.Logger):
    """Has no handler of its own, in whose form it would say all things a second time."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802 - as Python calls it
        pass


def _log_json(level: int | str | None = None) -> None:
    """All loggers to stderr as JSON, also those that libraries cut off from the others."""
    logging.setLoggerClass(_LibraryLogger)
    root = logging.getLogger()
    for other in root.manager.loggerDict.values():
        if isinstance(other, logging.Logger):
            other.handlers.clear()
    root.handlers = [_handler()]
    root.setLevel(level or os.environ.get("LOG_LEVEL") or logging.INFO)
    logging.lastResort = _handler(logging.WARNING)  # type: ignore[assignment]
    # Those of libraries about each other; they are ignored (bot.runtime.processes.QUIET), but some insist.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def _handler(level: int = logging.NOTSET) -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    handler.setLevel(level)
    return handler


def _log_events(level: int | None = None) -> None:
    """Rasa's structlog: the name of each event through Python's logging; its data are people's words, its errors all
    that was known where they were raised."""
    kind = logging.getLoggerClass()
    factory = structlog.stdlib.LoggerFactory()
    # Making one replaces the class of all loggers.
    logging.setLoggerClass(kind)
    structlog.configure(
        processors=[_event],
        logger_factory=factory,
        wrapper_class=structlog.make_filtering_bound_logger(level or logging.INFO),
        cache_logger_on_first_use=True,
    )


def _event(_: Any, __: str, event: Mapping[str, Any]) -> tuple[tuple[str], dict[str, Any]]:
    return (str(event.get("event")),), {"exc_info": event.get("exc_info")}


def _log_last_error(kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
    # It ends the process and is about settings or files: nobody was talked with where it was raised.
    logger.critical("%s: %s", kind.__name__, error, exc_info=(kind, error, place))


def event_of(line: str) -> str:
    """What a line of a log says, in whichever format."""
    try:
        found = json.loads(line)
        return str(found["event"])
    except (ValueError, KeyError, TypeError):
        return line
