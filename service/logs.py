"""One JSON line per request on stderr. Never text of ads, phone numbers, query strings, header values."""

import json
import logging
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

logger = logging.getLogger("jobscan.service")

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def configure() -> None:
    """Write the service's lines to stderr, bare. Called by `jobscan serve`, never on import."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False


def request(
    *, method: str, route: str, status: int, ms: float, request_id: str, levels: Mapping[str, int] | None
) -> None:
    """Log one finished request; `route` is the template of the route, never the address as sent."""
    line: dict[str, object] = {
        "event": "request",
        "method": method if method in _METHODS else "OTHER",
        "route": route,
        "status": status,
        "ms": round(ms, 1),
        "request_id": request_id,
    }
    if levels:
        line["levels"] = dict(levels)
    logger.info(_line(line))


def failure(error: BaseException, request_id: str) -> None:
    """Log where an unexpected error happened. Its message is left out: it may quote the ad."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    logger.error(_line({"event": "error", "error": type(error).__name__, "places": places, "request_id": request_id}))


def _line(fields: dict[str, object]) -> str:
    return json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **fields}, ensure_ascii=True)
